import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Precision } from "../../src/core/floatArray";
import type { ProblemSpecification } from "../../src/core/problems/problem";
import type { GradientKind } from "./gradients";
import type { RecordedCheck } from "./recording";

/** What `record_torch_algorithms.py` and the like write of optimizers to which the shapes of the tensors matter. */
export interface AlgorithmRecording {
  readonly versions: Readonly<Record<string, string>>;
  readonly initial: readonly number[];
  /** Number of rows of gradients. */
  readonly steps: number;
  readonly optimizers: readonly (FedCase | ProblemCase)[];
  /** Whether the framework takes a call, for parameters of these shapes and during the first steps. */
  readonly checks: readonly (RecordedCheck & { readonly shapes: Shapes })[];
}

/** Extents of every tensor. */
export type Shapes = readonly (readonly number[])[];

interface RecordedCase {
  /** Python as a user would write it. */
  readonly code: string;
  readonly precision: Precision;
  /** Parameters; null for NaN. */
  readonly trajectory: readonly (readonly (number | null)[])[];
}

/** Fed with gradients: every update takes as many rows of them as its parameters need. */
export interface FedCase extends RecordedCase {
  readonly gradients: GradientKind;
  readonly shapes: Shapes;
  /** Numbers of the updates after which parameters were recorded. */
  readonly recordedSteps: readonly number[];
}

/** On a problem; recorded after every step, with the number of evaluations and directions so far. */
export interface ProblemCase extends RecordedCase {
  readonly problem: ProblemSpecification;
  readonly states: { readonly func_evals: readonly number[]; readonly n_iter: readonly number[] };
}

/** @param framework `torch`, for example */
export function readAlgorithmRecording(framework: string): AlgorithmRecording {
  return JSON.parse(readFileSync(join("test", "reference", `${framework}-algorithms.json`), "utf8"));
}
