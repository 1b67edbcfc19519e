import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** A loss that is worked out without the batch. */
export const unreachedLoss = sourceRule(
  {
    id: "hand-written/unreached-loss",
    severity: "error",
    title: "No batch reaches the loss",
    messages: {
      outputs:
        "{outputs} stands for the model as it was built, and the loop calls {model} nowhere: the batch {batch} never passes through it, and every step sees the same.",
      unread: "Nothing in the loop reads {batch}: every step works out its loss from the same numbers.",
    },
    fixes: { call: "Call the model with the batch: {called}" },
    documentation: {
      what: "A loop over batches works out its loss from values that no batch reaches, such as `model.outputs` of Keras.",
      why: "`model.outputs` are the symbolic tensors that the model was built with. The prediction for a batch is what a call gives, `model(x, training=True)`, within the tape.",
      ignore: "Where the batch reaches the model by other means than a call.",
      sources: ["Keras documentation, Writing a training loop from scratch in TensorFlow"],
      example: {
        path: "train.py",
        before: `import tensorflow as tf

optimizer = tf.keras.optimizers.Adam(learning_rate=0.001)
for x, y in dataset:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model.outputs)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
`,
        after: `import tensorflow as tf

optimizer = tf.keras.optimizers.Adam(learning_rate=0.001)
for x, y in dataset:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
`,
      },
    },
  },
  function* ({ configuration: { trainingData } }, { edits }) {
    for (const { outputs, batch, range } of trainingData?.unreached ?? []) {
      if (outputs === null) {
        const values: MessageValues = { batch: batch.join(", ") };
        yield { message: "unread", values, at: range };
        continue;
      }
      const called = `${outputs.model}(${batch[0]}, training=True)`;
      const values: MessageValues = { outputs: outputs.text, model: outputs.model, batch: batch[0] };
      yield {
        message: "outputs",
        values,
        at: range,
        fixes: [{ title: "call", values: { called }, edits: edits.replace(range, called) }],
      };
    }
  },
);
