import { tensorLength } from "../simulation/tensorLayout";
import type { TensorDescription } from "./problem";

/** A text that does not say how parameters are divided; the message names what was found and what was expected. */
export class TensorShapesError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TensorShapesError";
  }
}

/**
 * Divides parameters into tensors as `4x5,7` says: a matrix of 4 by 5 and a vector of 7.
 *
 * @throws TensorShapesError when the text has another form or the tensors have more or fewer entries than there are parameters
 */
export function parseTensorShapes(text: string, parameters: number): readonly TensorDescription[] {
  const shapes = text.split(",").map((shape) => shape.trim().split("x"));
  const wrong = shapes.find((extents) => !extents.every((extent) => /^[1-9]\d*$/.test(extent)));
  if (wrong !== undefined) {
    throw new TensorShapesError(`${text}: found "${wrong.join("x")}"; expected extents such as 4x5.`);
  }
  const tensors = shapes.map((extents, index) => ({
    name: shapes.length === 1 ? "p" : `tensor ${index + 1}`,
    shape: extents.map(Number),
  }));
  const total = tensors.reduce((sum, tensor) => sum + tensorLength(tensor), 0);
  if (total !== parameters) {
    throw new TensorShapesError(`${text} has ${total} entries; the recorded gradients have ${parameters}.`);
  }
  return tensors;
}

/** The same as text: `4x5,7`. */
export function formatTensorShapes(tensors: readonly TensorDescription[]): string {
  return tensors.map(({ shape }) => shape.join("x")).join(",");
}

/** Parameters that are not divided. */
export function oneVector(parameters: number): readonly TensorDescription[] {
  return [{ name: "p", shape: [parameters] }];
}

export function isOneVector(tensors: readonly TensorDescription[]): boolean {
  return tensors.length === 1 && tensors[0].shape.length === 1;
}
