import { shortNumber } from "../../core/shortNumber";
import type { ClippingSpecification, OptimizerSpecification } from "../../core/simulation/specification";
import { describeDecay, describeEpsilons, velocityHoldsRate } from "./arithmetic";
import { ungrouped, withRuleOf } from "./chooseOptimizer";
import { distanceBetween, distanceBetweenRates, longestRun, SAME, SINGLE } from "./compareRuns";
import { differenceOf } from "./knownDifferences";
import type { NoteTopic, TranslationNote } from "./translation";

/** Two optimizers, and how messages name them. */
export interface Compared {
  readonly source: OptimizerSpecification;
  readonly target: OptimizerSpecification;
  readonly sourceTitle: string;
  readonly targetTitle: string;
  /** What the source is at heart: see `kindOf`. */
  readonly kind: string;
  /** Updates that the source's schedule goes on for. */
  readonly length: number;
}

/** Where two optimizers differ, by what each part of the target does to the source on its own. */
export function translationNotes(compared: Compared): readonly TranslationNote[] {
  return [
    ...ruleNotes(compared),
    ...groupNotes(compared),
    ...clippingNotes(compared),
    ...accumulationNotes(compared),
    ...scheduleNotes(compared),
  ];
}

/** How far the target's schedule is from the source's while that goes on. */
export function scheduleDistance({ source, target, length }: Compared): number {
  const distance = distanceBetweenRates(source, target, 0, runOf(source, target, length));
  return (
    distance ??
    distanceBetween(source, { ...source, schedule: target.schedule, learningRate: target.learningRate }) ??
    Number.POSITIVE_INFINITY
  );
}

/** What a schedule moves besides the learning rate. */
function movesOf({ schedule }: OptimizerSpecification): string {
  return schedule !== null && "rule" in schedule ? (schedule.moves ?? []).join(", ") : "";
}

/** What a schedule moves beside the learning rate is no part of that of another. */
function movedNotes({ source, target, sourceTitle, targetTitle }: Compared): readonly TranslationNote[] {
  if (movesOf(source) === movesOf(target)) return [];
  const distance = distanceBetween(source, { ...source, schedule: target.schedule });
  if (distance === null || distance <= SAME) return [];
  const text = `The schedule of ${sourceTitle} moves ${movesOf(source) || "nothing"} beside the learning rate, that of ${targetTitle} ${movesOf(target) || "nothing"}.`;
  return [note("momentum of the schedule", text, distance)];
}

/** How many updates both can make, of those that are wanted. */
function runOf(source: OptimizerSpecification, target: OptimizerSpecification, wanted: number): number {
  return Math.min(wanted, longestRun(source), longestRun(target));
}

/** What is left out of both for a trial, to see what the rest does. */
type Aspect = "ε" | "weight decay" | "velocity";

const aspects: readonly Aspect[] = ["ε", "weight decay", "velocity"];

function ruleNotes(compared: Compared): readonly TranslationNote[] {
  const { target, sourceTitle, targetTitle } = compared;
  // Groups that the target has not are another matter.
  const source = (target.groups ?? []).length > 0 ? compared.source : ungrouped(compared.source);
  const whole = distanceBetween(source, withRuleOf(source, target));
  if (whole === null || whole <= SAME) return [];
  const without = (left: readonly Aspect[]): number => {
    const [one, other] = [source, withRuleOf(source, target)].map((optimizer) => leftOut(optimizer, left));
    return distanceBetween(one, other) ?? 0;
  };
  // Without ε some never start.
  const removable = aspects.filter((aspect) => aspect !== "ε" || moves(leftOut(source, ["ε"])));
  const rest = without(removable);
  const found = removable.flatMap((aspect): readonly TranslationNote[] => {
    const distance = without(removable.filter((other) => other !== aspect));
    // Where the rules differ anyway, an aspect has to make it plainly more.
    if (distance <= Math.max(SAME, 2 * rest)) return [];
    const text = aspectText(aspect, source, target, sourceTitle, targetTitle);
    return text === null ? [] : [note(aspect, text, distance)];
  });
  if (rest <= SAME && found.length > 0) return found;
  const text = `${sourceTitle} and ${targetTitle} ${differenceOf(compared.kind)}.`;
  return [...found, note("rule", text, found.length > 0 ? rest : whole)];
}

