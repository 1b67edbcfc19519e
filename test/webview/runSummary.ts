import { PLAIN_LABELS, type RunSummary } from "../../src/protocol/panel";

/** A finished run of Adam with one tensor, and what a test wants otherwise. */
export function runSummary(change: Partial<RunSummary> = {}): RunSummary {
  const names = ["loss", "learningRate", "gradientNorm", "updateNorm", "parameterNorm", "updateRatio"];
  const states = ["m", "v"].flatMap((state) => ["mean", "rms", "min", "max"].map((series) => `${state}.${series}`));
  return {
    id: "a",
    revision: 0,
    name: "AdamW lr 3e-3",
    labels: PLAIN_LABELS,
    title: "torch AdamW",
    gist: [],
    source: "train.py:24",
    problem: "quadratic · 2 p · seed 0",
    isReplay: false,
    precision: "float64",
    steps: 1000,
    curvatureInterval: null,
    instruments: [],
    stepsDone: 1000,
    status: "finished",
    message: null,
    nonFinite: null,
    columns: [...names, ...states].map((name) => ({ name, firstNonFinite: null, firstNonFiniteValue: null })),
    stateVectors: ["m", "v"],
    tensors: ["p"],
    parameters: 2,
    probe: null,
    color: 0,
    stale: false,
    held: null,
    trial: null,
    dropped: null,
    ...change,
  };
}
