import { formatCount } from "../../src/core/formatNumber";
import { t } from "../l10n/translate";
import { chartPlaces } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { timeConstants } from "./timeConstants";

/** Over how many steps the curves are averaged. */
export function SmoothingSlider({ panel }: { readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const { smoothing } = model.view;
  const choices = timeConstants(chartPlaces(model).longest, smoothing);
  const text = smoothing === null ? t("off") : t("{0} steps", formatCount(smoothing));
  return (
    <label
      class="smoothing"
      title={t("An exponential moving average over all steps. Learning rates are not smoothed.")}
    >
      <span>{t("Smoothing")}</span>
      <input
        type="range"
        class="slider"
        min={0}
        max={choices.length}
        value={smoothing === null ? 0 : choices.indexOf(smoothing) + 1}
        aria-valuetext={text}
        data-testid="smoothing"
        onInput={(event) =>
          dispatch({ type: "smoothing", timeConstant: choices[Number(event.currentTarget.value) - 1] ?? null })
        }
      />
      <output class="smoothing-value">{text}</output>
    </label>
  );
}
