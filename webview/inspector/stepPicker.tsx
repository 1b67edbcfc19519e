import { formatCount } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { Button, TextField } from "../controls/toolkit";
import { t } from "../l10n/translate";
import { inspectedStep, runLength } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";

/** The step by number, slider and arrows. */
export function StepPicker({ run, panel }: { readonly run: RunSummary; readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const step = inspectedStep(model) ?? 0;
  const last = Math.max(0, run.stepsDone - 1);
  const goTo = (next: number) => dispatch({ type: "step", step: Math.min(last, Math.max(0, next)) });
  const typed = (text: string) => {
    const next = Number(text.replace(/[\s,]/g, ""));
    if (text.trim() !== "" && Number.isFinite(next)) goTo(Math.round(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const change = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    goTo(step + change);
  };
  return (
    <div class="step-picker" data-testid="inspector-step" data-step={step}>
      <h2 class="step-title">{t("Step")}</h2>
      <TextField
        class="step-number"
        label={t("Step")}
        testId="inspector-step-number"
        value={formatCount(step)}
        onCommit={typed}
        onKeyDown={onKeyDown}
      />
      <span class="step-count">{t("of {0}", formatCount(runLength(run)))}</span>
      <input
        type="range"
        class="slider"
        aria-label={t("Step")}
        aria-valuetext={t("step {0}", formatCount(step))}
        data-testid="inspector-slider"
        min={0}
        max={Math.max(1, runLength(run) - 1)}
        step={1}
        value={step}
        disabled={run.stepsDone === 0}
        onInput={(event) => goTo(event.currentTarget.valueAsNumber)}
      />
      <span class="step-arrows">
        <Button
          appearance="icon"
          label={t("Previous step")}
          title={t("Previous step")}
          testId="previous-step"
          disabled={step <= 0}
          onClick={() => goTo(step - 1)}
        >
          <Icon name="previous" />
        </Button>
        <Button
          appearance="icon"
          label={t("Next step")}
          title={t("Next step")}
          testId="next-step"
          disabled={step >= last}
          onClick={() => goTo(step + 1)}
        >
          <Icon name="next" />
        </Button>
      </span>
    </div>
  );
}
