import { formatCount } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import type { ReportFacts } from "../host/panelHost";
import { t } from "../l10n/translate";
import { findingsOf, type PanelModel } from "../panel/panelModel";
import { statusText } from "../runs/statusText";
import { runColorClass } from "../theme/runColorClass";
import "./reportFoot.css";

/** What a report says besides the panel's own parts: every run with all of its settings, and what the page is. */
export function ReportFoot({ report, model }: { readonly report: ReportFacts; readonly model: PanelModel }) {
  const runs = model.content?.runs ?? [];
  const made = new Date(report.made).toLocaleString(document.documentElement.lang);
  return (
    <section class="report-foot" aria-labelledby="report-runs" data-testid="report-foot">
      <h2 class="report-title" id="report-runs">
        {t("Runs and their settings")}
      </h2>
      {runs.map((run) => (
        <RunSheet key={run.id} run={run} model={model} />
      ))}
      <p class="report-facts" data-testid="report-facts">
        {t("Made by {0} on {1}.", report.maker, made)}{" "}
        {report.fewestPoints === null
          ? t("The curves have all steps.")
          : t(
              "The page has room for {0} points or more of a curve that has more steps: at each the value there, with the smallest and largest up to the next.",
              formatCount(report.fewestPoints),
            )}{" "}
        {t("It needs no connection, and sends nothing.")}
      </p>
    </section>
  );
}

function RunSheet({ run, model }: { readonly run: RunSummary; readonly model: PanelModel }) {
  const { name, title, source, problem, precision, gist, labels } = run;
  const facts = [title, ...(source === null ? [] : [source]), problem, precision, statusText(run)];
  return (
    <article class={`report-run ${runColorClass(run)}`} data-testid="report-run">
      <h3 class="report-run-name">
        <span class="run-dot" /> {name}
      </h3>
      <p class="report-run-facts">{facts.join(" · ")}</p>
      {labels.note !== "" && <p class="report-run-note">{labels.note}</p>}
      <dl class="report-settings">
        {gist.map(({ label, value, origin }) => (
          <div key={label} class="report-setting">
            <dt>{label}</dt>
            <dd>
              {value}
              {origin !== undefined && <span class="report-origin"> {origin}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <ul class="report-findings">
        {findingsOf(model, run.id).map(({ id, severity, message, step, place }) => (
          <li key={id} class={`report-finding is-${severity}`}>
            <Icon name={severity} />{" "}
            {[
              message,
              ...(step === null ? [] : [t("step {0}", formatCount(step))]),
              ...(place === null ? [] : [place]),
            ].join(" · ")}
          </li>
        ))}
      </ul>
    </article>
  );
}
