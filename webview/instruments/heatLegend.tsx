import { tickLabels } from "../charts/axis";
import type { ChartContent } from "../charts/chartContent";
import { placeOnAxis } from "../finder/plotArea";
import { viridis } from "../finder/viridis";
import { t } from "../l10n/translate";
import "./instruments.css";

const WIDTH = 200;
const BAR_HEIGHT = 8;
const CELLS = 50;
/** Labels are at least so far from the ends of the bar, which have labels of their own. */
const CLEAR = 64;

/** What the colors of a heat map mean: a bar of them with the values at its ends and between. */
export function HeatLegend({ content: { axis, heat } }: { readonly content: ChartContent }) {
  const ends = [axis.min, axis.max];
  const hasNonFinite = heat?.rows.some(({ values }) => values.some(Number.isNaN)) ?? false;
  const hasZero =
    axis.scale === "log" && (heat?.rows.some(({ values }) => values.some((value) => value <= 0)) ?? false);
  const place = (value: number) => placeOnAxis(value, axis, 0, WIDTH);
  const labels = tickLabels({ scale: "log", ticks: ends.map((value) => Number(value.toPrecision(2))) });
  const between = axis.ticks.filter((tick) => place(tick) > CLEAR && place(tick) < WIDTH - CLEAR);
  const betweenLabels = tickLabels({ scale: axis.scale, ticks: between });
  return (
    <div class="instrument-legend" data-testid="heat-legend">
      <svg width={WIDTH} height="26" role="img" aria-label={t("Colors from {0}, dark, to {1}, bright", ...labels)}>
        {Array.from({ length: CELLS }, (_, cell) => (
          <rect
            key={cell}
            x={(cell * WIDTH) / CELLS}
            y="2"
            width={WIDTH / CELLS + 0.5}
            height={BAR_HEIGHT}
            fill={viridis(cell / (CELLS - 1))}
          />
        ))}
        <text class="instrument-tick" x="0" y="24">
          {labels[0]}
        </text>
        {between.map((tick, index) => (
          <text key={tick} class="instrument-tick is-centered" x={place(tick)} y="24">
            {betweenLabels[index]}
          </text>
        ))}
        <text class="instrument-tick is-end" x={WIDTH} y="24">
          {labels[1]}
        </text>
      </svg>
      {hasZero && <span class="instrument-note">{t("darkest: {0} or less", labels[0])}</span>}
      {hasNonFinite && (
        <span class="instrument-note">
          <span class="non-finite-sample" /> {t("NaN or infinite")}
        </span>
      )}
    </div>
  );
}
