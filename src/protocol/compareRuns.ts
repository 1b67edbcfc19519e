import { type DifferingSetting, differingSettings, type Settings } from "../core/comparison/differingSettings";
import { flatSettings } from "../core/comparison/flatSettings";
import { type LossSeries, lossMeasures } from "../core/comparison/lossMeasures";
import { formatCount } from "../core/formatNumber";
import type { RunSpecification } from "../core/simulation/specification";
import type { Trace } from "../core/trace/trace";
import type { Comparison, RunSummary } from "./panel";

/** What a comparison needs of a run. */
export interface ComparedRun extends Pick<RunSummary, "title" | "gist" | "problem" | "precision" | "steps"> {
  readonly specification: RunSpecification;
  /** Null while it has none. */
  readonly trace: Trace | null;
}

const LOSS = "loss";

/**
 * Compares runs: the settings in which they differ, and the measures of their losses.
 *
 * @param target the loss to be reached; null for the largest of the last losses, which all runs reach that have one
 */
export function compareRuns(runs: readonly ComparedRun[], target: number | null): Comparison {
  const series = runs.map(({ trace }) => (trace?.columns.includes(LOSS) ? lossesOf(trace) : null));
  const rows = series.flatMap((each) => (each && each.rows > 0 ? each.rows : []));
  const sharedRows = rows.length > 0 ? Math.min(...rows) : 0;
  const reached = target ?? largestFinal(series);
  return {
    settings: differences(runs),
    target: reached,
    sharedSteps: sharedRows,
    losses: series.map((each) => each && lossMeasures(each, { target: reached, sharedRows })),
  };
}

/** In the words in which the panel shows them; where these do not tell the runs apart, all that decides their numbers. */
function differences(runs: readonly ComparedRun[]): readonly DifferingSetting[] {
  const shown = differingSettings(runs.map(shownSettings));
  return shown.length > 0 ? shown : differingSettings(runs.map(({ specification }) => flatSettings(specification)));
}

function shownSettings({ title, gist, problem, precision, steps }: ComparedRun): Settings {
  return new Map([
    ["optimizer", title],
    ...gist.map(({ label, value }) => [label, value] as const),
    ["problem", problem],
    ["steps", formatCount(steps)],
    ["precision", precision],
  ]);
}

function lossesOf(trace: Trace): LossSeries {
  const column = trace.columnIndex(LOSS);
  const { rows } = trace;
  return { rows, block: (from, to) => trace.column(column, from, to) };
}

function largestFinal(series: readonly (LossSeries | null)[]): number | null {
  const finals = series.flatMap((each) => (each && each.rows > 0 ? [...each.block(each.rows - 1, each.rows)] : []));
  const finite = finals.filter(Number.isFinite);
  return finite.length > 0 ? Math.max(...finite) : null;
}
