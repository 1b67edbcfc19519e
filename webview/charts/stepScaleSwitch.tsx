import type { Dispatch } from "preact/hooks";
import { t } from "../l10n/translate";
import type { PanelAction } from "../panel/panelReducer";
import type { Scale } from "./axis";

interface StepScaleSwitchProps {
  readonly scale: Scale;
  /** Whether there are no steps on the axis, but shares of runs. */
  readonly isDisabled: boolean;
  readonly dispatch: Dispatch<PanelAction>;
}

/** Whether the axis of steps, which all charts share, is logarithmic. */
export function StepScaleSwitch({ scale, isDisabled, dispatch }: StepScaleSwitchProps) {
  const isLog = scale === "log";
  return (
    <button
      type="button"
      class="segment step-scale"
      disabled={isDisabled}
      aria-pressed={isLog}
      title={t(isLog ? "Logarithmic steps: switch to linear" : "Linear steps: switch to logarithmic")}
      data-testid="step-scale"
      onClick={() => dispatch({ type: "stepScale", scale: isLog ? "linear" : "log" })}
    >
      {t("log steps")}
    </button>
  );
}
