import type { Dispatch } from "preact/hooks";
import { t } from "../l10n/translate";
import type { PanelAction } from "../panel/panelReducer";
import type { ViewState } from "../panel/viewState";
import type { Scale } from "./axis";
import type { ChartDefinition } from "./chartDefinitions";

interface ScaleSwitchProps {
  readonly charts: readonly ChartDefinition[];
  readonly view: ViewState;
  readonly dispatch: Dispatch<PanelAction>;
}

const SCALES: readonly { readonly scale: Scale; readonly text: string; readonly title: string }[] = [
  { scale: "linear", text: t("linear"), title: t("All charts with linear axes of values") },
  { scale: "log", text: t("log"), title: t("All charts with log axes of values") },
];

/** Linear or logarithmic axes for all charts; neither is pressed while they differ. */
export function ScaleSwitch({ charts, view, dispatch }: ScaleSwitchProps) {
  const ids = charts.map((chart) => chart.id);
  const isUsedByAll = (scale: Scale) =>
    charts.every((chart) => (view.scales[chart.id] ?? chart.defaultScale) === scale);
  return (
    <fieldset class="segments" aria-label={t("Axes of values of all charts")}>
      {SCALES.map(({ scale, text, title }) => (
        <button
          key={scale}
          type="button"
          class="segment"
          title={title}
          aria-label={title}
          aria-pressed={isUsedByAll(scale)}
          data-testid={`all-${scale}`}
          onClick={() => dispatch({ type: "scale", charts: ids, scale })}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
