import { formatCount } from "../../src/core/formatNumber";
import type { StepInspection } from "../../src/core/inspection/stepInspection";
import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import { runLength, selectedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { ParameterPicker } from "./parameterPicker";
import { RuleTable } from "./ruleTable";
import { StatisticsTable } from "./statisticsTable";
import { StepPicker } from "./stepPicker";
import "./stepInspector.css";

/** What is shown where nothing else can be chosen. */
function InspectedPlace({ run, inspection }: { readonly run: RunSummary; readonly inspection: StepInspection }) {
  const { step, parameter } = inspection;
  return (
    <header class="inspector-header">
      <h2 class="step-title">
        {t("Step {0} of {1}, parameter {2}", formatCount(step), formatCount(runLength(run)), parameter)}
      </h2>
    </header>
  );
}

/** The arithmetic of one step for one parameter, line by line, with the step's statistics beside it. */
export function StepInspector({ panel }: { readonly panel: Panel }) {
  const run = selectedRun(panel.model);
  if (run === null) return null;
  const { inspection } = panel.model;
  const { isWaiting, error } = inspection;
  // The former arithmetic stays while the next is on its way, but not beside a run that will have none for now.
  const content = inspection.run === run.id || isWaiting ? inspection.content : null;
  return (
    <section class="inspector" aria-label={t("Step inspector")} data-testid="inspector" aria-busy={isWaiting}>
      {panel.host.inspectsAllSteps ? (
        <header class="inspector-header">
          <StepPicker run={run} panel={panel} />
          <ParameterPicker run={run} panel={panel} />
        </header>
      ) : (
        content !== null && <InspectedPlace run={run} inspection={content} />
      )}
      {error !== null && (
        <p class="inspector-note is-error" role="alert">
          {error}
        </p>
      )}
      {content === null && error === null && (
        <p class="inspector-note">
          {run.status === "running"
            ? t("Choose a step, here or in a chart, to see its arithmetic while the run goes on.")
            : isWaiting
              ? t("Working the step out…")
              : t("There is no step to show.")}
        </p>
      )}
      {content !== null && (
        <div class={`inspector-content ${isWaiting || error !== null ? "is-waiting" : ""}`}>
          <RuleTable inspection={content} panel={panel} />
          <StatisticsTable inspection={content} panel={panel} />
        </div>
      )}
    </section>
  );
}
