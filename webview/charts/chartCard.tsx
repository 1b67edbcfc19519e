import { useMemo, useRef, useState } from "preact/hooks";
import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { type Places, stepAt, stretchOf } from "../compare/alignment";
import { nearestKnownStep } from "../data/curves";
import { contentOnShow } from "../instruments/contentOnShow";
import { HeatLegend } from "../instruments/heatLegend";
import { createHeatMap } from "../instruments/heatMap";
import { instrumentSummary } from "../instruments/instrumentSummary";
import { AT_CURSOR } from "../instruments/plannedRun";
import { PortraitChoice } from "../instruments/portraitChoice";
import { PortraitLegend } from "../instruments/portraitLegend";
import { PortraitPlot } from "../instruments/portraitPlot";
import { ScheduleFacts } from "../instruments/scheduleFacts";
import { inOneLine } from "../l10n/sentences";
import { t } from "../l10n/translate";
import { columnValue } from "../panel/columnValues";
import { findingsOf, listedRun, selectedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import type { ThemeColors } from "../theme/themeColors";
import { isNested, shownLines } from "./chartContent";
import type { ChartDefinition } from "./chartDefinitions";
import { resize, sizeOf } from "./chartLayout";
import { readOnShow, runsOnShow, settingsOnShow, stepAxis } from "./chartOnShow";
import { ChartPlot } from "./chartPlot";
import { ChartReadout } from "./chartReadout";
import { chartSummary } from "./chartSummary";
import { ChartTools } from "./chartTools";
import type { FindingMark } from "./drawOverlay";
import { EDGE_LABELS } from "./instrumentCharts";
import { createLineChart } from "./lineChart";
import { LineList } from "./lineList";
import { PercentileList } from "./percentileList";
import { SizeHandle } from "./sizeHandle";
import type { StepRange } from "./stepRange";
import { useChartDragging } from "./useChartDragging";
import "./chartCard.css";

interface ChartCardProps {
  readonly definition: ChartDefinition;
  readonly panel: Panel;
  readonly theme: ThemeColors;
}

/** Height of the plot of a chart that has the whole place. */
const ENLARGED_HEIGHT = "max(240px, 60vh)";

/** One quantity: its name, its values at the crosshair, and its curves. */
export function ChartCard({ definition, panel, theme }: ChartCardProps) {
  const { model, dispatch } = panel;
  const { layout, smoothing } = model.view;
  const [emphasized, setEmphasized] = useState<string | null>(null);
  const card = useRef<HTMLElement>(null);
  // That of a schedule, whose axis is its own.
  const [ownRange, setOwnRange] = useState<StepRange | null>(null);
  const { instrument } = definition;
  const runs = runsOnShow(model, definition);
  const read = readOnShow(model, definition);
  const steps = stepAxis(model, definition, ownRange);
  const settings = settingsOnShow(model, definition, !theme.isHighContrast, steps);
  const { range, places, scale, foremost } = settings;
  const banded = isNested(definition) ? (settings.banded ?? runs[0]) : undefined;
  const schedule = instrument === "schedule" ? model.schedules[listedRun(model)?.id ?? AT_CURSOR] : undefined;
  const ids = runs.map((run) => run.id).join("\n");
  const marks = runs.map((run) => run.columns.map((column) => column.firstNonFinite).join()).join("\n");
  // Laid out anew when one of these has changed, not for every move of the crosshair. The runs themselves are no reason: they
  // are new objects with every report of progress.
  const content = useMemo(
    () => contentOnShow(model, definition, settings),
    [
      definition,
      schedule,
      ids,
      foremost?.id,
      settings.banded?.id,
      marks,
      model.curves,
      places.alignment,
      places.longest,
      range.from,
      range.to,
      scale,
      theme.isHighContrast,
      settings.whole,
      settings.clipsRunaways,
    ],
  );
  const readIds = read.map((run) => run.id).join("\n");
  const summary = useMemo(
    () => instrumentSummary(model, definition) ?? chartSummary(definition, runs, model.curves, read, banded),
    [definition, ids, readIds, banded?.id, model.curves, schedule, model.view.portrait],
  );

  const isEnlarged = layout.enlarged === definition.id;
  const size = sizeOf(layout, definition);
  const plotHeight = isEnlarged ? ENLARGED_HEIGHT : `${size.height}px`;
  const close = () => dispatch({ type: "layout", layout: { ...layout, enlarged: null } });
  const crosshair = steps.hovered ?? steps.selected;
  const stepOf = (run: RunSummary) => (crosshair === null ? null : stepAt(places, run, crosshair));
  const values = crosshairValues(definition, panel, runs, read, stepOf);
  const edges = banded ? edgesInWords(definition, panel, banded, stepOf(banded)) : [];
  const onHover = (place: number | null) =>
    dispatch({ type: "hover", step: place === null ? null : steps.shared(place) });
  const onSelect = (place: number) => {
    const selected = selectedRun(model);
    if (selected !== null) dispatch({ type: "step", step: stepAt(places, selected, place) });
  };
  const quantity = quantityText(definition, runs);
  const isSmoothed = smoothing !== null && !definition.isSchedule;
  const reference = longest(
    places,
    runs.filter((run) => model.curves[run.id]),
  );
  const { dropSide, handlers, grip } = useChartDragging(definition, panel);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || !isEnlarged) return;
    event.preventDefault();
    close();
  };
  return (
    <article
      ref={card}
      class={`chart-card ${cardClasses(definition, read)} ${size.isWide ? "is-wide" : ""} ${dropSide === null ? "" : `is-drop-${dropSide}`}`}
      aria-label={definition.title}
      data-testid={`chart-${definition.id}`}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      <header class="chart-header">
        <h2 class="chart-title" title={t("{0}: drag to move the chart", definition.title)} {...grip}>
          {definition.title}
        </h2>
        {instrument === "portrait" && <PortraitChoice panel={panel} definition={definition} />}
        {quantity !== null && (
          <span
            class={`chart-quantity ${definition.lines.length > 1 || isNested(definition) || instrument === "moment" ? "is-detail" : ""}`}
          >
            {quantity}
          </span>
        )}
        {instrument !== "portrait" && (
          <button
            type="button"
            class="scale-toggle"
            aria-label={t(content.axis.scale === "log" ? "{0}: log axis" : "{0}: lin axis", definition.title)}
            title={t(scale === "log" ? "Logarithmic axis: switch to linear" : "Linear axis: switch to logarithmic")}
            data-testid="scale-toggle"
            onClick={() =>
              dispatch({ type: "scale", charts: [definition.id], scale: scale === "log" ? "linear" : "log" })
            }
          >
            {t(content.axis.scale === "log" ? "log" : "lin")}
          </button>
        )}
        {isSmoothed && (
          <span class="chart-smoothing" title={t("Average over about the last {0} steps", formatCount(smoothing))}>
            ~{formatCount(smoothing)}
          </span>
        )}
        {!definition.listsLines && instrument !== "heatMap" && instrument !== "portrait" && (
          <ChartReadout definition={definition} runs={runs} read={read} stepOf={stepOf} panel={panel} />
        )}
      </header>
      <div class="chart-body">
        {schedule?.plan === null ? null : instrument === "portrait" ? (
          <PortraitPlot
            panel={panel}
            theme={theme}
            definition={definition}
            summary={summary}
            height={plotHeight}
            onHover={onHover}
            onSelect={onSelect}
            onEscape={isEnlarged ? close : null}
          />
        ) : (
          <ChartPlot
            title={definition.title}
            create={instrument === "heatMap" ? createHeatMap : createLineChart}
            summary={summaryWith(summary, [
              content.note,
              isSmoothed ? t("Smoothed over about {0} steps", formatCount(smoothing)) : null,
            ])}
            crosshairText={
              crosshair === null
                ? null
                : t(
                    "{0}: {1}",
                    placeText(places, crosshair),
                    [...values.map(({ text }) => text), ...edges].join(t(", ")),
                  )
            }
            content={content}
            range={range}
            domain={steps.domain}
            stepScale={steps.scale}
            height={plotHeight}
            theme={theme}
            emphasized={emphasized}
            lastStep={reference === null ? null : lastPlace(places, reference)}
            selected={steps.selected}
            hovered={steps.hovered}
            points={values}
            findings={instrument === "schedule" ? [] : findingMarks(panel, places)}
            snap={(place) => {
              if (reference === null) return null;
              if (places.alignment === "step") return nearestKnownStep(model.curves[reference.id], place);
              return Math.min(Math.max(0, Math.round(place)), lastPlace(places, reference));
            }}
            onHover={onHover}
            onSelect={onSelect}
            onZoom={(next) => (instrument === "schedule" ? setOwnRange(next) : dispatch({ type: "zoom", range: next }))}
            onEscape={isEnlarged ? close : null}
            onWidth={(width) => dispatch({ type: "plotWidth", chart: definition.id, width })}
          />
        )}
        {definition.listsLines && runs.length > 0 && (
          <LineList
            key={runs[0].id}
            definition={definition}
            run={runs[0]}
            step={stepOf(runs[0])}
            panel={panel}
            theme={theme}
            onEmphasize={setEmphasized}
          />
        )}
        <ChartTools
          definition={definition}
          panel={panel}
          theme={theme}
          isClipped={content.runaways.length > 0}
          onMoved={() => card.current?.querySelector<HTMLElement>("[data-testid=chart-menu]")?.focus()}
        />
      </div>
      {banded && (
        <PercentileList
          definition={definition}
          run={banded}
          isColored={runs.length > 1}
          step={stepOf(banded)}
          panel={panel}
        />
      )}
      {instrument === "heatMap" && content.heat !== undefined && <HeatLegend content={content} />}
      {instrument === "portrait" && <PortraitLegend panel={panel} definition={definition} theme={theme} />}
      {schedule !== undefined && <ScheduleFacts reply={schedule} steps={listedRun(model)?.steps ?? null} />}
      {!isEnlarged && (
        <SizeHandle
          title={definition.title}
          size={size}
          onResize={(next) => dispatch({ type: "layout", layout: resize(layout, definition.id, next) })}
        />
      )}
    </article>
  );
}

