import type { RunSummary } from "../../src/protocol/panel";
import { SCHEDULE_COLUMN } from "../../src/protocol/schedulePlan";
import { type ChartDefinition, chartDefinitions, type Instrument, tensorLines } from "../charts/chartDefinitions";
import { t } from "../l10n/translate";
import { portraitColumns } from "./portraitAxes";

/** The charts of what some runs recorded, and behind them the instruments that one of them has: these are off until they are asked for. */
export function chartsAndInstruments(
  runs: readonly RunSummary[],
  listed: RunSummary | null = runs[0] ?? null,
): ChartDefinition[] {
  return [...chartDefinitions(runs, listed), ...(listed === null ? [] : instrumentDefinitions(listed))];
}

/** Whether a chart shows one parameter, which has to be followed for it. */
export function isOfParameter({ instrument }: ChartDefinition): boolean {
  return instrument === "moment" || instrument === "portrait";
}

/** The schedule as it is planned. */
export function scheduleDefinition(): ChartDefinition {
  return {
    ...instrument("schedule", "schedule", t("Planned schedule"), t("learning rate")),
    lines: [{ column: SCHEDULE_COLUMN, label: null, variant: 0, of: 1 }],
    fromZero: true,
    isSchedule: true,
  };
}

function instrumentDefinitions(run: RunSummary): ChartDefinition[] {
  return [scheduleDefinition(), ...heatMap(run), ...run.stateVectors.map(momentDefinition), portrait(run)];
}

/** The gradient norm of every tensor at every step, where there are several. */
function heatMap(run: RunSummary): ChartDefinition[] {
  const lines = tensorLines(run.columns.map(({ name }) => name));
  if (lines.length < 2) return [];
  return [
    {
      ...instrument("heatMap", "heatMap", t("Gradient norm heat map"), t("‖g‖ by tensor")),
      lines,
      defaultScale: "log",
    },
  ];
}

/** A state of one parameter with what it is made of behind it. */
function momentDefinition(state: string): ChartDefinition {
  const isSquare = state === "v";
  const behind = isSquare ? "g²" : "g";
  const quantities: Readonly<Record<string, string>> = {
    m: t("first moment"),
    v: t("second moment"),
    u: t("momentum"),
  };
  return {
    ...instrument("moment", `moment ${state}`, t("{0} of one parameter", state), quantities[state] ?? null),
    lines: [
      { column: state, label: state, variant: 0, of: 2 },
      { column: behind, label: behind, variant: 1, of: 2, isBehind: true },
    ],
    defaultScale: isSquare ? "log" : "linear",
  };
}

function portrait(run: RunSummary): ChartDefinition {
  const lines = portraitColumns(run).map((column) => ({ column, label: column, variant: 0, of: 1 }));
  return { ...instrument("portrait", "portrait", t("Phase portrait"), null), lines };
}

function instrument(kind: Instrument, id: string, title: string, quantity: string | null): ChartDefinition {
  return {
    id,
    title,
    quantity,
    lines: [],
    bands: [],
    defaultScale: "linear",
    fromZero: false,
    isSchedule: false,
    listsLines: false,
    instrument: kind,
  };
}
