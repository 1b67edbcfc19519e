import type { RunSummary } from "../../src/protocol/panel";

/** The parameter of a run that is followed as a run of its own, whose series charts draw as any other's; null where none is. */
export function probedRun(run: RunSummary): RunSummary | null {
  const { probe } = run;
  if (probe === null) return null;
  const { id, revision, columns, stepsDone, status, message } = probe;
  return { ...run, id, revision, columns, stepsDone, status, message, stateVectors: [], trial: null };
}

/** The runs, and behind each the parameter of it that is followed. */
export function withProbes(runs: readonly RunSummary[]): RunSummary[] {
  return runs.flatMap((run) => {
    const probe = probedRun(run);
    return probe === null ? [run] : [run, probe];
  });
}
