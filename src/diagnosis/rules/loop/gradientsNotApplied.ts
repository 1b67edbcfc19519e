import { sourceRule } from "../../rule";
import { eventsOf } from "./eventOrder";

/** Gradients of a tape that nothing looks at. */
export const gradientsNotApplied = sourceRule(
  {
    id: "loop/gradients-not-applied",
    severity: "error",
    title: "Gradients are worked out and never applied",
    messages: {
      unused:
        "{tape}.gradient() gives gradients that nothing looks at: no optimizer applies them, and no variable ever changes.",
    },
    documentation: {
      what: "The result of `tape.gradient(…)` is assigned to a variable that is not used anywhere.",
      why: "A tape only works gradients out. The variables change in `optimizer.apply_gradients(zip(gradients, variables))`; without it the loss of every epoch is the same but for the order of the data.",
      ignore: "Where the gradients alone are of interest.",
      sources: [
        "TensorFlow 2.16, tensorflow/python/eager/backprop.py, GradientTape",
        "Keras 3.15, keras/src/optimizers/base_optimizer.py",
      ],
      example: {
        path: "train.py",
        before: `import tensorflow as tf

optimizer = tf.keras.optimizers.Adam(1e-3)
for x, y in dataset:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x))
    gradients = tape.gradient(loss, model.trainable_variables)
`,
        after: `import tensorflow as tf

optimizer = tf.keras.optimizers.Adam(1e-3)
for x, y in dataset:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
      },
    },
  },
  function* ({ configuration: { loop, framework } }) {
    if (framework !== "keras") return;
    const passes = loop?.passes ?? [];
    if (passes.some((pass) => eventsOf(pass, "step").length > 0)) return;
    for (const pass of passes) {
      for (const { isUnused, loss, loops, range } of eventsOf(pass, "backward")) {
        if (isUnused && loops.length > 0) yield { message: "unused", values: { tape: loss ?? "tape" }, at: range };
      }
    }
  },
);
