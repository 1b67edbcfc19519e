import type { RunSummary } from "../../src/protocol/panel";

/** The series on the axes of a phase portrait. */
export interface PortraitAxes {
  readonly x: string;
  readonly y: string;
}

/** Names that states of momentum go by, the likeliest first; else there is the change of the parameter, which is a velocity too. */
const MOMENTA = ["m", "u", "momentum", "velocity", "b"];

/** What a run has for the axes. */
export function portraitColumns({ stateVectors }: RunSummary): readonly string[] {
  return ["p", "g", ...stateVectors, "Δp"];
}

/** The axes as they are chosen, as far as the run has them: momentum against the parameter by default. */
export function portraitAxes(run: RunSummary, chosen: Partial<PortraitAxes>): PortraitAxes {
  const columns = portraitColumns(run);
  const known = (column: string | undefined) => (columns.includes(column ?? "") ? column : undefined);
  const momentum = MOMENTA.find((name) => run.stateVectors.includes(name)) ?? "Δp";
  return { x: known(chosen.x) ?? "p", y: known(chosen.y) ?? momentum };
}
