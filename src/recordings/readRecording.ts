import type { ByteSource } from "../core/numpy/byteSource";
import type { RecordingSpecification } from "../core/problems/recordingSpecification";
import { formatTensorShapes, isOneVector, oneVector, parseTensorShapes } from "../core/problems/tensorShapes";
import { readGradients, readInitial } from "./recordedArrays";

/** What someone chooses to replay. */
export interface RecordingChoice {
  /** URI of a .npy file of shape (steps, parameters). */
  readonly gradients: string;
  /** URI of a .npy file of shape (parameters,); null for zeros. */
  readonly initial: string | null;
  /** As the parameters are divided: `4x5,7`; null for one vector. */
  readonly shapes: string | null;
}

/**
 * What the files hold that someone chose.
 *
 * @param bytes opens a file by its URI
 * @throws RecordingError or TensorShapesError where a file cannot be read or does not fit to the rest
 */
export function readRecording(
  { gradients: gradientsUri, initial, shapes }: RecordingChoice,
  bytes: (uri: string) => ByteSource,
): RecordingSpecification {
  const gradients = readGradients(gradientsUri, bytes(gradientsUri));
  const [, parameters] = gradients.shape;
  return {
    gradients,
    initial: initial === null ? null : readInitial(initial, bytes(initial), parameters),
    tensors: shapes === null ? oneVector(parameters) : parseTensorShapes(shapes, parameters),
  };
}

/** What was chosen for a recording, to read it again. */
export function choiceOf({ gradients, initial, tensors }: RecordingSpecification): RecordingChoice {
  return {
    gradients: gradients.uri,
    initial: initial?.uri ?? null,
    shapes: isOneVector(tensors) ? null : formatTensorShapes(tensors),
  };
}
