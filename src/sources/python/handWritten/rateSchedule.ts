import { namesIn } from "../../../core/rule/renameNames";
import { LearningRates } from "../../../core/simulation/learningRates";
import type { ReadValue, ScheduleConfiguration, SourceIssue } from "../../configuration";
import { OWN_RULE } from "../../ownRule";
import { countedFrom, iterationOf, roundsOf } from "../loops";
import type { PythonSource } from "../pythonSource";
import { arithmeticText, atom, negated, numberText, type RuleText } from "../ruleText";
import { type Arithmetic, leavesOf } from "./arithmetic";
import { countAt, countText } from "./counters";
import { isLoss, isPerhapsRate, isSurelyGradient, isSurelyRate } from "./customs";
import type { Iteration } from "./iteration";
import type { Place } from "./place";
import { constantText, operationText } from "./ruleExpression";
import { createRuleNames } from "./ruleNames";
import type { Surroundings } from "./surroundings";
import type { Write } from "./write";

/** How a learning rate starts and moves. */
export interface RateSchedule {
  /** Null where the text does not tell. */
  readonly start: ReadValue | null;
  /** Null for one that does not move, and for one that cannot be read, which is then among the issues. */
  readonly schedule: ScheduleConfiguration | null;
  readonly issues: readonly SourceIssue[];
}

/** Expressions that are translated of one schedule. */
const MAXIMUM_WORK = 1000;

/** What a run shows of itself to a schedule that is read before an update is made. */
type Observation = "loss" | "gradientNorm" | "gradientSum";

/**
 * Reads how a loop moves its learning rate. What stands before the update acts on it, what stands after it on the next: a rule of scalars runs
 * before every update, and so begins with the lines that follow the last one.
 *
 * @param parameter what is updated
 * @param followed the places that this one is another name of, whose circle ends
 */
