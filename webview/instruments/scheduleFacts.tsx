import { formatCount } from "../../src/core/formatNumber";
import type { ScheduleReply } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import { phaseName, phaseRates, phaseSteps, rateText } from "./phaseWords";
import "./instruments.css";

interface ScheduleFactsProps {
  readonly reply: ScheduleReply;
  /** Of the run; null where there is none. */
  readonly steps: number | null;
}

/** A planned schedule in numbers: its phases with their steps, how long it is, its peak and its last value. */
export function ScheduleFacts({ reply: { plan }, steps }: ScheduleFactsProps) {
  if (plan === null) {
    return (
      <p class="instrument-legend" data-testid="schedule-facts">
        {t(
          "This schedule follows the run: its loss, its gradients or its updates decide the learning rate, so none can be planned.",
        )}
      </p>
    );
  }
  const { updates, covered, phases, peak, final } = plan;
  return (
    <div class="instrument-legend is-list" data-testid="schedule-facts">
      <ol class="phase-list" aria-label={t("Phases of the schedule")}>
        {phases.map((phase) => (
          <li key={phase.from} data-testid="schedule-phase">
            <span class="phase-name">{phaseName(phase)}</span> <span class="phase-steps">{phaseSteps(phase)}</span>{" "}
            <span class="phase-rates">{phaseRates(phase)}</span>
          </li>
        ))}
      </ol>
      <p class="schedule-totals">
        {[
          t("{0} steps", formatCount(updates)),
          t("peak {0} at step {1}", rateText(peak.rate), formatCount(peak.update)),
          t("final {0}", rateText(final)),
          ...(covered < updates
            ? [t("the first {0} are shown: each builds on the one before", formatCount(covered))]
            : []),
          ...(steps !== null && steps < updates ? [t("the run ends after {0}", formatCount(steps))] : []),
        ].join(" · ")}
      </p>
    </div>
  );
}
