import type { RunSummary } from "../../src/protocol/panel";
import { selectedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import "./curvatureOffer.css";

/** Says, where no run on show has them, which charts measuring curvature would add, and asks for it. */
export function CurvatureOffer({ panel }: { readonly panel: Panel }) {
  const { model, host, perform } = panel;
  const run = selectedRun(model);
  if (!host.isLive || run === null || run.isReplay || visibleRuns(model).some(hasCurvature)) return null;
  return (
    <p class="curvature-offer" data-testid="curvature-offer">
      <button
        type="button"
        class="link"
        title="Simulates again and measures as often as takes about a second"
        data-testid="measure-curvature"
        onClick={() => perform(host.calls.measureCurvature({ run: run.id, measure: true }))}
      >
        Measure curvature
      </button>
      <span class="curvature-offer-text">
        Sharpness, stability ratio and overshoot of the test problem: off until asked for
      </span>
    </p>
  );
}

function hasCurvature({ curvatureInterval }: RunSummary): boolean {
  return curvatureInterval !== null;
}
