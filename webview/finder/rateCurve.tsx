import { useRef } from "preact/hooks";
import { type SweepSummary, summarizeSweep } from "../../src/core/sweep/sweepSummary";
import type { FinderState } from "../../src/protocol/finder";
import { tickLabels } from "../charts/axis";
import { t } from "../l10n/translate";
import { type CurveLayout, layOutCurve } from "./curveLayout";
import { pointInWords, rateText } from "./finderWords";
import type { PlotArea } from "./plotArea";
import { placeOnAxis } from "./plotArea";
import { type Place, placeAfterKey } from "./plotKeys";
import { useWidth } from "./useWidth";

const HEIGHT = 232;
const CROSS = 3.5;

export interface SweepPlotProps {
  readonly state: FinderState;
  /** Class of the run's color. */
  readonly colorClass: string;
  readonly selected: Place;
  readonly onSelect: (place: Place) => void;
  /** Makes a run of the selected point. */
  readonly onPick: () => void;
  /** Id of the element that says the same in words. */
  readonly describedBy: string;
}

/** The final loss against the learning rate: a U where both ends are bad. */
export function RateCurve({ state, colorClass, selected, onSelect, onPick, describedBy }: SweepPlotProps) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root, 640);
  const area: PlotArea = { left: 54, right: width - 12, top: 44, bottom: HEIGHT - 40 };
  const { rates, outcomes } = state;
  const layout = layOutCurve(rates, outcomes, area);
  const summary = summarizeSweep(outcomes);
  const select = (event: PointerEvent) => {
    const left = root.current?.getBoundingClientRect().left ?? 0;
    onSelect({ rate: layout.nearest(event.clientX - left), row: 0 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfterKey(event.key, selected, rates.length, 1);
    if (next !== null) onSelect(next);
    else if (event.key === "Enter") onPick();
    else return;
    event.preventDefault();
  };
  const point = layout.points.find(({ index }) => index === selected.rate);
  const selectedX = layout.place(rates[selected.rate]);
  return (
    <div
      ref={root}
      class={`finder-plot ${colorClass}`}
      role="slider"
      tabIndex={0}
      aria-label={t("Final loss by learning rate")}
      aria-describedby={describedBy}
      aria-valuemin={0}
      aria-valuemax={rates.length - 1}
      aria-valuenow={selected.rate}
      aria-valuetext={pointInWords(state, selected.rate, 0)}
      data-testid="finder-curve"
      onPointerDown={select}
      onPointerMove={(event) => event.buttons === 1 && select(event)}
      onDblClick={onPick}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <defs>
          <pattern id="finder-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line class="finder-hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        <Regions state={state} summary={summary} layout={layout} area={area} />
        <Axes layout={layout} area={area} isScheduled={state.isScheduled} />
        <Marks state={state} layout={layout} area={area} />
        {layout.lines.map((line) => (
          <polyline
            key={line[0].index}
            class="finder-line"
            points={line.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
          />
        ))}
        {layout.points.map(({ index, x, y, kind }) =>
          kind === "inside" ? (
            <circle key={index} class="finder-point" cx={x} cy={y} r={index === summary.best ? 5 : 2.5} />
          ) : kind === "above" ? (
            <path key={index} class="finder-point" d={`M${x - 4} ${y + 6}L${x} ${y}L${x + 4} ${y + 6}Z`} />
          ) : (
            <path
              key={index}
              class="finder-cross"
              d={`M${x - CROSS} ${y}l${2 * CROSS} ${2 * CROSS}m0 ${-2 * CROSS}l${-2 * CROSS} ${2 * CROSS}`}
            />
          ),
        )}
        <line class="finder-selected" x1={selectedX} x2={selectedX} y1={area.top} y2={area.bottom} />
        {point?.kind === "inside" && <circle class="finder-ring" cx={point.x} cy={point.y} r={7} />}
      </svg>
    </div>
  );
}

interface PartProps {
  readonly layout: CurveLayout;
  readonly area: PlotArea;
}

/** What diverges, and what is nearly as good as the best. */
function Regions({
  state: { rates },
  summary: { divergedFrom, flat },
  layout,
  area,
}: PartProps & { readonly state: FinderState; readonly summary: SweepSummary }) {
  const edge = (index: number) =>
    index <= 0 ? area.left : (layout.place(rates[index - 1]) + layout.place(rates[index])) / 2;
  const height = area.bottom - area.top;
  const from = divergedFrom === null ? area.right : edge(divergedFrom);
  return (
    <>
      {divergedFrom !== null && (
        <>
          <rect class="finder-diverged" x={from} y={area.top} width={Math.max(0, area.right - from)} height={height} />
          {area.right - from > 60 && (
            <text class="finder-note" x={(from + area.right) / 2} y={area.bottom - 8} text-anchor="middle">
              {t("diverged")}
            </text>
          )}
        </>
      )}
      {flat !== null && flat.to > flat.from && (
        <rect
          class="finder-flat"
          x={layout.place(rates[flat.from])}
          y={area.bottom - 4}
          width={layout.place(rates[flat.to]) - layout.place(rates[flat.from])}
          height={4}
        />
      )}
    </>
  );
}

function Axes({ layout: { x, y, place }, area, isScheduled }: PartProps & { readonly isScheduled: boolean }) {
  const [labelsX, labelsY] = [tickLabels(x), tickLabels(y)];
  return (
    <>
      {y.ticks.map((tick, index) => {
        const at = placeOnAxis(tick, y, area.bottom, area.top);
        return (
          <g key={tick}>
            <line class="finder-grid" x1={area.left} x2={area.right} y1={at} y2={at} />
            <text class="finder-tick" x={area.left - 6} y={at + 4} text-anchor="end">
              {labelsY[index]}
            </text>
          </g>
        );
      })}
      {x.ticks.map((tick, index) => (
        <text key={tick} class="finder-tick" x={place(tick)} y={area.bottom + 16} text-anchor="middle">
          {labelsX[index]}
        </text>
      ))}
      <text class="finder-note" x={(area.left + area.right) / 2} y={area.bottom + 34} text-anchor="middle">
        {t(isScheduled ? "peak learning rate" : "learning rate")}
      </text>
    </>
  );
}

/** The run's own rate and the stability limit, each on a line of its own above the plot, so that they never cover each other. */
function Marks({ state, layout, area }: PartProps & { readonly state: FinderState }) {
  const { rates, ownRate, stable } = state;
  const marks = [{ name: "own", rate: rates[ownRate], text: t("yours {0}", rateText(rates[ownRate])) }];
  if (stable !== null && typeof stable === "object") {
    const text = t("stability limit {0}", rateText(Number(stable.rate.toPrecision(3))));
    marks.push({ name: "limit", rate: stable.rate, text });
  }
  return (
    <>
      {marks.map(({ name, rate, text }, line) => {
        if (rate < layout.x.min || rate > layout.x.max) return null;
        const at = layout.place(rate);
        const top = 14 + 16 * line;
        const isLeft = at > (area.left + area.right) / 2;
        return (
          <g key={name}>
            <line class={`finder-mark is-${name}`} x1={at} x2={at} y1={top - 8} y2={area.bottom} />
            <text class="finder-note" x={at + (isLeft ? -5 : 5)} y={top} text-anchor={isLeft ? "end" : "start"}>
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
}
