import type { Instrument } from "../../src/core/instruments/instrument";
import { t } from "../l10n/translate";
import type { BandColumns, ChartDefinition } from "./chartDefinitions";

/** An instrument as the user chooses it. */
export interface InstrumentChoice {
  readonly instrument: Instrument;
  readonly title: string;
  readonly description: string;
  /** Id of its chart. */
  readonly chart: string;
  /** Column that a run has where the instrument has something to show. */
  readonly column: string;
}

/** All instruments, in the order of their charts. */
export const INSTRUMENT_CHOICES: readonly InstrumentChoice[] = [
  {
    instrument: "gradient-percentiles",
    title: t("Gradients of parameters"),
    description: t("Percentiles of the magnitude of single parameters' gradients, before clipping"),
    chart: "gradientMagnitude",
    column: "gradientMagnitude.p50",
  },
  {
    instrument: "update-percentiles",
    title: t("Updates of parameters"),
    description: t("Percentiles of each parameter's update relative to itself"),
    chart: "relativeUpdate",
    column: "relativeUpdate.p50",
  },
  {
    instrument: "rate-percentiles",
    title: t("Effective learning rates"),
    description: t(
      "Percentiles of how far a step moves each parameter for a unit of a steady gradient: lr / (√v̂ + ε) for Adam",
    ),
    chart: "effectiveLearningRate",
    column: "effectiveLearningRate.p50",
  },
  {
    instrument: "clip-share",
    title: t("Share clipped"),
    description: t(
      "Of the last 100 steps those whose gradient was clipped and, where entries are clipped, the share of these",
    ),
    chart: "clippedSteps",
    column: "clippedSteps",
  },
  {
    instrument: "epsilon-share",
    title: t("Share ruled by ε"),
    description: t(
      "The parameters for which ε is larger than what it is added to, so that the optimizer no longer adapts to them",
    ),
    chart: "epsilonShare",
    column: "epsilonShare",
  },
];

/** The percentiles at the edges of the bands, from the smallest; the median has the line. */
export const EDGE_LABELS: readonly (readonly [name: string, label: string])[] = [
  ["min", t("min")],
  ["p5", "5 %"],
  ["p25", "25 %"],
  ["p75", "75 %"],
  ["p95", "95 %"],
  ["max", t("max")],
];

/** Charts of instruments, for runs that have their columns. */
export const INSTRUMENT_CHARTS: readonly ChartDefinition[] = [
  percentileChart("gradientMagnitude", title("gradient-percentiles"), "|g|"),
  percentileChart("relativeUpdate", title("update-percentiles"), "|Δp| / |p|"),
  percentileChart("effectiveLearningRate", title("rate-percentiles"), "|Δp| / g"),
  shareChart("clippedSteps", title("clip-share"), t("last 100 steps"), [
    ["clippedSteps", t("steps")],
    ["clippedEntries", t("entries")],
  ]),
  shareChart("epsilonShare", title("epsilon-share"), null, [["epsilonShare", null]]),
];

function title(instrument: Instrument): string {
  return INSTRUMENT_CHOICES.find((choice) => choice.instrument === instrument)?.title ?? instrument;
}

function percentileChart(id: string, title: string, quantity: string): ChartDefinition {
  const band = (lower: string, upper: string): BandColumns => ({ lower: `${id}.${lower}`, upper: `${id}.${upper}` });
  return {
    id,
    title,
    quantity,
    lines: [{ column: `${id}.p50`, label: t("median"), variant: 0, of: 1 }],
    bands: [band("min", "max"), band("p5", "p95"), band("p25", "p75")],
    defaultScale: "log",
    fromZero: false,
    isSchedule: false,
    listsLines: false,
  };
}

function shareChart(
  id: string,
  title: string,
  quantity: string | null,
  lines: readonly (readonly [column: string, label: string | null])[],
): ChartDefinition {
  return {
    id,
    title,
    quantity,
    lines: lines.map(([column, label], variant) => ({ column, label, variant, of: lines.length })),
    bands: [],
    defaultScale: "linear",
    fromZero: true,
    isSchedule: false,
    listsLines: false,
  };
}
