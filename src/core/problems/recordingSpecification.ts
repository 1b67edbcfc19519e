import type { Precision } from "../floatArray";
import { formatCount } from "../formatNumber";
import type { TensorDescription } from "./problem";

/** Gradients of a training run, recorded in a file, and the parameters that they are replayed on. Plain data. */
export interface RecordingSpecification {
  /** Shape (steps, parameters). */
  readonly gradients: RecordedArray;
  /** Shape (parameters,); null where the parameters start at zeros. */
  readonly initial: RecordedArray | null;
  /** As the parameters are divided; together they have as many entries as a gradient. */
  readonly tensors: readonly TensorDescription[];
}

/** An array in a .npy file, as it was when the run was made. */
export interface RecordedArray {
  readonly uri: string;
  readonly shape: readonly number[];
  readonly precision: Precision;
  /** Of the file's bytes: another one tells that the file has changed. */
  readonly digest: string;
}

/** Contents of files, by URI, that are handed to whoever simulates because only others can open them. */
export type FileContents = Readonly<Record<string, SharedArrayBuffer>>;

/** The files that a recording is read from. */
export function recordingFiles({ gradients, initial }: RecordingSpecification): readonly string[] {
  return initial === null ? [gradients.uri] : [gradients.uri, initial.uri];
}

/** A short label, as `describeProblem` makes one: `recorded gradients · 200 steps × 354 p · gradients.npy from initial.npy`. */
export function describeRecording({ gradients, initial }: RecordingSpecification): string {
  const [steps, parameters] = gradients.shape;
  const names = [gradients, ...(initial === null ? [] : [initial])].map(recordingName);
  return `recorded gradients · ${formatCount(steps)} steps × ${formatCount(parameters)} p · ${names.join(" from ")}`;
}

/** The file's name without its folder. */
export function recordingName({ uri }: RecordedArray): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
}
