import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { FairComparisonState, FairEntry } from "../../src/protocol/fairComparison";
import { rateText } from "../finder/finderWords";

/** What a fair comparison found, and what was done for it, in sentences: the answer first. */
export function comparisonInWords(state: FairComparisonState): readonly string[] {
  return [
    answerInWords(state),
    ...methodInWords(state),
    ...clippingInWords(state.entries),
    ...cutInWords(state),
    ...state.leftOut.map((each) => `Left out: ${each}`),
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
    return status === "running" ? "The first optimizer is being tuned." : "No optimizer has a result.";
  const found = `${best.name} ends lowest: ${formatNumber(best.tuned.finalLoss.mean)} on the mean with a learning rate of ${rateText(best.tuned.rate)}`;
  if (next?.tuned == null) return `${found}.`;
  const overlaps = best.tuned.finalLoss.highest >= next.tuned.finalLoss.lowest;
  return overlaps
    ? `${found}, but its seeds overlap with those of ${next.name}: the difference may be chance.`
    : `${found}; every seed of it ends below every seed of ${next.name}.`;
}

function methodInWords({ budget, problem, steps, entries, done, total, status }: FairComparisonState): string[] {
  const { trials, tuningSeeds, seeds, from, to } = budget;
  const progress = status === "finished" ? "" : ` ${formatCount(done)} of ${formatCount(total)} simulations are done.`;
  return [
    `Each of the ${entries.length} optimizers was given the same ${trials} learning rates, drawn log-uniformly from ${rateText(from)} to ${rateText(to)}, each with ${tuningSeeds} seeds; the one with the smallest mean final loss among those that never diverged was made again with ${seeds} other seeds, as was the one of its source.${progress}`,
    `All on the test problem ${problem} with ${formatCount(steps)} steps; the final loss is the mean over the last tenth of the steps. All other hyperparameters are those of the source. Bands go from the lowest seed to the highest.`,
  ];
}

function clippingInWords(entries: readonly FairEntry[]): string[] {
  const clipped = entries.filter(({ clipping }) => clipping !== null);
  if (clipped.length === 0) return ["Nothing was clipped."];
  const words = clipped.map(({ name, clipping }) => `${name} clips ${clipping}`);
  return [`Gradients were clipped only where the source says so: ${words.join("; ")}.`];
}

function cutInWords({ entries, steps }: FairComparisonState): string[] {
  const cut = entries.filter(({ ownSteps }) => ownSteps > steps);
  if (cut.length === 0) return [];
  const words = cut.map(({ name, ownSteps }) => `${name} from ${formatCount(ownSteps)} steps`);
  return [`Cut to the steps of the shortest run, and with it its schedule where it has one: ${words.join("; ")}.`];
}

/** What is to be said of an optimizer's tuning. */
export function tuningInWords({ tuning, tuned }: FairEntry, trials: number): string {
  if (tuning === null) return "";
  if (tuning.best === null) return "All learning rates diverged.";
  const parts = [`${tuning.diverged} of ${trials} diverged`];
  if (tuning.atEdge === "low") parts.push("the smallest of all was best, a smaller one may be better");
  if (tuning.atEdge === "high") parts.push("the largest of all was best, a larger one may be better");
  if (tuned !== null && tuned.diverged > 0) parts.push(`${tuned.diverged} of the other seeds diverged`);
  return parts.join("; ");
}
