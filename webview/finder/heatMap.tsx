import { useRef } from "preact/hooks";
import { formatNumber } from "../../src/core/formatNumber";
import type { PointOutcome } from "../../src/core/sweep/pointOutcome";
import { tickLabels } from "../charts/axis";
import { t } from "../l10n/translate";
import { bestPoint, pointInWords, secondText } from "./finderWords";
import { lossAxis, type PlotArea, placeOnAxis } from "./plotArea";
import { placeAfterKey } from "./plotKeys";
import type { SweepPlotProps } from "./rateCurve";
import { useWidth } from "./useWidth";
import { viridis } from "./viridis";

const ROW_HEIGHT = 22;
const LEGEND_CELLS = 24;
/** Width that the label of a learning rate takes. */
const LABEL_WIDTH = 64;

/** The final loss for every pair of learning rate and second hyperparameter: the darker the lower. */
export function HeatMap({ state, selected, onSelect, onPick, describedBy }: SweepPlotProps) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root, 640);
  const { rates, second, outcomes, ownRate } = state;
  const rows = second?.values.length ?? 1;
  const area: PlotArea = { left: 72, right: width - 12, top: 8, bottom: 8 + rows * ROW_HEIGHT };
  const cell = (area.right - area.left) / rates.length;
  const left = (rate: number) => area.left + rate * cell;
  const top = (row: number) => area.bottom - (row + 1) * ROW_HEIGHT;
  const drawn = outcomes.flatMap((outcome) => (outcome && isSound(outcome) ? [outcome] : []));
  // What rises above the first loss is as bright as it.
  const ceiling = Math.max(...drawn.map(({ firstLoss }) => firstLoss));
  const losses = drawn.map(({ finalLoss }) => Math.min(finalLoss, ceiling));
  const { scale } = lossAxis(losses);
  const shown = scale === "log" ? losses.filter((loss) => loss > 0) : losses;
  // From the lowest loss to the highest, so that all colors are used.
  const axis = { scale, min: Math.min(...shown), max: Math.max(...shown), ticks: [] };
  const shade = ({ finalLoss }: PointOutcome) => {
    const place = placeOnAxis(Math.min(finalLoss, ceiling), axis, 0, 1);
    return viridis(Number.isFinite(place) ? place : 0);
  };
  const best = bestPoint(state);
  const select = (event: PointerEvent) => {
    const box = root.current?.getBoundingClientRect();
    if (box === undefined) return;
    const rate = Math.floor((event.clientX - box.left - area.left) / cell);
    const row = Math.floor((area.bottom - (event.clientY - box.top)) / ROW_HEIGHT);
    if (rate >= 0 && rate < rates.length && row >= 0 && row < rows) onSelect({ rate, row });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfterKey(event.key, selected, rates.length, rows);
    if (next !== null) onSelect(next);
    else if (event.key === "Enter") onPick();
    else return;
    event.preventDefault();
  };
  const labels = tickLabels({ scale: "log", ticks: rates });
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / cell));
  const height = area.bottom + 64;
  return (
    <div
      ref={root}
      class="finder-plot"
      role="slider"
      tabIndex={0}
      aria-label={t("Final loss by learning rate and {0}", second?.label ?? "")}
      aria-describedby={describedBy}
      aria-valuemin={0}
      aria-valuemax={outcomes.length - 1}
      aria-valuenow={selected.row * rates.length + selected.rate}
      aria-valuetext={pointInWords(state, selected.rate, selected.row)}
      data-testid="finder-map"
      onPointerDown={select}
      onPointerMove={(event) => event.buttons === 1 && select(event)}
      onDblClick={onPick}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={height} aria-hidden="true">
        {outcomes.map((outcome, index) => {
          const [rate, row] = [index % rates.length, Math.floor(index / rates.length)];
          return (
            <g key={index}>
              <title>{pointInWords(state, rate, row)}</title>
              <rect
                class={outcome === null ? "finder-cell is-unknown" : "finder-cell"}
                x={left(rate)}
                y={top(row)}
                width={cell}
                height={ROW_HEIGHT}
                fill={outcome !== null && isSound(outcome) ? shade(outcome) : "transparent"}
              />
              {outcome !== null && !isSound(outcome) && (
                <path
                  class="finder-cross"
                  d={`M${left(rate) + cell / 2 - 3} ${top(row) + ROW_HEIGHT / 2 - 3}l6 6m0 -6l-6 6`}
                />
              )}
            </g>
          );
        })}
        {second?.values.map((value, row) => (
          <text
            key={String(value)}
            class="finder-tick"
            x={area.left - 6}
            y={top(row) + ROW_HEIGHT / 2 + 4}
            text-anchor="end"
          >
            {secondText(value)}
          </text>
        ))}
        {rates.map((rate, index) =>
          (index - ownRate) % every === 0 ? (
            <text key={rate} class="finder-tick" x={left(index) + cell / 2} y={area.bottom + 16} text-anchor="middle">
              {labels[index]}
            </text>
          ) : null,
        )}
        <rect
          class="finder-own is-rim"
          x={left(ownRate) + 1}
          y={top(second?.own ?? 0) + 1}
          width={cell - 2}
          height={ROW_HEIGHT - 2}
        />
        <rect
          class="finder-own"
          x={left(ownRate) + 1}
          y={top(second?.own ?? 0) + 1}
          width={cell - 2}
          height={ROW_HEIGHT - 2}
        />
        {best !== null && (
          <circle class="finder-best" cx={left(best.rate) + cell / 2} cy={top(best.row) + ROW_HEIGHT / 2} r={4} />
        )}
        <rect class="finder-chosen" x={left(selected.rate)} y={top(selected.row)} width={cell} height={ROW_HEIGHT} />
        {losses.length > 0 && (
          <g>
            {Array.from({ length: LEGEND_CELLS }, (_, index) => (
              <rect
                key={index}
                x={area.left + index * 5}
                y={area.bottom + 32}
                width="5"
                height="8"
                fill={viridis(index / (LEGEND_CELLS - 1))}
              />
            ))}
            <text class="finder-note" x={area.left} y={area.bottom + 54}>
              {t("{0} to {1} · × diverged · ○ best · dashed: yours", formatNumber(axis.min), formatNumber(axis.max))}
            </text>
          </g>
        )}
      </svg>
    </div>
  );
}

function isSound({ divergedAt, finalLoss }: PointOutcome): boolean {
  return divergedAt === null && Number.isFinite(finalLoss);
}
