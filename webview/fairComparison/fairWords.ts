import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { FairComparisonState, FairEntry } from "../../src/protocol/fairComparison";
import { rateText } from "../finder/finderWords";
import { t } from "../l10n/translate";

/** What a fair comparison found, and what was done for it, in sentences: the answer first. */
export function comparisonInWords(state: FairComparisonState): readonly string[] {
  return [
    answerInWords(state),
    ...methodInWords(state),
    ...clippingInWords(state.entries),
    ...cutInWords(state),
    ...state.leftOut.map((each) => t("Left out: {0}", each)),
  ];
}

/** Entries with a tuned result, the best first. */
export function rankedEntries(entries: readonly FairEntry[]): readonly FairEntry[] {
  const loss = ({ tuned }: FairEntry) => tuned?.finalLoss.mean ?? Number.NaN;
  return entries.filter((entry) => Number.isFinite(loss(entry))).toSorted((a, b) => loss(a) - loss(b));
}

function answerInWords({ entries, status }: FairComparisonState): string {
  const [best, next] = rankedEntries(entries);
  if (best?.tuned == null)
    return t(status === "running" ? "The first optimizer is being tuned." : "No optimizer has a result.");
  const found = [best.name, formatNumber(best.tuned.finalLoss.mean), rateText(best.tuned.rate)];
  if (next?.tuned == null) return t("{0} ends lowest: {1} on the mean with a learning rate of {2}.", ...found);
  const overlaps = best.tuned.finalLoss.highest >= next.tuned.finalLoss.lowest;
  return overlaps
    ? t(
        "{0} ends lowest: {1} on the mean with a learning rate of {2}, but its seeds overlap with those of {3}: the difference may be chance.",
        ...found,
        next.name,
      )
    : t(
        "{0} ends lowest: {1} on the mean with a learning rate of {2}; every seed of it ends below every seed of {3}.",
        ...found,
        next.name,
      );
}

function methodInWords({ budget, problem, steps, entries, done, total, status }: FairComparisonState): string[] {
  const { trials, tuningSeeds, seeds, from, to } = budget;
  return [
    t(
      "Each of the {0} optimizers was given the same {1} learning rates, drawn log-uniformly from {2} to {3}, each with {4} seeds; the one with the smallest mean final loss among those that never diverged was made again with {5} other seeds, as was the one of its source.",
      entries.length,
      trials,
      rateText(from),
      rateText(to),
      tuningSeeds,
      seeds,
    ),
    ...(status === "finished" ? [] : [t("{0} of {1} simulations are done.", formatCount(done), formatCount(total))]),
    t(
      "All on the test problem {0} with {1} steps; the final loss is the mean over the last tenth of the steps. All other hyperparameters are those of the source. Bands go from the lowest seed to the highest.",
      problem,
      formatCount(steps),
    ),
  ];
}

function clippingInWords(entries: readonly FairEntry[]): string[] {
  const clipped = entries.filter(({ clipping }) => clipping !== null);
  if (clipped.length === 0) return [t("Nothing was clipped.")];
  const words = clipped.map(({ name, clipping }) => t("{0} clips {1}", name, clipping ?? ""));
  return [t("Gradients were clipped only where the source says so: {0}.", words.join(t("; ")))];
}

function cutInWords({ entries, steps }: FairComparisonState): string[] {
  const cut = entries.filter(({ ownSteps }) => ownSteps > steps);
  if (cut.length === 0) return [];
  const words = cut.map(({ name, ownSteps }) => t("{0} from {1} steps", name, formatCount(ownSteps)));
  return [
    t("Cut to the steps of the shortest run, and with it its schedule where it has one: {0}.", words.join(t("; "))),
  ];
}

/** What is to be said of an optimizer's tuning. */
export function tuningInWords({ tuning, tuned }: FairEntry, trials: number): string {
  if (tuning === null) return "";
  if (tuning.best === null) return t("All learning rates diverged.");
  const parts = [t("{0} of {1} diverged", tuning.diverged, trials)];
  if (tuning.atEdge === "low") parts.push(t("the smallest of all was best, a smaller one may be better"));
  if (tuning.atEdge === "high") parts.push(t("the largest of all was best, a larger one may be better"));
  if (tuned !== null && tuned.diverged > 0) parts.push(t("{0} of the other seeds diverged", tuned.diverged));
  return parts.join(t("; "));
}
