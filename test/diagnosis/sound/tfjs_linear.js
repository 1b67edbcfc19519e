import * as tf from "@tensorflow/tfjs";

const a = tf.variable(tf.scalar(Math.random()));
const b = tf.variable(tf.scalar(Math.random()));
const predict = (x) => a.mul(x).add(b);
const optimizer = tf.train.sgd(0.5);
for (let i = 0; i < 75; i++) {
  optimizer.minimize(() => predict(xs).sub(ys).square().mean());
}
