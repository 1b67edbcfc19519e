import type { FloatArray } from "../core/floatArray";
import type { ByteSource } from "../core/numpy/byteSource";
import type { NpyRows } from "../core/numpy/npyRows";
import { RecordedGradients } from "../core/problems/recordedGradients";
import type { RecordedArray, RecordingSpecification } from "../core/problems/recordingSpecification";
import { digestOf } from "./digest";
import { openRows } from "./recordedArrays";
import { RecordingError } from "./recordingError";

/**
 * Opens what a run replays, for one simulation alone. The gradients are read while they are replayed.
 *
 * @param bytes opens a file by its URI
 * @throws RecordingError where a file cannot be read, or is another than when the run was made
 */
export function openRecording(
  { gradients, initial, tensors }: RecordingSpecification,
  bytes: (uri: string) => ByteSource,
): RecordedGradients {
  const rows = openUnchanged(gradients, bytes(gradients.uri));
  const recording = {
    steps: rows.rows,
    parameters: rows.rowLength,
    read: (step: number, out: FloatArray) => rows.read(step, out),
  };
  const start = initial === null ? null : readValues(openUnchanged(initial, bytes(initial.uri)));
  return new RecordedGradients(recording, tensors, start);
}

function openUnchanged({ digest }: RecordedArray, bytes: ByteSource): NpyRows {
  if (digestOf(bytes) !== digest) throw new RecordingError(`${bytes.name} has changed since this run was made.`);
  return openRows(bytes);
}

/** All values of a vector. */
function readValues(vector: NpyRows): FloatArray {
  const entry = new Float64Array(1);
  return Float64Array.from({ length: vector.rows }, (_, index) => {
    vector.read(index, entry);
    return entry[0];
  });
}
