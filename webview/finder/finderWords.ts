import { formatCount, formatNumber, formatNumberInFormula } from "../../src/core/formatNumber";
import type { NoStableRate, StableRate } from "../../src/core/stability/stableRate";
import type { PointOutcome } from "../../src/core/sweep/pointOutcome";
import { FLAT_SHARE, type SweepSummary, summarizeSweep } from "../../src/core/sweep/sweepSummary";
import type { FinderState } from "../../src/protocol/finder";
import { inOneLine } from "../l10n/sentences";
import { t } from "../l10n/translate";

const noLimit: Readonly<Record<NoStableRate, string>> = {
  adaptive: t("this optimizer divides by its own estimate for each parameter, so there is no single limit"),
  noLimit: t("its steps do not shrink with the gradient, or are no rule, so none can be worked out"),
  groups: t("its parameter groups differ"),
  unknownMinimum: t("the minimum of this test problem, where it would hold, is not known"),
  tooLarge: t("the problem is too large to work out its curvature"),
  flat: t("the problem has no curvature at its minimum"),
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
  if (known === 0) return [t(status === "running" ? "The first points are on their way." : "No point was evaluated.")];
  const sentences = second === null ? curveInWords(state) : mapInWords(state);
  const rest = outcomes.length - known;
  if (status === "cancelled") sentences.push(t("It was cancelled: {0} points are missing.", formatCount(rest)));
  const own = outcomesOfRow(state, ownRow(state))[ownRate];
  if (second === null) sentences.push(stableInWords(state, rates[ownRate], own?.divergedAt !== null));
  sentences.push(
    t(
      "Each of the {0} points is a run of {1} steps on the test problem {2}; the final loss is the mean over the last tenth of its steps. Your network's best learning rate will differ.",
      formatCount(outcomes.length),
      formatCount(state.steps),
      state.problem,
    ),
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
        ? t("No other rate comes within {0} % of its way down, by digits.", FLAT_SHARE * 100)
        : t(
            "Rates from {0} to {1} come within {2} % of its way down, by digits.",
            rateText(rates[flat.from]),
            rateText(rates[flat.to]),
            FLAT_SHARE * 100,
          ),
    );
  }
  if (divergedFrom !== null) sentences.push(t("From {0} on all runs diverge.", rateText(rates[divergedFrom])));
  if (sensitivity !== null) {
    sentences.push(
      t(
        "Over the whole range {0} % of the best's way down is missed on the mean (sensitivity: 0 % where any rate is as good).",
        formatNumberInFormula(Number((100 * sensitivity).toPrecision(2))),
      ),
    );
  }
  return sentences;
}

function bestInWords(
  { rates, ownRate, status }: FinderState,
  { best }: SweepSummary,
  own: PointOutcome | null,
): string {
  const isRunning = status === "running";
  if (best === null)
    return t(isRunning ? "All of these learning rates diverge so far." : "All of these learning rates diverge.");
  const yours = rateText(rates[ownRate]);
  if (best === ownRate) {
    return t(
      isRunning
        ? "Yours, {0}, is the best of these learning rates so far."
        : "Yours, {0}, is the best of these learning rates.",
      yours,
    );
  }
  const rate = rateText(rates[best]);
  const answer =
    own === null
      ? t(isRunning ? "The best learning rate so far is {0}." : "The best learning rate is {0}.", rate)
      : own.divergedAt === null
        ? t(
            isRunning
              ? "The best learning rate so far is {0}; yours, {1}, ends at {2}."
              : "The best learning rate is {0}; yours, {1}, ends at {2}.",
            rate,
            yours,
            formatNumber(own.finalLoss),
          )
        : t(
            isRunning
              ? "The best learning rate so far is {0}; with yours, {1}, the run diverges."
              : "The best learning rate is {0}; with yours, {1}, the run diverges.",
            rate,
            yours,
          );
  const isAtEdge = best === 0 || best === rates.length - 1;
  return isAtEdge ? inOneLine([answer, t("It lies at the edge: a wider range may hold a better one.")]) : answer;
}

function mapInWords(state: FinderState): string[] {
  const { rates, second, outcomes } = state;
  const best = bestPoint(state);
  if (best === null || second === null) return [t("All of these points diverge.")];
  const loss = outcomes[best.row * rates.length + best.rate]?.finalLoss ?? Number.NaN;
  const diverged = outcomes.filter((outcome) => outcome !== null && outcome.divergedAt !== null).length;
  return [
    t(
      "The best point is a learning rate of {0} with {1} {2}: it ends at {3}.",
      rateText(rates[best.rate]),
      second.label,
      secondText(second.values[best.row]),
      formatNumber(loss),
    ),
    diverged === 0
      ? t("None diverges.")
      : diverged === 1
        ? t("One point diverges.")
        : t("{0} points diverge.", formatCount(diverged)),
  ];
}

/** @param ownDiverges whether the run's own point diverged, or is not known */
function stableInWords({ stable }: FinderState, own: number, ownDiverges: boolean): string {
  if (stable === null) return "";
  if (typeof stable === "string") return t("No stability limit is drawn: {0}.", noLimit[stable]);
  const limit = limitText(stable);
  if (own <= stable.rate) return limit;
  const beyond = t(
    ownDiverges ? "Yours, {0}, is above it." : "Yours, {0}, is above it, and got away with it.",
    rateText(own),
  );
  return inOneLine([limit, beyond]);
}

function limitText({ rate, sharpness, formula }: StableRate): string {
  return t(
    "The stability limit is {0}, where the curvature of the problem, {1}, is as large as the optimizer bears ({2}).",
    formatNumber(rate),
    formatNumber(sharpness),
    formula === null ? "λ" : `λ = ${formula}`,
  );
}

/** A point in words, for screen readers and beside the pointer. */
export function pointInWords(state: FinderState, rate: number, row: number): string {
  const { rates, second, outcomes } = state;
  const where = [t("learning rate {0}", rateText(rates[rate]))];
  if (second !== null) where.push(`${second.label} ${secondText(second.values[row])}`);
  const outcome = outcomes[row * rates.length + rate];
  return t("{0}: {1}", where.join(t(", ")), outcome === null ? t("not evaluated") : outcomeInWords(outcome));
}

function outcomeInWords({ divergedAt, finalLoss }: PointOutcome): string {
  return divergedAt === null
    ? t("final loss {0}", formatNumber(finalLoss))
    : t("diverged at step {0}", formatCount(divergedAt));
}

export function rateText(rate: number): string {
  return formatNumberInFormula(rate);
}

export function secondText(value: number | boolean): string {
  return typeof value === "number" ? formatNumberInFormula(value) : t(value ? "on" : "off");
}
