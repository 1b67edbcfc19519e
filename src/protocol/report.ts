import type { ParameterChoice, StepInspection } from "../core/inspection/stepInspection";
import type { RunSpecification } from "../core/simulation/specification";
import type { FairComparisonState } from "./fairComparison";
import type { FinderState } from "./finder";
import { decodeNumbers, encodeNumbers } from "./jsonNumbers";
import type { Comparison, PanelState } from "./panel";

/** Id of the `<script type="application/json">` element of a report page that holds a `Report`. */
export const REPORT_ELEMENT = "report";

/** What a report is asked to hold. */
export interface ReportQuery {
  readonly runs: readonly string[];
  /** How the panel is set, in the form in which its page keeps that; null for a panel as it is at first. */
  readonly view: unknown;
  /** The loss whose reaching is told; null for one that all runs reach. */
  readonly target: number | null;
  /** Time constant of the average that is drawn over the curves, in steps; null without one. */
  readonly smoothing: number | null;
  /** The step whose arithmetic is shown; null for that at which a run became non-finite, else its last. */
  readonly step: number | null;
  readonly choice: ParameterChoice;
}

/** The runs of the panel as they were, for a page that has neither an extension nor a simulation behind it. */
export interface Report {
  /** When it was made, in ISO 8601. */
  readonly made: string;
  /** What made it, with its version. */
  readonly maker: string;
  readonly state: PanelState;
  /** As in `ReportQuery`. */
  readonly view: unknown;
  /** By run; of those that have any. */
  readonly curves: Readonly<Record<string, ReportCurves>>;
  /** Of the runs in the order of `state`; null of fewer than two. */
  readonly comparison: Comparison | null;
  /** By run: the arithmetic of the one step that is shown, where there is one. */
  readonly inspections: Readonly<Record<string, StepInspection>>;
  /** By run: what any of its steps is worked out from, in a page whose script simulates; empty in others. */
  readonly specifications: Readonly<Record<string, RunSpecification>>;
  readonly finder: FinderState | null;
  readonly fairComparison: FairComparisonState | null;
}

/** The series of a run at the points that a report has room for. */
export interface ReportCurves {
  /** Rows that the trace has. Where there are as many points, each is one row, and `data` has neither minima nor maxima. */
  readonly rows: number;
  readonly points: number;
  readonly columns: readonly string[];
  /** Time constant of the averages among `data`; null without any. */
  readonly smoothing: number | null;
  /**
   * Base64 of blocks of `points` float64 each, little-endian: the rows at which the points' buckets begin; for every column
   * the values there, then the smallest and the largest finite values in the buckets, then the average there.
   */
  readonly data: string;
}

/** Text of the page's element, which no `<` in it can end. */
export function stringifyReport(report: Report): string {
  return JSON.stringify(encodeNumbers(report)).replaceAll("<", "\\u003c");
}

/** The report in the text of the page's element. */
export function parseReport(text: string): Report {
  return decodeNumbers(JSON.parse(text)) as Report;
}
