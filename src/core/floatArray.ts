/** The arithmetic a run is simulated in: the type of parameters, gradients and state vectors. */
export type Precision = "float64" | "float32";

/** A vector of parameters, gradients or state, in the precision of the run. */
export type FloatArray = Float64Array | Float32Array;

/** Zeros. */
export function floatArray(length: number, precision: Precision): FloatArray {
  return precision === "float64" ? new Float64Array(length) : new Float32Array(length);
}
