import { useState } from "preact/hooks";
import { formatCount } from "../../src/core/formatNumber";
import type { PanelFinding, RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import { findingsOf, selectedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import "./findingsList.css";

/** More would push the charts out of sight. */
const MOST_SHOWN = 2;

/** What is wrong with the run on show and with its source, the gravest first, each with its fix and its reason. */
export function FindingsList({ panel }: { readonly panel: Panel }) {
  const run = selectedRun(panel.model);
  const [expanded, setExpanded] = useState<string | null>(null);
  if (run === null) return null;
  const findings = findingsOf(panel.model, run.id);
  const isExpanded = expanded === run.id;
  const shown = isExpanded ? findings : findings.slice(0, MOST_SHOWN);
  const rest = findings.length - MOST_SHOWN;
  return (
    <section class="findings" aria-label={t("Findings")} data-testid="findings">
      <ul class="findings-list">
        {shown.map((finding) => (
          <FindingRow key={finding.id} finding={finding} run={run} panel={panel} />
        ))}
      </ul>
      {rest > 0 && (
        <button
          type="button"
          class="link findings-more"
          aria-expanded={isExpanded}
          onClick={() => setExpanded(isExpanded ? null : run.id)}
        >
          {isExpanded
            ? t("Show fewer findings")
            : rest === 1
              ? t("1 more finding")
              : t("{0} more findings", formatCount(rest))}
        </button>
      )}
    </section>
  );
}

const severityTexts: Readonly<Record<PanelFinding["severity"], string>> = {
  error: t("Error"),
  warning: t("Warning"),
  information: t("Remark"),
};

function FindingRow(props: { readonly finding: PanelFinding; readonly run: RunSummary; readonly panel: Panel }) {
  const { finding, run, panel } = props;
  const { id, rule, severity, message, step, place, fixes } = finding;
  const { host, perform, dispatch } = panel;
  const query = { run: run.id, finding: id };
  const [fix] = fixes;
  const canGoOn = rule === "run/diverged" && run.status === "diverged";
  return (
    <li class={`message is-${severity} finding`} data-testid="finding" data-rule={rule}>
      <Icon name={severity} />
      <p class="message-text">
        <span class="screen-reader-only">{severityTexts[severity]}: </span>
        {message}
      </p>
      <span class="finding-actions">
        {step !== null && (
          <button type="button" class="link" onClick={() => dispatch({ type: "step", step })}>
            {t("step {0}", formatCount(step))}
          </button>
        )}
        {host.isLive && place !== null && (
          <button type="button" class="link" onClick={() => perform(host.calls.revealFinding(query))}>
            {place}
          </button>
        )}
        {host.isLive && fix !== undefined && (
          <button type="button" class="link" onClick={() => perform(host.calls.fixFinding({ ...query, fix }))}>
            {fix}
          </button>
        )}
        {host.isLive && canGoOn && (
          <button
            type="button"
            class="link"
            data-testid="action-continueRun"
            onClick={() => perform(host.calls.continueRun({ run: run.id }))}
          >
            {t("Go on past it")}
          </button>
        )}
        {host.isLive && (
          <button type="button" class="link" onClick={() => perform(host.calls.explainRule({ rule }))}>
            {t("Why")}
          </button>
        )}
      </span>
    </li>
  );
}
