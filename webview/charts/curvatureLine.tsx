import { formatCount } from "../../src/core/formatNumber";
import { t } from "../l10n/translate";
import { selectedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import "./curvatureLine.css";

/** Says whose curvature the charts show and how often it is measured; where it is not, which charts that would add. */
export function CurvatureLine({ panel }: { readonly panel: Panel }) {
  const { model, host, perform } = panel;
  const run = selectedRun(model);
  if (run === null || run.isReplay) return null;
  const interval = run.curvatureInterval;
  if (interval === null && !host.isLive) return null;
  // What the file itself asks for, no button takes back.
  const isOffered = host.isLive && (interval === null || model.content?.measuresCurvature === true);
  return (
    <p class="curvature-line" data-testid="curvature-line">
      <span class="curvature-line-text">{interval === null ? OFFER : measured(interval)}</span>
      {isOffered && (
        <button
          type="button"
          class="link"
          title={t(
            interval === null ? "Simulates again and measures as often as takes about a second" : "Simulates again",
          )}
          data-testid="measure-curvature"
          onClick={() => perform(host.calls.measureCurvature({ run: run.id, measure: interval === null }))}
        >
          {t(interval === null ? "Measure curvature" : "Stop measuring")}
        </button>
      )}
    </p>
  );
}

const OFFER = t("Sharpness, stability ratio and overshoot of the test problem are off until asked for.");

function measured(interval: number): string {
  return interval === 1
    ? t("Curvature is measured at every step. It is that of the test problem; your network's differs.")
    : t(
        "Curvature is measured every {0} steps. It is that of the test problem; your network's differs.",
        formatCount(interval),
      );
}
