import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { TextField } from "../controls/toolkit";
import { t } from "../l10n/translate";
import { visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { ComparisonTable } from "./comparisonTable";
import { useComparison } from "./useComparison";
import "./compareRuns.css";

const COMPARISON = "comparison";

/** How the runs that the charts draw compare: what of their settings differs, and how far they got. Of one run there is nothing to say. */
export function CompareRuns({ panel }: { readonly panel: Panel }) {
  const runs = visibleRuns(panel.model);
  if (runs.length < 2) return null;
  const { model, dispatch } = panel;
  const isOpen = model.view.comparesRuns;
  return (
    <section class="comparison" aria-label={t("Comparison")} data-testid="comparison">
      <button
        type="button"
        class="comparison-switch"
        aria-expanded={isOpen}
        aria-controls={isOpen ? COMPARISON : undefined}
        data-testid="comparison-switch"
        onClick={() => dispatch({ type: "compareRuns", isOpen: !isOpen })}
      >
        <Icon name={isOpen ? "expanded" : "next"} />
        <span class="comparison-title">{t("Comparison")}</span>
        <span class="comparison-count">{t("{0} runs", formatCount(runs.length))}</span>
      </button>
      {isOpen && <OpenComparison runs={runs} panel={panel} />}
    </section>
  );
}

function OpenComparison({ runs, panel }: { readonly runs: readonly RunSummary[]; readonly panel: Panel }) {
  const { model, dispatch, host } = panel;
  const comparison = useComparison(host, runs, model.view.targetLoss);
  if (comparison === null) return <div id={COMPARISON} class="comparison-body" />;
  const { target, losses } = comparison.content;
  const problems = new Set(runs.map(({ problem }) => problem));
  const commit = (text: string) => {
    const value = Number(text.trim().replace("−", "-"));
    if (text.trim() === "") dispatch({ type: "targetLoss", target: null });
    else if (Number.isFinite(value)) dispatch({ type: "targetLoss", target: value });
    else dispatch({ type: "announce", text: t("{0} is no number", text) });
  };
  return (
    <div id={COMPARISON} class="comparison-body">
      <ComparisonTable runs={runs} comparison={comparison} panel={panel} />
      <div class="comparison-foot">
        {losses.some((each) => each !== null) && (
          <span class="comparison-target" title={t("Empty: the largest of the last losses, which all runs reach")}>
            {t("Steps to a loss of")}
            {host.isLive ? (
              <TextField
                label={t("Loss to reach")}
                class="comparison-target-field"
                value={target === null ? "" : String(Number(target.toPrecision(4)))}
                testId="target-loss"
                onCommit={commit}
              />
            ) : (
              ` ${target === null ? "–" : formatNumber(target)}`
            )}
          </span>
        )}
        {problems.size > 1 && losses.some((each) => each !== null) && (
          <span class="comparison-note">
            {t("These runs are not of the same problem: their losses do not compare.")}
          </span>
        )}
        <span class="screen-reader-only" role="status">
          {target === null ? "" : t("Steps to a loss of {0}", formatNumber(target))}
        </span>
      </div>
    </div>
  );
}
