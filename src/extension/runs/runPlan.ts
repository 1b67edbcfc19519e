import type { ProblemSpecification } from "../../core/problems/problem";
import type { RunSpecification } from "../../core/simulation/specification";
import type { LabelledValue } from "../../protocol/panel";
import type { Adjustments } from "../../sources/adjustments/adjusted";

/** Where in the workspace a run's configuration stands, and what it said when the run was made. */
export interface RunSource {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
  /** What the configuration means, as `configurationKey` writes it. */
  readonly key: string;
}

/** Other values than a source says. */
export interface TriedValues {
  readonly changes: Adjustments;
  /** In short: `lr 0.01, β₂ 0.95`. */
  readonly words: string;
}

/** What is tried in a run. */
export interface Trial extends TriedValues {
  /** What the source says, for the curves beside it. */
  readonly original: RunSpecification;
  /** Where it starts instead: `start (−0.5, 2)`. Absent: where its problem lets it. */
  readonly start?: string;
}

/** All that makes a run and its place in the panel: plain data, kept across reloads. */
export interface RunPlan {
  readonly specification: RunSpecification;
  readonly name: string;
  readonly title: string;
  readonly gist: readonly LabelledValue[];
  /** The problem with its size and the seed, as shown; in its place what is replayed. */
  readonly problem: string;
  readonly source: RunSource | null;
  /** The problem that was chosen by hand, against what source and settings say; null when none was. */
  readonly chosenProblem: ProblemSpecification | null;
  /** Absent: the run is as its source says. */
  readonly trial?: Trial;
  /** What was tried until the source said something else. Absent: nothing, or the user knows. */
  readonly dropped?: TriedValues;
  /** Whether it varies what its source says, and so does not follow that. */
  readonly isVariant?: boolean;
}
