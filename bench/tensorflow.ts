import { createRequire } from "node:module";
import { ensureTensorflow } from "../scripts/setup/tensorflow.mjs";

/** The part of TensorFlow.js that is measured. */
export interface Tensorflow {
  enableProdMode(): void;
  setBackend(name: string): Promise<boolean>;
  tidy<T>(body: () => T): T;
  tensor1d(values: ArrayLike<number>): Tensor;
  stack(tensors: readonly Tensor[]): Tensor;
  variable(tensor: Tensor): Variable;
  train: { adam(learningRate: number, beta1: number, beta2: number, epsilon: number): AdamOptimizer };
}

export interface Tensor {
  clone(): Tensor;
  sub(other: Tensor): Tensor;
  square(): Tensor;
  sum(): Tensor;
  min(): Tensor;
  max(): Tensor;
  dataSync(): Float32Array;
}

export interface Variable extends Tensor {
  readonly name: string;
}

export interface AdamOptimizer {
  applyGradients(gradients: Readonly<Record<string, Tensor>>): void;
  readonly accumulatedFirstMoment: readonly { readonly variable: Tensor }[];
  readonly accumulatedSecondMoment: readonly { readonly variable: Tensor }[];
}

/** @returns TensorFlow.js on its CPU back end; null where it cannot be installed */
export async function loadTensorflow(): Promise<Tensorflow | null> {
  try {
    const tensorflow = createRequire(await ensureTensorflow())("@tensorflow/tfjs") as Tensorflow;
    tensorflow.enableProdMode();
    await tensorflow.setBackend("cpu");
    return tensorflow;
  } catch {
    return null;
  }
}
