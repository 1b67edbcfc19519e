import type { ChartDefinition } from "./chartDefinitions";

/** Height of a plot in CSS pixels, unless the user gives it another, and how far that may go. */
export const PLOT_HEIGHT = 128;
export const SMALLEST_PLOT_HEIGHT = 80;
export const LARGEST_PLOT_HEIGHT = 640;
/** A phase portrait is about as high as it is wide, and with its legend as high as the moments beside it. */
const PORTRAIT_HEIGHT = 200;
const MOMENT_HEIGHT = 232;
/** A heat map has a row of this height for each tensor, above its axis of steps. */
const HEAT_ROW = 18;
const HEAT_AXIS = 28;

/** The place that a chart takes. */
export interface ChartSize {
  /** Of its plot, in CSS pixels. */
  readonly height: number;
  /** Whether it takes a row of its own. */
  readonly isWide: boolean;
}

/** How the user has arranged the charts; what is not named is as it comes. */
export interface ChartLayout {
  /** Ids of charts in the order in which they stand; others come after their neighbor of the usual order. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Those that are off until they are asked for, and have been. */
  readonly instruments: readonly string[];
  readonly sizes: Readonly<Record<string, ChartSize>>;
  /** The one chart that has the whole place; null where all are shown. */
  readonly enlarged: string | null;
  /** Charts whose axis shows values that run away in full. */
  readonly unclipped: readonly string[];
}

export const DEFAULT_LAYOUT: ChartLayout = {
  order: [],
  hidden: [],
  instruments: [],
  sizes: {},
  enlarged: null,
  unclipped: [],
};

/** How many cards are shown at once, not counting that of the tensors: with them the inspector is within reach. */
const PRIMARY_CHARTS = 6;

/** Charts that are always shown, and those that are shown on demand. */
export interface ChartGroups {
  readonly primary: readonly ChartDefinition[];
  readonly more: readonly ChartDefinition[];
}

/** Whether a chart is to be seen. */
export function isChosen({ hidden, instruments }: ChartLayout, { id, instrument }: ChartDefinition): boolean {
  return instrument === undefined ? !hidden.includes(id) : instruments.includes(id);
}

/** The layout with one chart shown or not. */
export function choose(layout: ChartLayout, definition: ChartDefinition, isShown: boolean): ChartLayout {
  const { id, instrument } = definition;
  const change = (ids: readonly string[], isIn: boolean) => [
    ...ids.filter((other) => other !== id),
    ...(isIn ? [id] : []),
  ];
  return instrument === undefined
    ? { ...layout, hidden: change(layout.hidden, !isShown) }
    : { ...layout, instruments: change(layout.instruments, isShown) };
}

/** Of the charts that are not hidden the first six, that of the tensors and what was asked for; then all others. */
export function chartGroups(definitions: readonly ChartDefinition[], layout = DEFAULT_LAYOUT): ChartGroups {
  const shown = inOrder(definitions, layout.order).filter((definition) => isChosen(layout, definition));
  const counted = shown.filter(({ listsLines, instrument }) => !listsLines && instrument === undefined);
  const more = counted.slice(PRIMARY_CHARTS);
  return { primary: shown.filter((definition) => !more.includes(definition)), more };
}

/** The charts that are drawn, in order. */
export function drawnCharts(
  definitions: readonly ChartDefinition[],
  layout: ChartLayout,
  showsAll: boolean,
): readonly ChartDefinition[] {
  const enlarged = definitions.find(({ id }) => id === layout.enlarged);
  if (enlarged) return [enlarged];
  const { primary, more } = chartGroups(definitions, layout);
  return showsAll ? [...primary, ...more] : primary;
}

