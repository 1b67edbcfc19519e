import * as tf from "@tensorflow/tfjs";

const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] });
model.compile({ optimizer: tf.train.adam(0.001), loss: "meanSquaredError" });
await model.fit(xs, ys, { epochs: 50, batchSize: 32 });
