import { sourceRule } from "../../rule";
import { eventsOf } from "./eventOrder";

/** Updates of optax that nothing adds to the parameters. */
export const updatesNotApplied = sourceRule(
  {
    id: "loop/updates-not-applied",
    severity: "error",
    title: "Updates are worked out and never applied",
    messages: {
      unused:
        "The updates that {name}.update() gives are never added to the parameters: these stay what they are, however long the run.",
    },
    documentation: {
      what: "`updates, opt_state = tx.update(grads, opt_state, params)` in a loop, and nothing looks at `updates`.",
      why: "Transformations of optax change nothing in place. `update` gives what is to be added, and `params = optax.apply_updates(params, updates)` adds it.",
      ignore: "Where the state alone is of interest.",
      sources: ["optax 0.2.8, optax/_src/update.py, apply_updates"],
      example: {
        path: "train.py",
        before: `import jax
import optax

tx = optax.adam(1e-3)
opt_state = tx.init(params)
for batch in batches:
    grads = jax.grad(loss)(params, batch)
    updates, opt_state = tx.update(grads, opt_state, params)
`,
        after: `import jax
import optax

tx = optax.adam(1e-3)
opt_state = tx.init(params)
for batch in batches:
    grads = jax.grad(loss)(params, batch)
    updates, opt_state = tx.update(grads, opt_state, params)
    params = optax.apply_updates(params, updates)
`,
      },
    },
  },
  function* ({ configuration: { loop } }) {
    if (loop === undefined || loop.name === null) return;
    for (const pass of loop.passes) {
      for (const { isUnused, loops, range } of eventsOf(pass, "step")) {
        if (isUnused && loops.length > 0) yield { message: "unused", values: { name: loop.name }, at: range };
      }
    }
  },
);
