import { formatCount } from "../../src/core/formatNumber";
import type { ChartDefinition } from "../charts/chartDefinitions";
import { runsOnShow, stepAxis } from "../charts/chartOnShow";
import { stepAt } from "../compare/alignment";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import { columnValue } from "../panel/columnValues";
import type { Panel } from "../panel/usePanel";
import type { ThemeColors } from "../theme/themeColors";
import { portraitOnShow } from "./portraitOnShow";
import { stepColors } from "./stepColors";
import "./instruments.css";

interface PortraitLegendProps {
  readonly panel: Panel;
  readonly definition: ChartDefinition;
  readonly theme: ThemeColors;
}

const WIDTH = 96;
const CELLS = 32;

/** The values of a phase portrait at the crosshair, and which colors its steps have. */
export function PortraitLegend({ panel, definition, theme }: PortraitLegendProps) {
  const { model, host, perform } = panel;
  const { axes, points } = portraitOnShow(model, definition);
  const [probe] = runsOnShow(model, definition);
  const { places, hovered, selected } = stepAxis(model, definition);
  const at = hovered ?? selected;
  const step = at === null || probe === undefined ? null : stepAt(places, probe, at);
  const color = stepColors(theme);
  const readout = (name: "x" | "y") => {
    const value = step === null || probe === undefined ? null : columnValue(model, probe, axes[name], step);
    return (
      <span class="portrait-value">
        {axes[name]}
        {value !== null && (
          <NumberValue
            value={value}
            label={t("{0} at step {1}", axes[name], formatCount(step ?? 0))}
            testId={`portrait-value-${name}`}
            onCopy={(text) => perform(host.calls.copy({ text }))}
          />
        )}
      </span>
    );
  };
  const ends = [points[0]?.step ?? 0, points.at(-1)?.step ?? 0].map(formatCount);
  return (
    <div class="instrument-legend">
      {readout("y")}
      {readout("x")}
      <span class="portrait-steps" role="img" aria-label={t("Colors from step {0} to step {1}", ...ends)}>
        <span aria-hidden="true">{t("step {0}", ends[0])}</span>
        <svg width={WIDTH} height="8" aria-hidden="true">
          {Array.from({ length: CELLS }, (_, cell) => (
            <rect
              key={cell}
              x={(cell * WIDTH) / CELLS}
              width={WIDTH / CELLS + 0.5}
              height="8"
              fill={color(cell / (CELLS - 1))}
            />
          ))}
        </svg>
        <span aria-hidden="true">{ends[1]}</span>
      </span>
    </div>
  );
}