export function readRateSchedule(
  rate: Place,
  parameter: Place,
  update: Write,
  iteration: Iteration,
  surroundings: Surroundings,
  source: PythonSource,
  followed: readonly string[] = [],
): RateSchedule {
  const own = surroundings.numberAt(rate, iteration.before);
  const inner = iteration.writes.filter(isOfRate);
  const outer = iteration.outerWrites.filter(isOfRate);
  const writes = [...inner, ...outer];
  if (writes.length === 0) return { start: own, schedule: null, issues: [] };

  const [first, ...others] = writes;
  if (
    others.length === 0 &&
    first.value.kind === "place" &&
    (isSurelyRate(first.value.place.name) || isPerhapsRate(first.value.place.name))
  ) {
    // `lr = self.lr`: what it is another name for moves, if anything does.
    const { place } = first.value;
    if (followed.includes(place.key)) return { start: own, schedule: null, issues: [] };
    return readRateSchedule(place, parameter, update, iteration, surroundings, source, [...followed, place.key]);
  }
  const isOuter = outer.length > 0;
  const nameOf = createRuleNames(["lr"]);
  const numbers = new Map<string, ReadValue>();
  const starts = new Map<string, string>();
  const remembered = new Set<Observation>();
  const translated = new Map<Write, string>();
  const begun = new Set<string>();
  let base: ReadValue | null = null;
  let work = MAXIMUM_WORK;

  const level = isOuter ? levelOf(outer[0]) : 0;
  const rounds = iteration.loops.slice(0, level).map((loop) => roundsOf(loop, iteration.scope, source));
  const isRead = (inner.length === 0 || outer.length === 0) && writes.every((write) => translate(write));
  const range = source.rangeOf(first.statement);
  if (!isRead) {
    const message =
      "The learning rate that is set here cannot be read; expected arithmetic on counters, the loss, or the norm of the gradient.";
    return { start: own, schedule: null, issues: [{ severity: "information", message, range }] };
  }
  const ordered = [...translated].toSorted(([a], [b]) => a.statement.from - b.statement.from);
  const lines = [
    ...[...starts].map(([name, start]) => `state ${name} = ${start}`),
    ...ordered.filter(([write]) => isLate(write)).map(([, line]) => line),
    ...ordered.filter(([write]) => !isLate(write)).map(([, line]) => line),
    ...[...remembered].map((observation) => `${lastOf(observation)} = ${observation}`),
  ];
  const rule: ReadValue = { value: lines.join("\n"), range };
  const interval = rounds.reduce<number | null>((product, count) => product && count && product * count, 1);
  const issues: SourceIssue[] =
    interval === null
      ? [
          {
            severity: "information",
            message:
              "This learning rate is set once for a whole loop of updates, whose number only the run knows; a simulation sets it with every update.",
            range,
          },
        ]
      : [];
  return {
    start: own ?? base ?? firstRate(),
    schedule: {
      name: OWN_RULE,
      range,
      hyperparameters: { rule, ...Object.fromEntries(numbers) },
      ...(interval !== null && interval > 1 ? { interval } : {}),
    },
    issues,
  };

  /** What a schedule that starts from nothing begins with. */
  function firstRate(): ReadValue | null {
    const parameters = Object.fromEntries([...numbers].map(([name, { value }]) => [name, Number(value)]));
    const text = lines.join("\n");
    if (["lr", "lr0"].some((name) => readsName(text, name))) return null;
    const rates = new LearningRates({
      rule: "",
      hyperparameters: {},
      learningRate: 1,
      schedule: { rule: text, parameters, interval: 1 },
      clipping: null,
    });
    rates.advance(0, {
      loss: Number.NaN,
      gradientNorm: Number.NaN,
      gradientSum: Number.NaN,
      parameterChange: Number.NaN,
    });
    const [value] = rates.values;
    return Number.isFinite(value) ? { value, range } : null;
  }

  function isOfRate({ place, isInitial, guards }: Write): boolean {
    const isElsewhere = guards.some(({ at, holds, condition }) =>
      update.guards.some(
        (guard) => guard.at === at && (guard.holds !== holds || guard.condition.from !== condition.from),
      ),
    );
    return place.key === rate.key && !isInitial && !isElsewhere;
  }

  /** How many loops lie within the one that a write belongs to. */
  function levelOf({ statement }: Write): number {
    return iteration.loops.findIndex((loop) => statement.from >= loop.from && statement.to <= loop.to);
  }

  function isLate({ statement }: Write): boolean {
    return statement.from > update.statement.from;
  }

  /** Makes the line of a write, and those of what it reads. */
  function translate(write: Write): boolean {
    if (translated.has(write)) return true;
    const name = write.place.key === rate.key ? "lr" : nameOf(write.place);
    const value = textOf(write.value, write);
    const guarded = value && underGuards(write, value, name);
    if (guarded === null) return false;
    const start = name === "lr" ? "lr0" : name;
    translated.set(write, `${name} = ${isLate(write) ? `if(step == 0, ${start}, ${guarded.text})` : guarded.text}`);
    return true;
  }

  function underGuards(write: Write, value: RuleText, name: string): RuleText | null {
    const own = write.guards.filter(({ at }) => !update.guards.some((guard) => guard.at === at));
    return own.toReversed().reduce<RuleText | null>((text, { arithmetic, holds }) => {
      const condition = conditionOf(arithmetic, write);
      if (text === null || condition === null) return null;
      return atom(holds ? `if(${condition}, ${text.text}, ${name})` : `if(${condition}, ${name}, ${text.text})`);
    }, value);
  }

  function conditionOf(value: Arithmetic, write: Write): string | null {
    if (value.kind !== "comparison") return null;
    const [left, right] = value.operands;
    // Where a single gradient is compared, its sum is the gradient.
    const leftText = isGradient(left) ? observed("gradientSum", write) : textOf(left, write);
    const rightText = isGradient(right) ? observed("gradientSum", write) : textOf(right, write);
    return leftText && rightText && `${leftText.text} ${value.operator} ${rightText.text}`;
  }

  function textOf(value: Arithmetic, write: Write): RuleText | null {
    if (work-- <= 0) return null;
    switch (value.kind) {
      case "number":
        return constantText(value.value);
      case "place":
        return placeText(value.place, value.node.from, write);
      case "negation": {
        const inner = textOf(value.operands[0], write);
        return inner && negated(inner);
      }
      case "operation":
        return operationText(
          value,
          (operand) => textOf(operand, write),
          (place, at) => countOf(place, at, write),
        );
      case "function":
        return functionText(value, write);
      default:
        return null;
    }
  }

  function functionText(value: Extract<Arithmetic, { kind: "function" }>, write: Write): RuleText | null {
    const [first, ...rest] = value.operands;
    if (value.name === "norm") return normText(first, write);
    if (value.name === "sum" || value.name === "mean" || (value.name === "max" && rest.length === 0)) {
      return value.name === "sum" && isGradient(first) ? observed("gradientSum", write) : null;
    }
    // The magnitude of a single number is its norm.
    if (value.name === "abs" && (isGradient(first) || isChange(first))) return normText(first, write);
    const condition = value.name === "if" ? conditionOf(first, write) : (textOf(first, write)?.text ?? null);
    const operands = [condition, ...rest.map((operand) => textOf(operand, write)?.text ?? null)];
    return operands.every((operand) => operand !== null) ? atom(`${value.name}(${operands.join(", ")})`) : null;
  }

  function normText(value: Arithmetic, write: Write): RuleText | null {
    if (isGradient(value)) return observed("gradientNorm", write);
    return isChange(value) ? atom("parameterChange") : null;
  }

  /** What is seen of this update, or after it of the last one. */
  function observed(observation: Observation, write: Write): RuleText {
    if (!isLate(write)) return atom(observation);
    remembered.add(observation);
    return atom(lastOf(observation));
  }

  function isGradient(value: Arithmetic): boolean {
    return value.kind === "gradient" || (value.kind === "place" && isSurelyGradient(value.place.name, parameter.name));
  }

  /** The parameter less what it was before. */
  function isChange(value: Arithmetic): boolean {
    if (value.kind !== "operation" || value.operator !== "-") return false;
    const isParameter = (it: Arithmetic) => it.kind === "place" && it.place.key === parameter.key;
    const isEarlier = (it: Arithmetic) =>
      it.kind === "place" &&
      iteration.writes.some(({ place, value: copied }) => place.key === it.place.key && isParameter(copied));
    const [left, right] = value.operands;
    return (isParameter(left) && isEarlier(right)) || (isEarlier(left) && isParameter(right));
  }

  function placeText(place: Place, at: number, write: Write): RuleText | null {
    if (place.key === rate.key) return atom("lr");
    const count = countOf(place, at, write);
    if (count !== null) return countText(count);
    const epoch = isOuter ? null : outerCount(place);
    if (epoch !== null) return epoch;
    const all = isOuter ? iteration.outerWrites : iteration.writes;
    const written = all.filter((other) => other.place.key === place.key && !other.isInitial);
    if (
      written.length > 0 &&
      isLoss(place.name) &&
      written.some(({ value }) => leavesOf(value).some(({ kind }) => kind !== "place"))
    )
      return observed("loss", write);
    if (written.length > 0) return writtenText(place, written, at);
    const number = surroundings.numberAt(place, iteration.before);
    if (number === null) return null;
    const isBase = isSurelyRate(place.name) || isPerhapsRate(place.name);
    if (isBase && (own ?? base ?? number).value === number.value) {
      base = number;
      return atom("lr0");
    }
    const name = nameOf(place);
    numbers.set(name, number);
    return atom(name);
  }

  function writtenText(place: Place, own: readonly Write[], at: number): RuleText | null {
    const name = nameOf(place);
    if (!begun.has(name)) {
      begun.add(name);
      if (!own.every((write) => translate(write))) return null;
      const isReadFirst = !own.some(({ statement }) => statement.from < at);
      const start = isReadFirst ? surroundings.numberAt(place, iteration.before)?.value : 0;
      if (typeof start !== "number" || Number.isNaN(start)) return null;
      if (start !== 0)
        starts.set(name, Number.isFinite(start) ? numberText(start).text : start > 0 ? "infinity" : "-infinity");
    }
    return atom(name);
  }

  /** What a place counts, in steps of the schedule; one that is read after an update is one ahead of it by the next. */
  function countOf(place: Place, at: number, write: Write): number | null {
    const shift = isLate(write) ? -1 : 0;
    if (!isOuter) {
      const count = countAt(place, at, iteration, surroundings, source);
      return count === null ? null : count + shift;
    }
    const counted = iterationOf(iteration.loops[level]);
    const isCounter = counted !== null && source.textOf(counted.variable) === place.key;
    const first = isCounter ? countedFrom(counted.over, iteration.scope, source) : null;
    return first === null ? null : first + shift;
  }

  /** The counter of an outer loop, by the updates in each of its rounds. */
  function outerCount(place: Place): RuleText | null {
    const index = iteration.loops.findIndex(
      (loop, i) => i > 0 && source.textOf(iterationOf(loop)?.variable ?? loop) === place.key,
    );
    const counted = index < 0 ? null : iterationOf(iteration.loops[index]);
    const first = counted && countedFrom(counted.over, iteration.scope, source);
    const updates = iteration.loops
      .slice(0, Math.max(0, index))
      .map((loop) => roundsOf(loop, iteration.scope, source))
      .reduce<number | null>((product, count) => product && count && product * count, 1);
    if (typeof first !== "number" || updates === null || updates === 0) return null;
    const passed = atom(updates === 1 ? "step" : `floor(step / ${updates})`);
    return first === 0 ? passed : arithmeticText("+", passed, numberText(first));
  }
}

/** Whether a rule reads a name on the right of its lines. */
function readsName(text: string, name: string): boolean {
  return text.split("\n").some((line) => namesIn(line.slice(line.indexOf("=") + 1)).has(name));
}

function lastOf(observation: Observation): string {
  return `last${observation[0].toUpperCase()}${observation.slice(1)}`;
}
