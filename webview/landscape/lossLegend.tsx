import { formatNumberInFormula } from "../../src/core/formatNumber";
import { t } from "../l10n/translate";
import { bandColor } from "./drawContours";

const CELL_HEIGHT = 8;
/** Least room for a label, in CSS pixels. */
const LABEL_WIDTH = 64;
/** Digits of a level above a minimum that is not round. */
const DIGITS = 3;

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
              {formatNumberInFormula(Number(level.toPrecision(DIGITS)))}
            </text>
          </g>
        ) : null,
      )}
    </svg>
  );
}