function moves(optimizer: OptimizerSpecification): boolean {
  return (distanceBetween(optimizer, { ...optimizer, schedule: null, learningRate: 0 }) ?? 0) > 0;
}

function leftOut(optimizer: OptimizerSpecification, left: readonly Aspect[]): OptimizerSpecification {
  const zero = (name: string): boolean =>
    (left.includes("ε") && /^epsilon/.test(name)) ||
    (left.includes("weight decay") && /^(weightDecay|penalty|ownPenalty|meanDecay)$/.test(name));
  const numbersOf = (numbers: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, zero(name) ? 0 : value]));
  return {
    ...optimizer,
    hyperparameters: numbersOf(optimizer.hyperparameters),
    ...(optimizer.groups === undefined
      ? {}
      : {
          groups: optimizer.groups.map((group) => ({
            ...group,
            hyperparameters: numbersOf(group.hyperparameters ?? {}),
          })),
        }),
    ...(left.includes("velocity") ? { schedule: null } : {}),
  };
}

function aspectText(
  aspect: Aspect,
  source: OptimizerSpecification,
  target: OptimizerSpecification,
  sourceTitle: string,
  targetTitle: string,
): string | null {
  switch (aspect) {
    case "ε": {
      const [from, to] = describeEpsilons([source.rule, target.rule]).map((place) => place ?? "nowhere");
      return from === to
        ? `${sourceTitle} and ${targetTitle} both add ε ${from}, which are not the same there.`
        : `${sourceTitle} adds ε ${from}, ${targetTitle} ${to}.`;
    }
    case "weight decay": {
      const [from, to] = [source, target].map(({ rule }) => describeDecay(rule) ?? "has none");
      if (from !== to) return `For weight decay, ${sourceTitle} ${from}, and ${targetTitle} ${to}.`;
      return `For weight decay, ${sourceTitle} and ${targetTitle} ${from.replace(/^(add|shrink)s/, "$1")}, each with a factor of its own.`;
    }
    case "velocity": {
      const [from, to] = [source, target].map(({ rule }) => velocityHoldsRate(rule));
      if (from === to)
        return `The learning rate of ${sourceTitle} and ${targetTitle} acts in different places, which shows when it moves.`;
      const [holding, other] = from ? [sourceTitle, targetTitle] : [targetTitle, sourceTitle];
      return (
        `The velocity of ${holding} holds the learning rate of the step in which a gradient came, ` +
        `that of ${other} is multiplied by the present one: they differ when it moves.`
      );
    }
  }
}

function groupNotes({ source, target, targetTitle }: Compared): readonly TranslationNote[] {
  const groups = (source.groups ?? []).length;
  if (groups === 0) return [];
  const { groups: _, ...rest } = source;
  const own = (target.groups ?? []).length === groups ? { ...source, groups: target.groups } : rest;
  const distance = distanceBetween(source, own);
  return distance === null || distance <= SAME
    ? []
    : [
        note(
          "groups",
          `${targetTitle} has one set of values for all parameters; the source has ${groups} groups.`,
          distance,
        ),
      ];
}

/** A limit that trials keep to, whatever the one that is given. */
const TRIAL_LIMIT = 0.1;

function clippingNotes({ source, target, sourceTitle, targetTitle }: Compared): readonly TranslationNote[] {
  if (source.clipping === null && target.clipping === null) return [];
  const isSameLimit = source.clipping?.limit === target.clipping?.limit;
  const within = (clipping: ClippingSpecification | null) =>
    clipping && isSameLimit ? { ...clipping, limit: Math.min(clipping.limit, TRIAL_LIMIT) } : clipping;
  const distance = distanceBetween(
    { ...source, clipping: within(source.clipping) },
    { ...source, clipping: within(target.clipping) },
  );
  if (distance === null || distance <= SAME) return [];
  const [from, to] = [source, target].map(({ clipping }) => describeClipping(clipping));
  return [note("clipping", `${sourceTitle} clips ${from}, ${targetTitle} ${to}.`, distance)];
}

