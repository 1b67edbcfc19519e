import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { FinderState } from "../../src/protocol/finder";
import { Button } from "../controls/toolkit";
import { t } from "../l10n/translate";
import { rateText, secondText } from "./finderWords";
import type { Place } from "./plotKeys";

interface PointDetailsProps {
  readonly state: FinderState;
  readonly selected: Place;
  /** Null where no run can be made. */
  readonly onPick: (() => void) | null;
}

/** The selected point with all that is known of it, and the button that makes it a run. */
export function PointDetails({ state, selected, onPick }: PointDetailsProps) {
  return (
    <div class="finder-details">
      <dl class="finder-values" data-testid="finder-point">
        {detailsOf(state, selected).map(([label, value]) => (
          <div key={label} class="finder-value">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {onPick !== null && (
        <Button
          onClick={onPick}
          testId="finder-pick"
          title={t("Make a run of this point; also Enter or a double click in the chart")}
        >
          {t("Make a run")}
        </Button>
      )}
    </div>
  );
}

function detailsOf({ rates, second, outcomes, targetLoss }: FinderState, { rate, row }: Place): [string, string][] {
  const outcome = outcomes[row * rates.length + rate];
  const details: [string, string][] = [[t("learning rate"), rateText(rates[rate])]];
  if (second !== null) details.push([second.label, secondText(second.values[row])]);
  if (outcome === null) return [...details, [t("final loss"), "…"]];
  const { divergedAt, finalLoss, bestLoss, reachedAt } = outcome;
  details.push(
    [t("final loss"), divergedAt === null ? formatNumber(finalLoss) : "–"],
    [t("best loss"), formatNumber(bestLoss)],
  );
  if (divergedAt !== null) details.push([t("diverged at step"), formatCount(divergedAt)]);
  if (targetLoss !== null) {
    details.push([
      t("steps to {0}", formatNumber(targetLoss)),
      reachedAt === null ? t("not reached") : formatCount(reachedAt),
    ]);
  }
  return details;
}
