import { sourceRule } from "../../rule";

/** Loop variables that take the names of the data. */
export const shadowedData = sourceRule(
  {
    id: "hand-written/shadowed-data",
    severity: "error",
    title: "The loop's variables take the names of its data",
    messages: {
      shadows:
        "The loop over {names} gives its variables the same names: in the second round of the loop around it, what it goes over is the last sample of the first round and no longer the data.",
    },
    fixes: { rename: "Name the variables {renamed}" },
    documentation: {
      what: "`for x, y in zip(x, y)` within a loop over epochs.",
      why: "A loop variable keeps its last value when the loop ends. The second epoch goes over the last sample of the first: a number cannot be gone over (TypeError), and an array gives its entries for samples.",
      ignore: "Never, unless the outer loop makes one round.",
      sources: ["The Python Language Reference, section 8.3 (the for statement)"],
      example: {
        path: "train.py",
        before: `import tensorflow as tf

optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
for epoch in range(100):
    for x, y in zip(x, y):
        with tf.GradientTape() as tape:
            loss = (w * x + b - y) ** 2
        optimizer.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
`,
        after: `import tensorflow as tf

optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
for epoch in range(100):
    for x_i, y_i in zip(x, y):
        with tf.GradientTape() as tape:
            loss = (w * x_i + b - y_i) ** 2
        optimizer.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
`,
      },
    },
  },
  function* ({ configuration: { trainingData } }, { edits }) {
    for (const { names, range, places } of trainingData?.shadowed ?? []) {
      const renamed = names.map((name) => `${name}_i`).join(", ");
      yield {
        message: "shadows",
        values: { names: names.join(" and ") },
        at: range,
        fixes: [
          {
            title: "rename",
            values: { renamed },
            edits: places.flatMap((place) => edits.replace(place.range, `${place.name}_i`)),
          },
        ],
      };
    }
  },
);