/** The charts as the user has put them. One that the order does not name stays behind the one that it usually follows. */
export function inOrder(definitions: readonly ChartDefinition[], order: readonly string[]): readonly ChartDefinition[] {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const ordered = order.flatMap((id) => byId.get(id) ?? []);
  definitions.forEach((definition, index) => {
    if (order.includes(definition.id)) return;
    const before = ordered.indexOf(definitions[index - 1]);
    ordered.splice(before + 1, 0, definition);
  });
  return ordered;
}

/** The layout with one chart moved before another; null puts it at the end. */
export function moveBefore(
  layout: ChartLayout,
  definitions: readonly ChartDefinition[],
  moved: string,
  target: string | null,
): ChartLayout {
  if (moved === target) return layout;
  const ids = inOrder(definitions, layout.order).map(({ id }) => id);
  const others = ids.filter((id) => id !== moved);
  const place = target === null ? others.length : others.indexOf(target);
  others.splice(place, 0, moved);
  // Charts of runs that are not shown now keep their place at the end.
  const absent = layout.order.filter((id) => !ids.includes(id));
  return { ...layout, order: [...others, ...absent] };
}

/** The layout with one chart moved by a number of places among those that are drawn. */
export function moveBy(
  layout: ChartLayout,
  definitions: readonly ChartDefinition[],
  drawn: readonly ChartDefinition[],
  moved: string,
  places: number,
): ChartLayout {
  const ids = drawn.map(({ id }) => id);
  const from = ids.indexOf(moved);
  const to = Math.min(ids.length - 1, Math.max(0, from + places));
  if (from < 0 || from === to) return layout;
  if (to < from) return moveBefore(layout, definitions, moved, ids[to]);
  const all = inOrder(definitions, layout.order).map(({ id }) => id);
  const after = all.filter((id) => id !== moved);
  return moveBefore(layout, definitions, moved, after[after.indexOf(ids[to]) + 1] ?? null);
}

/** The place that a chart takes. */
export function sizeOf({ sizes }: ChartLayout, { id, listsLines, instrument, lines }: ChartDefinition): ChartSize {
  const isWide = listsLines || instrument === "heatMap" || instrument === "schedule";
  return sizes[id] ?? { height: usualHeight(instrument, lines.length), isWide };
}

function usualHeight(instrument: ChartDefinition["instrument"], lines: number): number {
  if (instrument === "heatMap") return clamp(HEAT_ROW * lines + HEAT_AXIS, PLOT_HEIGHT, LARGEST_PLOT_HEIGHT);
  return instrument === "portrait" ? PORTRAIT_HEIGHT : instrument === "moment" ? MOMENT_HEIGHT : PLOT_HEIGHT;
}

/** The layout with another size for a chart, within what is sensible. */
export function resize(layout: ChartLayout, chart: string, { height, isWide }: ChartSize): ChartLayout {
  const size = { height: Math.round(clamp(height, SMALLEST_PLOT_HEIGHT, LARGEST_PLOT_HEIGHT)), isWide };
  return { ...layout, sizes: { ...layout.sizes, [chart]: size } };
}

/** The layout as it was kept, without what has another form. */
export function restoreLayout(kept: unknown): ChartLayout {
  if (!isRecord(kept)) return DEFAULT_LAYOUT;
  return {
    order: [...new Set(texts(kept.order))],
    hidden: texts(kept.hidden),
    instruments: texts(kept.instruments),
    sizes: restoreSizes(kept.sizes),
    enlarged: typeof kept.enlarged === "string" ? kept.enlarged : null,
    unclipped: texts(kept.unclipped),
  };
}

function restoreSizes(kept: unknown): Record<string, ChartSize> {
  if (!isRecord(kept)) return {};
  let layout = DEFAULT_LAYOUT;
  for (const [chart, size] of Object.entries(kept)) {
    if (!isRecord(size) || !Number.isFinite(size.height)) continue;
    layout = resize(layout, chart, { height: Number(size.height), isWide: size.isWide === true });
  }
  return { ...layout.sizes };
}

function texts(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter((item) => typeof item === "string") : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
