import type { SourceValue } from "../configuration";

/** An optimizer that `model.compile` makes of its name, with the values that it gives besides those of `tf.train`. */
export interface NamedOptimizer {
  /** Of the catalogue. */
  readonly optimizer: string;
  readonly values: Readonly<Record<string, SourceValue>>;
}

const named: Readonly<Record<string, NamedOptimizer>> = {
  Adagrad: { optimizer: "tf.train.adagrad", values: { learningRate: 0.01 } },
  Adadelta: { optimizer: "tf.train.adadelta", values: { learningRate: 1, rho: 0.95 } },
  Adam: { optimizer: "tf.train.adam", values: { learningRate: 0.001, beta1: 0.9, beta2: 0.999 } },
  Adamax: { optimizer: "tf.train.adamax", values: { learningRate: 0.002, beta1: 0.9, beta2: 0.999, decay: 0 } },
  RMSProp: { optimizer: "tf.train.rmsprop", values: { learningRate: 0.001, decay: 0.9, momentum: 0 } },
  SGD: { optimizer: "tf.train.sgd", values: { learningRate: 0.01 } },
};

/**
 * What `model.compile` takes for an optimizer, by the exact name: spelled so, or in lower case (tfjs-layers 4.22.0,
 * dist/optimizers.js).
 */
export const tfjsLayersOptimizers: ReadonlyMap<string, NamedOptimizer> = new Map(
  Object.entries(named).flatMap(([name, optimizer]) => [
    [name.toLowerCase(), optimizer],
    [name, optimizer],
  ]),
);
