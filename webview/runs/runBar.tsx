import { ChartSwitches } from "../charts/chartSwitches";
import { AlignmentSwitch } from "../compare/alignmentSwitch";
import { t } from "../l10n/translate";
import { selectedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { chipRuns } from "./chipRuns";
import { RunChip } from "./runChip";
import { RunListSwitch } from "./runListSwitch";
import "./runBar.css";

/** The runs, which are the charts' legend, their problem, and the switches for all charts. */
export function RunBar({ panel }: { readonly panel: Panel }) {
  const { model } = panel;
  const run = selectedRun(model);
  if (model.content === null || run === null) return null;
  return (
    <div class="run-bar">
      <ul class="run-chips" aria-label={t("Runs")}>
        {chipRuns(model.content.runs, run).map((each) => (
          <RunChip key={each.id} run={each} isSelected={each.id === run.id} panel={panel} />
        ))}
        <li>
          <RunListSwitch panel={panel} />
        </li>
      </ul>
      <p class="run-problem" title={`${run.problem}, ${run.precision}`} data-testid="problem">
        {run.problem}
      </p>
      <AlignmentSwitch runs={visibleRuns(model)} panel={panel} />
      <ChartSwitches panel={panel} />
    </div>
  );
}
