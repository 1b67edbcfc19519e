// Trains a small classifier on random clusters with TensorFlow.js: Adam, after a warm start with momentum.

import * as tf from "@tensorflow/tfjs";

const LEARNING_RATE = 0.01;

// Three clusters of points in ten dimensions, one a class.
const centers = tf.randomNormal([3, 10], 0, 1, "float32", 0);
const labels = tf.randomUniform([3000], 0, 3, "int32", 1);
const points = tf.gather(centers, labels).add(tf.randomNormal([3000, 10], 0, 0.8, "float32", 2));

const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 64, activation: "relu", inputShape: [10] }),
    tf.layers.dense({ units: 3, activation: "softmax" }),
  ],
});

/** One pass over the data with an optimizer of its own. */
async function train(optimizer, epochs) {
  model.compile({ optimizer, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const { history } = await model.fit(points, tf.oneHot(labels, 3), { batchSize: 30, epochs, verbose: 0 });
  console.log(`loss ${history.loss.at(-1).toFixed(4)}, accuracy ${history.acc.at(-1).toFixed(3)}`);
}

await train(tf.train.momentum(LEARNING_RATE, 0.9), 2);
// The arguments have places and no names: learning rate, β₁, β₂, ε.
await train(tf.train.adam(LEARNING_RATE / 10, 0.9, 0.99, 1e-7), 5);