/** What the style sheet makes room for. */
function cardClasses({ listsLines }: ChartDefinition, runs: readonly RunSummary[]): string {
  if (listsLines) return "lists-lines";
  return `${runs.length > 1 ? "has-runs" : ""} ${runs.length > 2 ? "has-many-runs" : ""}`;
}

function summaryWith(summary: string, notes: readonly (string | null)[]): string {
  return inOneLine([summary, ...notes.flatMap((note) => (note === null ? [] : [t("{0}.", note)]))]);
}

/** The quantity, with the name of the line where that does not stand beside its value. */
function quantityText(definition: ChartDefinition, runs: readonly RunSummary[]): string | null {
  const [first] = definition.lines;
  const parts = [runs.length > 1 && !definition.listsLines ? first.label : null, definition.quantity];
  return parts.filter((part) => part !== null).join(", ") || null;
}

/** What the crosshair says of every line, for the points on it and for screen readers. */
function crosshairValues(
  definition: ChartDefinition,
  { model }: Panel,
  runs: readonly RunSummary[],
  read: readonly RunSummary[],
  stepOf: (run: RunSummary) => number | null,
) {
  return read.flatMap((run) =>
    shownLines(definition, runs).flatMap((line) => {
      const { column, label } = line;
      const step = stepOf(run);
      const value = step === null ? null : columnValue(model, run, column, step);
      if (value === null) return [];
      const names = [...(runs.length > 1 ? [run.name] : []), ...(label === null ? [] : [label])];
      return [{ value, color: run.color, line, text: [...names, formatNumber(value)].join(" ") }];
    }),
  );
}

