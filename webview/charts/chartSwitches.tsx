import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { definitionsOnShow } from "./chartOnShow";
import { ChartOptions } from "./chartOptions";
import { ScaleSwitch } from "./scaleSwitch";
import { StepScaleSwitch } from "./stepScaleSwitch";
import "./chartSwitches.css";

const ZOOM_HELP = t(
  "Show all steps. In a chart: drag to zoom in, the wheel or dragging with Shift moves, Ctrl with the wheel zooms, a double click shows all steps.",
);

/** The switches for all charts: their axes, their zoom, and a button for the rest. */
export function ChartSwitches({ panel }: { readonly panel: Panel }) {
  const { model, dispatch } = panel;
  return (
    <div class="chart-switches">
      <ScaleSwitch charts={definitionsOnShow(model)} view={model.view} dispatch={dispatch} />
      <StepScaleSwitch scale={model.view.stepScale} isDisabled={model.view.alignment !== "step"} dispatch={dispatch} />
      <button
        type="button"
        class="quiet-button"
        disabled={model.view.range === null}
        title={ZOOM_HELP}
        data-testid="reset-zoom"
        onClick={() => dispatch({ type: "zoom", range: null })}
      >
        <Icon name="fit" /> {t("all steps")}
      </button>
      <ChartOptions panel={panel} />
    </div>
  );
}