function describeClipping(clipping: ClippingSpecification | null): string {
  if (clipping === null) return "nothing";
  if (clipping.kind === "value") return `every entry to ±${clipping.limit}`;
  const { limit, scope, order, offset = 1e-6 } = clipping;
  const whose = scope === "tensor" ? "of each tensor" : "of all tensors together";
  const which = order === undefined ? "norm" : `${order}-norm`;
  const divisor = offset === 0 ? "the norm" : `the norm plus ${shortNumber(offset)}`;
  return `the ${which} ${whose} to ${limit}, dividing by ${divisor}`;
}

function accumulationNotes({ source, target, sourceTitle, targetTitle }: Compared): readonly TranslationNote[] {
  const counts = [source, target].map(({ accumulation = 1 }) => accumulation);
  const [from, to] = counts[0] === counts[1] ? counts.map((count) => Math.min(count, 2)) : counts;
  const { accumulationMethod: _, ...plain } = source;
  const own = target.accumulationMethod === undefined ? {} : { accumulationMethod: target.accumulationMethod };
  const distance = distanceBetween({ ...source, accumulation: from }, { ...plain, accumulation: to, ...own });
  if (distance === null || distance <= SAME) return [];
  const text =
    from === to
      ? `${sourceTitle} and ${targetTitle} take the mean of several gradients in a different way: one of them keeps a running mean in float32.`
      : `${sourceTitle} makes one update of ${from} gradients, ${targetTitle} of ${to}.`;
  return [note("accumulation", text, distance)];
}

function scheduleNotes(compared: Compared): readonly TranslationNote[] {
  const { source, target, length, sourceTitle, targetTitle } = compared;
  const distance = scheduleDistance(compared);
  const intervals = [source, target].map(({ schedule }) => schedule?.interval ?? 1);
  if (distance > SAME) {
    const text =
      distance <= SINGLE
        ? `${sourceTitle} and ${targetTitle} work the learning rate out with different precision.`
        : intervals[0] !== intervals[1]
          ? `${sourceTitle} moves the learning rate with every ${intervals[0]} updates, ${targetTitle} with every ${intervals[1]}.`
          : `The learning rate of ${targetTitle} takes another course.`;
    return [note("schedule", text, distance), ...movedNotes(compared)];
  }
  const moved = movedNotes(compared);
  if (moved.length > 0) return moved;
  const beyond = Math.ceil(length * 1.5) + 10;
  if (runOf(source, target, beyond) < beyond) return [];
  const after = distanceBetweenRates(source, target, length, beyond);
  if (after === null || after <= SAME) return [];
  const text = `After ${length} updates, where the schedule of ${sourceTitle} is at its end, that of ${targetTitle} goes on in another way.`;
  return [note("end of the schedule", text, after)];
}

function note(topic: NoteTopic, text: string, difference: number): TranslationNote {
  const isRate = topic === "schedule" || topic === "end of the schedule";
  return { topic, message: `${text} ${isRate ? rateText(difference) : wayText(difference)}`, difference };
}

function rateText(difference: number): string {
  return `The learning rates are up to ${percent(difference)} of the highest apart.`;
}

function wayText(difference: number): string {
  if (!Number.isFinite(difference)) return "In a trial it leaves all bounds.";
  return `In a trial that alone puts them up to ${percent(difference)} of their way apart.`;
}

/** With two digits: `0.0083 %`. */
function percent(share: number): string {
  const value = Number((share * 100).toPrecision(2));
  return `${value !== 0 && value < 1e-3 ? value.toExponential() : value} %`;
}
