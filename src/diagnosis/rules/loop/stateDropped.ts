import { sourceRule } from "../../rule";
import { eventsOf } from "./eventOrder";
import { remembersNothing } from "./remembersNothing";

/** An update of optax whose new state nothing takes on. */
export const stateDropped = sourceRule(
  {
    id: "loop/state-dropped",
    severity: "error",
    title: "The new state of an optimizer is dropped",
    messages: {
      adam: "The state that {name}.update() gives back is dropped, and every update is made with the same old one: the count of steps stays where it is, the moments hold one gradient, and each step is one of the full learning rate in every coordinate.",
      other:
        "The state that {name}.update() gives back is dropped, and every update is made with the same old one: nothing of earlier gradients is remembered.",
    },
    documentation: {
      what: "`updates, new_state = tx.update(grads, opt_state, params)` in a loop, where the next round is given `opt_state` again.",
      why: "Transformations of optax are pure functions: moments, count of steps and schedule are in the state, and `update` gives back a new one. Given the first state in every round, Adam makes its first step again and again, which is ±lr whatever the gradient, and a schedule stays at its first value.",
      ignore: "Where one update of the same state is meant, as in a search along a line.",
      sources: ["optax 0.2.8, optax/_src/base.py, TransformUpdateFn"],
      example: {
        path: "train.py",
        before: `import jax
import optax

tx = optax.adam(1e-3)
opt_state = tx.init(params)
for batch in batches:
    grads = jax.grad(loss)(params, batch)
    updates, _ = tx.update(grads, opt_state, params)
    params = optax.apply_updates(params, updates)
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
  function* (facts) {
    const { loop } = facts.configuration;
    if (loop === undefined || loop.name === null || remembersNothing(facts)) return;
    for (const pass of loop.passes) {
      for (const { dropsState, loops, range } of eventsOf(pass, "step")) {
        const [innermost] = loops.slice(-1);
        if (!dropsState || innermost === undefined || innermost.rounds === 1) continue;
        yield { message: facts.family === "adam" ? "adam" : "other", values: { name: loop.name }, at: range };
      }
    }
  },
);