/** What the edges of a run's bands are at a step, for screen readers. */
function edgesInWords({ id }: ChartDefinition, { model }: Panel, run: RunSummary, step: number | null): string[] {
  return EDGE_LABELS.flatMap(([name, label]) => {
    const value = step === null ? null : columnValue(model, run, `${id}.${name}`, step);
    return value === null ? [] : [`${label} ${formatNumber(value)}`];
  });
}

/** Where findings of the run on show are, as far as it is drawn. */
function findingMarks({ model }: Panel, places: Places): readonly FindingMark[] {
  const run = selectedRun(model);
  if (run === null || !visibleRuns(model).includes(run)) return [];
  const stretch = stretchOf(places, run);
  const marks = findingsOf(model, run.id).flatMap(({ step, severity }) =>
    step === null ? [] : [{ place: step * stretch, severity }],
  );
  // Of several at one step the gravest is drawn over the others.
  return marks.toReversed();
}

/** The run that goes farthest: the crosshair goes as far as it does. */
function longest(places: Places, runs: readonly RunSummary[]): RunSummary | null {
  return runs.reduce<RunSummary | null>(
    (best, run) => (best === null || lastPlace(places, run) > lastPlace(places, best) ? run : best),
    null,
  );
}

function lastPlace(places: Places, run: RunSummary): number {
  return (run.stepsDone - 1) * stretchOf(places, run);
}

/** `step 1,204`, or `60.2 % of the runs`. */
function placeText({ alignment, longest }: Places, place: number): string {
  return alignment === "step"
    ? t("step {0}", formatCount(place))
    : t("{0} % of the runs", Number(((100 * place) / longest).toPrecision(4)));
}
