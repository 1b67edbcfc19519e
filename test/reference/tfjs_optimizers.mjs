/** The optimizers of TensorFlow.js that are recorded, each with every argument that changes the numbers. */

const all = ["noisy", "sparse", "drifting", "constant"];

/**
 * Calls as a user writes them, with the gradients that they are fed with. Each is recorded in both precisions.
 *
 * @type {readonly (readonly [make: (tf: any) => any, gradients: readonly string[]])[]}
 */
export const optimizers = [
  [(tf) => tf.train.sgd(0.1), all],
  [(tf) => tf.train.momentum(0.1, 0.9), all],
  [(tf) => tf.train.momentum(0.05, 0.5, true), ["noisy", "drifting"]],
  [(tf) => tf.train.rmsprop(0.01), all],
  [(tf) => tf.train.rmsprop(0.01, 0.99, 0.9), ["noisy", "drifting"]],
  [(tf) => tf.train.rmsprop(0.01, 0.8, 0.5, 1e-3), ["sparse", "constant"]],
  // Where a gradient does not vary, the variance less ε falls below 0.
  [(tf) => tf.train.rmsprop(0.01, 0.95, 0.0, 1e-10, true), all],
  [(tf) => tf.train.rmsprop(0.001, 0.9, 0.9, null, true), ["noisy", "sparse"]],
  [(tf) => tf.train.adam(), ["noisy"]],
  [(tf) => tf.train.adam(0.01), all],
  [(tf) => tf.train.adam(0.01, 0.5, 0.9, 1e-3), ["noisy", "sparse"]],
  [(tf) => tf.train.adam(0.1, 0.95, 0.9999, null), ["drifting"]],
  [(tf) => tf.train.adadelta(), ["noisy"]],
  [(tf) => tf.train.adadelta(1), all],
  [(tf) => tf.train.adadelta(0.5, 0.9, 1e-6), ["noisy", "sparse"]],
  [(tf) => tf.train.adamax(), ["noisy"]],
  [(tf) => tf.train.adamax(0.01), all],
  [(tf) => tf.train.adamax(0.01, 0.8, 0.99, 1e-4), ["noisy", "sparse"]],
  [(tf) => tf.train.adamax(0.1, 0.9, 0.999, null, 0.01), ["noisy", "drifting"]],
  [(tf) => tf.train.adagrad(0.1), all],
  [(tf) => tf.train.adagrad(0.5, 0), ["noisy", "drifting"]],
  [(tf) => tf.train.adagrad(0.5, 2), ["sparse"]],
];

/** Names that `model.compile` takes for optimizers. */
export const names = ["SGD", "rmsprop", "Adam", "adadelta", "Adamax", "adagrad"];

/** Names that it might be thought to take. */
export const otherNames = ["ADAM", "RMSprop", "momentum", "adamw"];

/** Calls of which some make no optimizer, or one that makes no update. */
export const checks = [
  (tf) => tf.train.adam(0.01, 0.9, 0.999, null),
  (tf) => tf.train.adam(undefined, 0.8),
  (tf) => tf.train.adam(0.01, 1.5),
  (tf) => tf.train.adam(0.01, null),
  (tf) => tf.train.adam(0.01, [0.9, 0.999]),
  (tf) => tf.train.sgd(0.1, 0.9),
  (tf) => tf.train.momentum(0.1),
  (tf) => tf.train.momentum(0.1, "0.9"),
  (tf) => tf.train.momentum(0.1, 0.9, 1),
  (tf) => tf.train.rmsprop(),
  (tf) => tf.train.rmsprop(null),
  (tf) => tf.train.rmsprop(0.1, 0.9, null),
  (tf) => tf.train.adadelta(0.1, null),
  (tf) => tf.train.adagrad(0.1, 0),
];
