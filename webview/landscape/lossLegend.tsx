import { tickLabels } from "../charts/axis";
import { t } from "../l10n/translate";
import { bandColor } from "./drawContours";

const CELL_HEIGHT = 8;
/** Least room for a label, in CSS pixels. */
const LABEL_WIDTH = 64;
/** Digits of a level: as few as tell it from the others, which above a minimum that is not round may be many. */
const DIGITS = { least: 3, most: 8 };

interface LossLegendProps {
  readonly levels: readonly number[];
  readonly left: number;
  readonly width: number;
}

/** What the colors mean: a cell for every band, and the losses between them. */
export function LossLegend({ levels, left, width }: LossLegendProps) {
  if (levels.length === 0) return null;
  const cell = width / (levels.length + 1);
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / cell));
  const labels = levelLabels(levels);
  // From above: the highest level is labelled always.
  const isLabelled = (index: number) => (levels.length - 1 - index) % every === 0;
  return (
    <svg
      class="landscape-legend"
      width={left + width + 12}
      height="30"
      aria-hidden="true"
      data-testid="landscape-legend"
    >
      <text class="finder-note" x={left - 7} y="9" text-anchor="end">
        {t("loss")}
      </text>
      {Array.from({ length: levels.length + 1 }, (_, band) => (
        <rect
          key={band}
          x={left + band * cell}
          y="1"
          width={cell + 0.5}
          height={CELL_HEIGHT}
          fill={bandColor(band, levels)}
        />
      ))}
      {levels.map((level, index) =>
        isLabelled(index) ? (
          <g key={level}>
            <path class="landscape-frame" d={`M${left + (index + 1) * cell} ${CELL_HEIGHT + 1}v4`} />
            <text class="finder-tick" x={left + (index + 1) * cell} y="25" text-anchor="middle">
              {labels[index]}
            </text>
          </g>
        ) : null,
      )}
    </svg>
  );
}

function levelLabels(levels: readonly number[]): readonly string[] {
  for (let digits = DIGITS.least; ; digits++) {
    const ticks = levels.map((level) => Number(level.toPrecision(digits)));
    const labels = digits === DIGITS.least ? tickLabels({ scale: "log", ticks }) : ticks.map(String);
    if (new Set(labels).size === labels.length || digits === DIGITS.most) return labels;
  }
}
