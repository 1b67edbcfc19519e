import { useEffect } from "preact/hooks";
import type { FairComparisonState, FairRequest } from "../../src/protocol/fairComparison";
import { Icon } from "../controls/icon";
import { Dropdown } from "../controls/toolkit";
import { inOneLine } from "../l10n/sentences";
import { t } from "../l10n/translate";
import { visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { FairCurves } from "./fairCurves";
import { FairTable } from "./fairTable";
import { comparisonInWords } from "./fairWords";
import "../finder/finder.css";
import "./fairComparison.css";

/** Learning rates that each optimizer may try. */
const BUDGETS = [8, 16, 32, 64];
export const USUAL_BUDGET = 16;

/** The fair comparison of optimizers, each with its learning rate tuned by the same search. */
export function FairView({ panel }: { readonly panel: Panel }) {
  const state = panel.model.fairComparison;
  return state === null ? null : <Comparison state={state} panel={panel} />;
}

function Comparison({ state, panel }: { readonly state: FairComparisonState; readonly panel: Panel }) {
  const { host, perform, model, dispatch } = panel;
  const { status, budget, done, total } = state;
  const words = comparisonInWords(state);
  const ask = (request: FairRequest) => perform(host.calls.fairComparison(request));
  const start = (trials: number) => ask({ kind: "start", runs: visibleRuns(model).map(({ id }) => id), trials });
  useEffect(() => {
    if (status === "finished") dispatch({ type: "announce", text: words[0] });
  }, [status]);
  return (
    <section class="finder" aria-labelledby="fair-title" data-testid="fair" data-status={status}>
      <header class="finder-header">
        <h2 class="finder-title" id="fair-title">
          {t("Fair comparison")}
        </h2>
        {host.isLive && (
          <div class="finder-tools">
            <Dropdown
              label={t("Budget of the search")}
              value={String(budget.trials)}
              options={BUDGETS.map((trials) => ({ value: String(trials), text: t("{0} learning rates each", trials) }))}
              onChange={(value) => Number(value) !== budget.trials && start(Number(value))}
              testId="fair-budget"
            />
            {status === "running" ? (
              <button
                type="button"
                class="quiet-button"
                data-testid="fair-cancel"
                onClick={() => ask({ kind: "cancel" })}
              >
                <Icon name="stop" /> {t("Cancel")}
              </button>
            ) : (
              <button type="button" class="quiet-button" data-testid="fair-again" onClick={() => start(budget.trials)}>
                <Icon name="play" /> {t("Run again")}
              </button>
            )}
            <button
              type="button"
              class="quiet-button"
              aria-label={t("Close the fair comparison")}
              title={t("Close")}
              data-testid="fair-close"
              onClick={() => ask({ kind: "close" })}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
      </header>
      <progress
        class="finder-progress"
        aria-label={t("Simulations done")}
        value={done}
        max={total}
        hidden={status !== "running"}
      />
      {status === "failed" && <p class="finder-problem">{state.message}</p>}
      <p class="finder-answer" data-testid="fair-answer">
        {words[0]}
      </p>
      <FairTable state={state} onPick={host.isLive ? (run) => ask({ kind: "pick", run }) : null} />
      <FairCurves state={state} />
      <p class="finder-words" data-testid="fair-words">
        {inOneLine(words.slice(1))}
      </p>
    </section>
  );
}
