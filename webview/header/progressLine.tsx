import { useLayoutEffect, useRef } from "preact/hooks";
import { formatCount } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";

/** A thin line below the header that fills while a run goes on. Its place stays when there is none. */
export function ProgressLine({ run }: { readonly run: RunSummary }) {
  const bar = useRef<HTMLDivElement>(null);
  const share = run.steps > 0 ? run.stepsDone / run.steps : 0;
  const isRunning = run.status === "running";
  useLayoutEffect(() => {
    if (bar.current) bar.current.style.transform = `scaleX(${share})`;
  });
  if (!isRunning) return <div class="progress" />;
  return (
    <div
      class="progress"
      role="progressbar"
      tabIndex={-1}
      aria-label={t("Simulation")}
      aria-valuemin={0}
      aria-valuemax={run.steps}
      aria-valuenow={run.stepsDone}
      aria-valuetext={t("{0} of {1} steps", formatCount(run.stepsDone), formatCount(run.steps))}
      data-testid="progress"
    >
      <div class="progress-bar" ref={bar} />
    </div>
  );
}
