import { formatNumber } from "../../src/core/formatNumber";
import type { Spread } from "../../src/core/sweep/rateTuning";
import type { FairComparisonState, FairEntry, FairRuns } from "../../src/protocol/fairComparison";
import { rateText } from "../finder/finderWords";
import { t } from "../l10n/translate";
import { runColorClass } from "../theme/runColorClass";
import { rankedEntries, tuningInWords } from "./fairWords";

interface FairTableProps {
  readonly state: FairComparisonState;
  /** Null where no run can be made. */
  readonly onPick: ((run: string) => void) | null;
}

/** All optimizers of a fair comparison, the best first, then those without a result. */
export function FairTable({ state, onPick }: FairTableProps) {
  const ranked = rankedEntries(state.entries);
  const rows = [...ranked, ...state.entries.filter((entry) => !ranked.includes(entry))];
  return (
    <div class="fair-scroll">
      <table class="fair-table" data-testid="fair-table">
        <caption class="screen-reader-only">{t("Optimizers by the final loss with their tuned learning rate")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("optimizer")}</th>
            <th scope="col">{t("tuned lr")}</th>
            <th scope="col">{t("final loss, lowest to highest seed")}</th>
            <th scope="col">{t("lr of the source")}</th>
            <th scope="col">{t("final loss with it")}</th>
            <th scope="col">{t("search")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <Row key={entry.run} entry={entry} trials={state.budget.trials} onPick={onPick} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  entry,
  trials,
  onPick,
}: {
  readonly entry: FairEntry;
  readonly trials: number;
  readonly onPick: FairTableProps["onPick"];
}) {
  const { run, name, color, own, tuned } = entry;
  return (
    <tr>
      <th scope="row">
        <span class={`fair-swatch ${runColorClass({ color })}`} /> {name}
      </th>
      <td class="fair-number">
        {tuned === null || onPick === null ? (
          tuned === null ? (
            "–"
          ) : (
            rateText(tuned.rate)
          )
        ) : (
          <button
            type="button"
            class="link"
            title={t("Make a run with this learning rate")}
            data-testid="fair-pick"
            onClick={() => onPick(run)}
          >
            {rateText(tuned.rate)}
          </button>
        )}
      </td>
      <td class="fair-number">{lossText(tuned)}</td>
      <td class="fair-number">{own === null ? "–" : rateText(own.rate)}</td>
      <td class="fair-number">{lossText(own)}</td>
      <td>{tuningInWords(entry, trials)}</td>
    </tr>
  );
}

function lossText(runs: FairRuns | null): string {
  if (runs === null) return "–";
  if (Number.isNaN(runs.finalLoss.mean)) return t("diverged");
  const loss = spreadText(runs.finalLoss);
  return runs.diverged > 0 ? t("{0}, {1} diverged", loss, runs.diverged) : loss;
}

function spreadText({ mean, lowest, highest }: Spread): string {
  return `${formatNumber(mean)} (${formatNumber(lowest)} – ${formatNumber(highest)})`;
}
