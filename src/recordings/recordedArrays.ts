import type { ByteSource } from "../core/numpy/byteSource";
import { formatShape, NpyError } from "../core/numpy/npyHeader";
import { NpyRows } from "../core/numpy/npyRows";
import type { RecordedArray } from "../core/problems/recordingSpecification";
import { digestOf } from "./digest";
import { RecordingError } from "./recordingError";

/** @throws RecordingError where the file holds no array of shape (steps, parameters) with one of each at least */
export function readGradients(uri: string, bytes: ByteSource): RecordedArray {
  const isRight = (shape: readonly number[]) => shape.length === 2 && !shape.includes(0);
  return readArray(uri, bytes, isRight, "(steps, parameters), with one of each at least");
}

/** @throws RecordingError where the file holds no array of shape (parameters,) */
export function readInitial(uri: string, bytes: ByteSource, parameters: number): RecordedArray {
  const isRight = (shape: readonly number[]) => shape.length === 1 && shape[0] === parameters;
  return readArray(uri, bytes, isRight, formatShape([parameters]));
}

/** @throws RecordingError where the bytes are no .npy file whose rows can be read */
export function openRows(bytes: ByteSource): NpyRows {
  try {
    return new NpyRows(bytes);
  } catch (error) {
    throw error instanceof NpyError ? new RecordingError(error.message) : error;
  }
}

function readArray(
  uri: string,
  bytes: ByteSource,
  isRight: (shape: readonly number[]) => boolean,
  expected: string,
): RecordedArray {
  const { shape, precision } = openRows(bytes).header;
  if (isRight(shape)) return { uri, shape, precision, digest: digestOf(bytes) };
  throw new RecordingError(`${bytes.name}: found an array of shape ${formatShape(shape)}; expected ${expected}.`);
}
