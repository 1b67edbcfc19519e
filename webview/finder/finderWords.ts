import { formatCount, formatNumber, formatNumberInFormula } from "../../src/core/formatNumber";
import type { NoStableRate, StableRate } from "../../src/core/stability/stableRate";
import type { PointOutcome } from "../../src/core/sweep/pointOutcome";
import { FLAT_SHARE, type SweepSummary, summarizeSweep } from "../../src/core/sweep/sweepSummary";
import type { FinderState } from "../../src/protocol/finder";

const noLimit: Readonly<Record<NoStableRate, string>> = {
  adaptive: "this optimizer divides by its own estimate for each parameter, so there is no single limit",
  noLimit: "its steps do not shrink with the gradient, or are no rule, so none can be worked out",
  groups: "its parameter groups differ",
  unknownMinimum: "the minimum of this test problem, where it would hold, is not known",
  tooLarge: "the problem is too large to work out its curvature",
  flat: "the problem has no curvature at its minimum",
};

/** The row of the run's own value of the second hyperparameter; the only one where there is none. */
export function ownRow(state: FinderState): number {
  return state.second?.own ?? 0;
}

export function outcomesOfRow({ rates, outcomes }: FinderState, row: number): readonly (PointOutcome | null)[] {
  return outcomes.slice(row * rates.length, (row + 1) * rates.length);
}

/** Position of the smallest final loss of all points; null while there is none. */
export function bestPoint(state: FinderState): { readonly rate: number; readonly row: number } | null {
  const { best } = summarizeSweep(state.outcomes);
  return best === null ? null : { rate: best % state.rates.length, row: Math.floor(best / state.rates.length) };
}

/** What a sweep says, in sentences: the answer first. */
export function sweepInWords(state: FinderState): readonly string[] {
  const { rates, ownRate, second, outcomes, status } = state;
  const known = outcomes.filter((outcome) => outcome !== null).length;
  if (known === 0) return [status === "running" ? "The first points are on their way." : "No point was evaluated."];
  const sentences = second === null ? curveInWords(state) : mapInWords(state);
  const rest = outcomes.length - known;
  if (status === "cancelled") sentences.push(`It was cancelled: ${formatCount(rest)} points are missing.`);
  const own = outcomesOfRow(state, ownRow(state))[ownRate];
  if (second === null) sentences.push(stableInWords(state, rates[ownRate], own?.divergedAt !== null));
  sentences.push(
    `Each of the ${formatCount(outcomes.length)} points is a run of ${formatCount(state.steps)} steps on the test problem ${state.problem}; the final loss is the mean over the last tenth of its steps. Your network's best learning rate will differ.`,
  );
  return sentences.filter((sentence) => sentence !== "");
}

function curveInWords(state: FinderState): string[] {
  const { rates, ownRate, outcomes } = state;
  const summary = summarizeSweep(outcomes);
  const { best, divergedFrom, flat, sensitivity } = summary;
  const own = outcomes[ownRate];
  const sentences = [bestInWords(state, summary, own)];
  if (flat !== null && best !== null) {
    sentences.push(
      flat.from === flat.to
        ? `No other rate comes within ${FLAT_SHARE * 100} % of its way down, by digits.`
        : `Rates from ${rateText(rates[flat.from])} to ${rateText(rates[flat.to])} come within ${FLAT_SHARE * 100} % of its way down, by digits.`,
    );
  }
  if (divergedFrom !== null) sentences.push(`From ${rateText(rates[divergedFrom])} on all runs diverge.`);
  if (sensitivity !== null) {
    sentences.push(
      `Over the whole range ${formatNumberInFormula(Number((100 * sensitivity).toPrecision(2)))} % of the best's way down is missed on the mean (sensitivity: 0 % where any rate is as good).`,
    );
  }
  return sentences;
}

function bestInWords(
  { rates, ownRate, status }: FinderState,
  { best }: SweepSummary,
  own: PointOutcome | null,
): string {
  const soFar = status === "running" ? " so far" : "";
  if (best === null) return `All of these learning rates diverge${soFar}.`;
  if (best === ownRate) return `Yours, ${rateText(rates[ownRate])}, is the best of these learning rates${soFar}.`;
  const yours =
    own === null
      ? ""
      : own.divergedAt === null
        ? `; yours, ${rateText(rates[ownRate])}, ends at ${formatNumber(own.finalLoss)}`
        : `; with yours, ${rateText(rates[ownRate])}, the run diverges`;
  const edge =
    best === 0 || best === rates.length - 1 ? " It lies at the edge: a wider range may hold a better one." : "";
  return `The best learning rate${soFar} is ${rateText(rates[best])}${yours}.${edge}`;
}

function mapInWords(state: FinderState): string[] {
  const { rates, second, outcomes } = state;
  const best = bestPoint(state);
  if (best === null || second === null) return ["All of these points diverge."];
  const loss = outcomes[best.row * rates.length + best.rate]?.finalLoss ?? Number.NaN;
  const diverged = outcomes.filter((outcome) => outcome !== null && outcome.divergedAt !== null).length;
  return [
    `The best point is a learning rate of ${rateText(rates[best.rate])} with ${second.label} ${secondText(second.values[best.row])}: it ends at ${formatNumber(loss)}.`,
    diverged === 0
      ? "None diverges."
      : diverged === 1
        ? "One point diverges."
        : `${formatCount(diverged)} points diverge.`,
  ];
}

/** @param ownDiverges whether the run's own point diverged, or is not known */
function stableInWords({ stable }: FinderState, own: number, ownDiverges: boolean): string {
  if (stable === null) return "";
  if (typeof stable === "string") return `No stability limit is drawn: ${noLimit[stable]}.`;
  const beyond =
    own > stable.rate ? ` Yours, ${rateText(own)}, is above it${ownDiverges ? "" : ", and got away with it"}.` : "";
  return `The stability limit is ${limitText(stable)}.${beyond}`;
}

function limitText({ rate, sharpness, formula }: StableRate): string {
  const by = formula === null ? "" : ` = ${formula}`;
  return `${formatNumber(rate)}, where the curvature of the problem, ${formatNumber(sharpness)}, is as large as the optimizer bears (λ${by})`;
}

/** A point in words, for screen readers and beside the pointer. */
export function pointInWords(state: FinderState, rate: number, row: number): string {
  const { rates, second, outcomes } = state;
  const where = [`learning rate ${rateText(rates[rate])}`];
  if (second !== null) where.push(`${second.label} ${secondText(second.values[row])}`);
  const outcome = outcomes[row * rates.length + rate];
  return `${where.join(", ")}: ${outcome === null ? "not evaluated" : outcomeInWords(outcome)}`;
}

function outcomeInWords({ divergedAt, finalLoss }: PointOutcome): string {
  return divergedAt === null ? `final loss ${formatNumber(finalLoss)}` : `diverged at step ${formatCount(divergedAt)}`;
}

export function rateText(rate: number): string {
  return formatNumberInFormula(rate);
}

export function secondText(value: number | boolean): string {
  return typeof value === "number" ? formatNumberInFormula(value) : value ? "on" : "off";
}
