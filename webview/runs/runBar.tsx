import { chartDefinitions } from "../charts/chartDefinitions";
import { AlignmentSwitch } from "../compare/alignmentSwitch";
import { Icon } from "../controls/icon";
import { listedRun, selectedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { chipRuns } from "./chipRuns";
import { RunChip } from "./runChip";
import { RunListSwitch } from "./runListSwitch";
import { ScaleSwitch } from "./scaleSwitch";
import "./runBar.css";

const ZOOM_HELP =
  "Show all steps. In a chart: drag to zoom in, Ctrl with the wheel zooms, Shift with the wheel moves, a double click shows all steps.";

/** The runs, which are the charts' legend, their problem, and the switches for all charts. */
export function RunBar({ panel }: { readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const run = selectedRun(model);
  if (model.content === null || run === null) return null;
  const isZoomed = model.view.range !== null;
  return (
    <div class="run-bar">
      <ul class="run-chips" aria-label="Runs">
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
      <div class="run-switches">
        <AlignmentSwitch runs={visibleRuns(model)} panel={panel} />
        <ScaleSwitch
          charts={chartDefinitions(visibleRuns(model), listedRun(model))}
          view={model.view}
          dispatch={dispatch}
        />
        <button
          type="button"
          class="quiet-button"
          disabled={!isZoomed}
          title={ZOOM_HELP}
          data-testid="reset-zoom"
          onClick={() => dispatch({ type: "zoom", range: null })}
        >
          <Icon name="fit" /> all steps
        </button>
      </div>
    </div>
  );
}
