import type { SyntaxNode } from "@lezer/common";
import { namesIn } from "../../../core/rule/renameNames";
import type { ReadValue } from "../../configuration";
import type { PythonSource } from "../pythonSource";
import { readValue } from "../pythonValue";
import { arithmeticText, atom, negated, numberText, power, type RuleText } from "../ruleText";
import { bindingScope, visibleStars } from "../scopes";
import { type Arithmetic, leavesOf } from "./arithmetic";
import { countAt, countText, outerCountAt } from "./counters";
import { isHyperparameter, isPerhapsGradient, isSurelyGradient } from "./customs";
import { findRate, type Rate } from "./findRate";
import { dependsOnParameter } from "./gradientSource";
import type { Iteration } from "./iteration";
import type { Place } from "./place";
import { isRestart } from "./restarts";
import { constantText, operationText } from "./ruleExpression";
import { createRuleNames } from "./ruleNames";
import type { Surroundings } from "./surroundings";
import { changeOf, productOf, type Term, termsOf } from "./updateForm";
import type { Guard, Write } from "./write";

/** A line of the rule with the statement that it translates. */
export interface TranslatedLine {
  readonly name: string;
  readonly text: string;
  readonly statement: SyntaxNode;
}

/** What stands for the gradient. */
export interface FoundGradient {
  /** As the text has it. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** How far its name says that it is one: surely, perhaps, or not at all where it is an expression of the data. */
  readonly evidence: "sure" | "perhaps" | "data";
  /** Whether the rule's gradient is that of the text with its sign changed: `w += lr * (target - output) * x` names none. */
  readonly isNegated: boolean;
}

/** An update as a rule. */
export interface TranslatedUpdate {
  readonly parameter: Place;
  readonly lines: readonly TranslatedLine[];
  /** What states start from, where that is not 0. */
  readonly starts: readonly string[];
  readonly gradient: FoundGradient;
  readonly rate: Rate;
  /** Numbers that the rule reads, by its name for them. */
  readonly hyperparameters: ReadonlyMap<string, ReadValue>;
  /** Names of the rule whose value only the run knows. */
  readonly unresolved: readonly string[];
}

/** Expressions that are translated of one update, those of attempts that fail too; it bounds the work on hostile text. */
const MAXIMUM_WORK = 4000;
/** Longer lines are not translated. */
const MAXIMUM_LENGTH = 2000;

/**
 * Translates an update and all statements of its iteration that it depends on to lines of a rule, in the order of the text and with its order of
 * operations.
 *
 * @returns null where a statement holds what the rule language has not, where no learning rate is found, or no gradient, or several
 */
export function translateUpdate(
  update: Write,
  iteration: Iteration,
  surroundings: Surroundings,
  source: PythonSource,
): TranslatedUpdate | null {
  const parameter = update.place;
  const reached = iteration.writes.filter(
    (write) => isReachedWith(write, update) && !isRestart(write, update, iteration, surroundings, source),
  );
  const rate = findRate(update, reached, iteration, surroundings, source);
  if (rate === null) return null;

  const nameOf = createRuleNames(["p", "g"]);
  const hyperparameters = new Map<string, ReadValue>();
  const unresolved = new Set<string>();
  const starts = new Map<string, number>();
  const lines = new Map<Write, TranslatedLine>();
  const states = new Map<string, Place>();
  /** Places that lines have been made for, or cannot be; `pending` while they are being made. */
  const known = new Map<string, "pending" | "translated" | "failed">();
  /** What other names for the gradient stand for. */
  const otherNames = new Map<string, RuleText>();
  const gradients = new Map<string, "pending" | RuleText | null>();
  let gradient: (Omit<FoundGradient, "isNegated"> & { readonly key: string }) | null = null;
  let isNegated = false;
  let work = MAXIMUM_WORK;

  for (const write of reached.filter(({ place }) => place.key === parameter.key)) {
    const value = write === update ? wholeUpdate(write) : strict(write.value);
    const conditional = value && underGuards(write, value, "p");
    if (conditional === null) return null;
    lines.set(write, { name: "p", text: conditional.text, statement: write.statement });
  }
  const found = gradient as (FoundGradient & { readonly key: string }) | null;
  const needed = neededLines([...reached.flatMap((write) => lines.get(write) ?? []), ...frozenLines()]);
  if (found === null || (!needed.names.has("lr") && rate.isUnused !== true)) return null;
  return {
    parameter,
    lines: needed.lines,
    starts: [...starts].flatMap(([name, value]) =>
      value === 0 || !needed.names.has(name) ? [] : [`state ${name} = ${numberText(value).text}`],
    ),
    gradient: { name: found.name, from: found.from, to: found.to, evidence: found.evidence, isNegated },
    rate,
    hyperparameters: new Map([...hyperparameters].filter(([name]) => needed.names.has(name))),
    unresolved: [...unresolved].filter((name) => needed.names.has(name)),
  };

  /** The new value of the parameter; where no gradient is named in it, what the learning rate stands at is one. */
  function wholeUpdate(write: Write): RuleText | null {
    const translated = strict(write.value);
    if (translated !== null && gradient !== null) return translated;
    if (translated !== null && !translated.text.includes("lr") && rate?.isUnused !== true) return null;
    const [change, ...others] = (changeOf(write) ?? []).filter(
      ({ value }) => holdsRate(value) || strict(value) === null,
    );
    if (change === undefined || others.length > 0) return lenient(write.value);
    // `w += lr * (target - output) * x` steps against the gradient, whose sign is in the data.
    const isAscent = !namesGradient(change) && (productOf(change.value).sign === 1) === (change.sign === 1);
    isNegated = isAscent;
    const translation = lenient(withRate(change.value));
    if (translation === null || gradient === null) return null;
    const rest = withoutTerm(write.value, change.value);
    const kept = rest && strict(rest);
    return kept && arithmeticText((change.sign === 1) === isNegated ? "-" : "+", kept, translation);
  }

  /** The expression with the learning rate in its place, where a variable holds it with more: `update = eta * (target - output)`. */
  function withRate(value: Arithmetic): Arithmetic {
    if (value.kind === "place") {
      const [only, ...others] = reached.filter(({ place, isInitial }) => place.key === value.place.key && !isInitial);
      const isHeld =
        only !== undefined && others.length === 0 && only.statement.from < value.node.from && holdsRate(only.value);
      return isHeld && strict(value) === null ? only.value : value;
    }
    if (value.kind !== "operation") return value;
    const [left, right] = value.operands;
    return { ...value, operands: [withRate(left), withRate(right)] };
  }

  function namesGradient({ value }: Term): boolean {
    return leavesOf(value).some(
      (leaf) =>
        leaf.kind === "gradient" || (leaf.kind === "place" && isSurelyGradient(leaf.place.name, parameter.name)),
    );
  }

  /** Exactly what an expression says, in terms of the parameter, the gradient, numbers and other lines. */
  function strict(value: Arithmetic): RuleText | null {
    if (work-- <= 0) return null;
    const text = strictText(value);
    return text !== null && text.text.length <= MAXIMUM_LENGTH ? text : null;
  }

  function strictText(value: Arithmetic): RuleText | null {
    if (value.node === rate?.literal && value.kind === "number") return atom("lr");
    switch (value.kind) {
      case "number":
        return constantText(value.value);
      case "gradient":
        return claim({ key: gradientKey(source.textOf(value.node)), node: value.node, evidence: "sure" });
      case "place":
        return placeText(value.place, value.node, value.start);
      case "negation": {
        const inner = strict(value.operands[0]);
        return inner && negated(inner);
      }
      case "operation":
        return operationText(value, strict, countFrom);
      case "function": {
        const [first, ...rest] = value.operands;
        const condition = value.name === "if" ? conditionText(first) : strict(first);
        const operands = [condition, ...rest.map(strict)];
        if (!operands.every((operand) => operand !== null)) return null;
        return atom(`${value.name}(${operands.map(({ text }) => text).join(", ")})`);
      }
      default:
        return null;
    }
  }

  function countFrom(place: Place, at: number): number | null {
    return countAt(place, at, iteration, surroundings, source);
  }

  function conditionText(value: Arithmetic): RuleText | null {
    if (value.kind !== "comparison") return null;
    const [left, right] = value.operands.map(strict);
    return left && right && atom(`${left.text} ${value.operator} ${right.text}`);
  }

  function placeText(place: Place, node: SyntaxNode, start?: number): RuleText | null {
    const at = node.from;
    if (place.key === parameter.key) return atom("p");
    if (place.key === rate?.place?.key) return atom("lr");
    const count = countFrom(place, at);
    if (count !== null) return countText(count);
    if (
      isSurelyGradient(place.name, parameter.name) ||
      (place.key === gradient?.key && known.get(place.key) !== "translated")
    )
      return gradientText(place, node, start);
    if (reached.some((write) => write.place.key === place.key && !write.isInitial))
      return writtenText(place, at, start);
    if (iteration.outerWrites.some((write) => write.place.key === place.key && !isFill(write))) return null;
    const number = surroundings.numberAt(place, iteration.before);
    if (number !== null) return hyperparameterText(place, number);
    const zero = startBefore(place) ?? initialNumber(place);
    if (zero !== null) return frozenText(place, zero);
    const outer = outerCountAt(place, iteration, source);
    if (outer?.count) return outer.count;
    const isKnownToRun = outer !== null || isHyperparameter(place.name) || isUndefinedState(place, iteration);
    if (!isKnownToRun || place.key.includes("#")) return null;
    const name = nameOf(place);
    unresolved.add(name);
    return atom(name);
  }

  function hyperparameterText(place: Place, number: ReadValue): RuleText {
    const name = nameOf(place);
    hyperparameters.set(name, number);
    return atom(name);
  }

  /** A state that no statement moves on. */
  function frozenText(place: Place, start: number): RuleText {
    const name = nameOf(place);
    states.set(name, place);
    starts.set(name, start);
    return atom(name);
  }

  function frozenLines(): readonly TranslatedLine[] {
    return [...states.keys()].map((name) => ({ name, text: name, statement: update.statement }));
  }

  /** A name that the iteration assigns from what can be translated. */
  function writtenText(place: Place, at: number, start?: number): RuleText | null {
    const state = known.get(place.key);
    if (state === "failed") return null;
    const meant = otherNames.get(place.key);
    if (meant !== undefined) return meant;
    const name = nameOf(place);
    const own = reached.filter((write) => write.place.key === place.key && !write.isInitial);
    const copied = copiedNumber(own, at);
    if (copied !== null) return hyperparameterText(place, copied);
    if (state === undefined) {
      known.set(place.key, "pending");
      const texts = own.map((write) => writtenValue(write, name));
      if (texts.some((text) => text === null)) {
        known.set(place.key, "failed");
        return null;
      }
      known.set(place.key, "translated");
      const [alone] = texts;
      const isBefore = own.length === 1 && own[0].statement.from < at;
      if (isBefore && alone?.text === "g") {
        otherNames.set(place.key, alone);
        const target = own[0].statement.firstChild;
        if (gradient !== null && target !== null)
          gradient = { ...gradient, name: place.name, from: target.from, to: target.to };
        return alone;
      }
      // The gradient of a formula: `g = 2 * w`.
      if (isBefore && gradient === null && isPerhapsGradient(place.name) && isAlone(own[0].value)) {
        const claimed = claim({
          key: place.key,
          node: own[0].statement.firstChild,
          name: place.name,
          evidence: "perhaps",
        });
        if (claimed !== null) otherNames.set(place.key, claimed);
        return claimed;
      }
      own.forEach((write, index) => {
        lines.set(write, { name, text: texts[index]?.text ?? "", statement: write.statement });
      });
    }
    const before = own.some((write) => write.statement.to <= at && write.guards.length === update.guards.length);
    if (!before) noteStart(place, name, start);
    return atom(name);
  }

  /** The number that a name is another name for: `beta1 = self.beta1`. */
  function copiedNumber([only, ...others]: readonly Write[], at: number): ReadValue | null {
    if (
      only.value.kind !== "place" ||
      others.length > 0 ||
      only.statement.from > at ||
      only.guards.length > update.guards.length
    )
      return null;
    const { place } = only.value;
    const isWritten = [...iteration.writes, ...iteration.outerWrites].some((write) => write.place.key === place.key);
    return isWritten ? null : surroundings.numberAt(place, iteration.before);
  }

  /** What a state starts from, for a place that is read before it is written. */
  function noteStart(place: Place, name: string, given: number | undefined): void {
    if (starts.has(name)) return;
    const start = given ?? initialNumber(place) ?? startBefore(place);
    if (start === null) unresolved.add(name);
    else {
      starts.set(name, start);
      unresolved.delete(name);
    }
  }

  function initialNumber(place: Place): number | null {
    const initial = iteration.writes.filter((write) => write.isInitial && write.place.key === place.key);
    const starts = initial.map(({ value }) => surroundings.startOf(value.node, iteration));
    return starts.find((start) => typeof start === "number") ?? null;
  }

  /** What a place starts from in every run through the innermost loop. */
  function startBefore(place: Place): number | null {
    return surroundings.startAt(place, { scope: iteration.scope, body: iteration.body });
  }

  /** Whether an outer loop gives a place what it starts from. */
  function isFill(write: Write): boolean {
    return typeof surroundings.startOf(write.value.node, iteration) === "number";
  }

  function writtenValue(write: Write, name: string): RuleText | null {
    const readsItself = leavesOf(write.value).some(
      (leaf) => leaf.kind === "place" && leaf.place.key === write.place.key,
    );
    const value = strict(write.value) ?? (readsItself ? lenient(write.value) : null);
    return value && underGuards(write, value, name);
  }

  /** A value that is taken only where the conditions hold under which it is written. */
  function underGuards(write: Write, value: RuleText, name: string): RuleText | null {
    const own = write.guards.filter(({ at }) => !update.guards.some((guard) => guard.at === at));
    let text: RuleText | null = value;
    for (const guard of own.toReversed()) {
      if (text === null) return null;
      const truth = knownTruth(guard);
      if (truth === true) continue;
      const condition = truth === false ? null : conditionText(guard.arithmetic);
      if (truth === false) text = atom(name);
      else
        text =
          condition &&
          atom(
            guard.holds
              ? `if(${condition.text}, ${text.text}, ${name})`
              : `if(${condition.text}, ${name}, ${text.text})`,
          );
    }
    return text;
  }

  /** Whether a branch is taken, where the text alone decides that. */
  function knownTruth({ condition, arithmetic, holds }: Guard): boolean | null {
    const value = readValue(condition, iteration.scope, source)?.value;
    if (value?.type === "boolean") return value.value === holds;
    const number =
      arithmetic.kind === "place" ? surroundings.numberAt(arithmetic.place, iteration.before)?.value : undefined;
    return typeof number === "number" ? (number !== 0) === holds : null;
  }

  /** Forgets what an attempt that failed has taken for the gradient, and all that was made of it. */
  function takeBack(before: typeof gradient): void {
    gradient = before;
    for (const [key, text] of gradients) if (text !== "pending") gradients.delete(key);
    for (const [key, state] of known) if (state !== "pending") known.delete(key);
    otherNames.clear();
  }

  /**
   * A gradient by its name: `g` where a statement makes it of what is no rule, or of the parameters alone; a line of its own where one makes it of another
   * gradient, as an average does.
   */
  function gradientText(place: Place, node: SyntaxNode, start?: number): RuleText | null {
    const existing = gradients.get(place.key);
    if (existing === "pending") return atom("g");
    if (existing !== undefined) return existing;
    const own = reached.filter((write) => write.place.key === place.key && !write.isInitial);
    gradients.set(place.key, "pending");
    const before = gradient;
    const first = own.findLastIndex((write, index) => !isMadeOfGradient(write, index, place));
    takeBack(before);
    if (first === -1 && own.length > 0) {
      gradients.delete(place.key);
      return writtenText(place, node.from, start);
    }
    const made = own[first];
    const claimed = claim({
      key: place.key,
      node: made?.statement.firstChild ?? node,
      ...(made === undefined ? {} : { name: place.name }),
      evidence: evidenceOf(place),
    });
    gradients.set(place.key, claimed);
    if (claimed === null) return null;
    for (const write of own.slice(first + 1)) {
      const value = strict(write.value);
      const text = value && underGuards(write, value, "g");
      if (text === null) return null;
      if (text.text !== "g") lines.set(write, { name: "g", text: text.text, statement: write.statement });
    }
    return claimed;
  }

  function evidenceOf(place: Place): FoundGradient["evidence"] {
    return isSurelyGradient(place.name, parameter.name) ? "sure" : isPerhapsGradient(place.name) ? "perhaps" : "data";
  }

  /** Whether a write works a gradient out from another, or from what the place held before. */
  function isMadeOfGradient({ value, place }: Write, index: number, own: Place): boolean {
    if (value.kind === "gradient" || value.kind === "place") return false;
    const reads = leavesOf(value).some((leaf) => {
      if (leaf.kind === "gradient") return true;
      if (leaf.kind !== "place") return false;
      const isItself = leaf.place.key === own.key;
      return isItself
        ? index > 0 || leavesOf(value).some((other) => isOtherGradient(other, place))
        : isOtherGradient(leaf, place);
    });
    return reads && strict(value) !== null;
  }

  function isOtherGradient(leaf: Arithmetic, place: Place): boolean {
    if (leaf.kind === "gradient") return true;
    return leaf.kind === "place" && leaf.place.key !== place.key && isSurelyGradient(leaf.place.name, parameter.name);
  }

  /** `g`, for the one gradient that a rule has; null for a second. */
  function claim(found: {
    readonly key: string;
    readonly node: SyntaxNode | null;
    readonly name?: string;
    readonly evidence: FoundGradient["evidence"];
  }): RuleText | null {
    const { key, node, evidence } = found;
    if (gradient !== null) return gradient.key === key ? atom("g") : null;
    const place = node ?? update.statement;
    const name = found.name ?? shortened(source.textOf(place));
    gradient = { key, name, from: place.from, to: place.to, evidence };
    return atom("g");
  }

  /** As `strict`, where an expression of the data stands for the gradient. */
  function lenient(value: Arithmetic): RuleText | null {
    if (work-- <= 0) return null;
    const before = gradient;
    const exact = strict(value);
    if (exact !== null && (gradient !== null || !holdsRate(value))) return exact;
    takeBack(before);
    if (value.kind === "negation") {
      const inner = lenient(value.operands[0]);
      return inner && negated(inner);
    }
    if (value.kind === "operation" && (value.operator === "+" || value.operator === "-"))
      return lenientTerms(value, value.operator);
    if (value.kind === "operation" && value.operator === "^" && value.operands[1].kind === "number") {
      const [base, exponent] = [lenient(value.operands[0]), strict(value.operands[1])];
      return base && exponent && power(base, exponent);
    }
    return lenientProduct(value);
  }

  function lenientTerms(value: Extract<Arithmetic, { kind: "operation" }>, operator: "+" | "-"): RuleText | null {
    const before = gradient;
    const [left, right] = value.operands.map(lenient);
    if (left && right) return arithmeticText(operator, left, right);
    takeBack(before);
    // Of several parts that are data together: the whole is the gradient, unless the parameter is drawn to something else.
    const terms = termsOf(value);
    const isDrawn = terms.some(({ value: term }) => term.kind === "place" && term.place.key === parameter.key);
    return isDrawn || holdsRate(value) || namesAny(value)
      ? null
      : claimData(value, [value], value.node.from, value.node.to);
  }

  function lenientProduct(value: Arithmetic): RuleText | null {
    const { factors, divisors, sign } = productOf(value);
    const isCoefficient = (factor: Arithmetic) => holdsRate(factor) || holdsShare(factor);
    const coefficients = factors.filter(isCoefficient);
    const rest = factors.filter((factor) => !isCoefficient(factor));
    const shares = divisors.filter(isCoefficient);
    const [only, ...others] = rest;
    if (only === undefined) return null;
    const isDivided = divisors.length > shares.length;
    const inner =
      others.length === 0 && !isDivided && coefficients.length > 0 ? lenient(only) : wholeGradient(value, rest);
    let text: RuleText | null = null;
    for (const factor of coefficients) {
      const next = strict(factor);
      if (next === null) return null;
      text = text === null ? next : arithmeticText("*", text, next);
    }
    text = text === null ? inner : inner && arithmeticText("*", text, inner);
    for (const share of shares) {
      const next = strict(share);
      text = text && next && arithmeticText("/", text, next);
    }
    return text && sign === -1 ? negated(text) : text;
  }

  function wholeGradient(value: Arithmetic, rest: readonly Arithmetic[]): RuleText | null {
    if (rest.some(namesAny)) return null;
    const drawn = rest.some(
      (factor) =>
        termsOf(factor).length > 1 &&
        termsOf(factor).some(
          ({ value: term }) => term.kind === "place" && term.place.key === parameter.key && !isAlone(factor),
        ),
    );
    if (drawn) return null;
    const nodes = rest.map(({ node }) => withParentheses(node));
    return claimData(value, rest, Math.min(...nodes.map(({ from }) => from)), Math.max(...nodes.map(({ to }) => to)));
  }

  /** Whether an expression is made of the parameter and numbers alone, as the gradient of a sum of squares is. */
  function isAlone(value: Arithmetic): boolean {
    return leavesOf(value).every(
      (leaf) => leaf.kind === "number" || (leaf.kind === "place" && leaf.place.key === parameter.key),
    );
  }

  function claimData(whole: Arithmetic, parts: readonly Arithmetic[], from: number, to: number): RuleText | null {
    const [only, ...others] = parts;
    const place = only.kind === "place" && others.length === 0 ? only.place : null;
    const around = withParentheses(whole.node);
    // Parts that stand elsewhere, in a variable, are put together.
    const isHere = from >= around.from && to <= around.to;
    const name = isHere
      ? shortened(source.textOf(around).slice(from - around.from, to - around.from))
      : parts.map(({ node }) => shortened(source.textOf(withParentheses(node)))).join(" * ");
    const key = place?.key ?? name.replace(/\s/g, "");
    if (parts.some(holdsState) || !parts.some((part) => dependsOnParameter(part, iteration, parameter, source)))
      return null;
    if (gradient !== null) return gradient.key === key ? atom("g") : null;
    const range = isHere ? { from, to } : { from: around.from, to: around.to };
    gradient = { key, name, ...range, evidence: place === null ? "data" : evidenceOf(place) };
    return atom("g");
  }

  /** Whether an expression remembers earlier updates: then it is no gradient. */
  function holdsState(value: Arithmetic): boolean {
    const reads = (it: Arithmetic) => leavesOf(it).flatMap((leaf) => (leaf.kind === "place" ? [leaf.place.key] : []));
    const seen = new Set(reads(value));
    for (const key of seen) {
      if (key === parameter.key) continue;
      for (const write of reached.filter(({ place, isInitial }) => place.key === key && !isInitial)) {
        const own = reads(write.value);
        if (own.includes(key) && known.get(key) === "translated") return true;
        for (const other of own) seen.add(other);
      }
    }
    return false;
  }

  /** Whether a gradient is read in an expression that is not understood: what a solver or a projection makes of it is none. */
  function namesAny(value: Arithmetic): boolean {
    return leavesOf(value).some((leaf) => {
      if (leaf.kind === "gradient") return true;
      const places = leaf.kind === "place" ? [leaf.place] : leaf.kind === "opaque" ? leaf.reads : [];
      return places.some((place) => isSurelyGradient(place.name, parameter.name));
    });
  }

  function holdsRate(value: Arithmetic): boolean {
    return leavesOf(value).some(
      (leaf) => leaf.node === rate?.literal || (leaf.kind === "place" && leaf.place.key === rate?.place?.key),
    );
  }

  /** `beta` and `1 - beta`: what an average gives its parts. */
  function holdsShare(value: Arithmetic): boolean {
    const leaves = leavesOf(value);
    const isShare = (leaf: Arithmetic) =>
      leaf.kind === "place" && /^(?:beta|momentum|mu|rho|gamma|decay)/i.test(leaf.place.name);
    return leaves.some(isShare) && leaves.every((leaf) => leaf.kind === "number" || isShare(leaf));
  }

  function withoutTerm(value: Arithmetic, term: Arithmetic): Arithmetic | null {
    if (value.kind !== "operation") return null;
    const [left, right] = value.operands;
    if (right === term || (right.kind === "negation" && right.operands[0] === term)) return left;
    if (left === term) return value.operator === "+" ? right : null;
    const inner = withoutTerm(left, term);
    return inner && { ...value, operands: [inner, right] };
  }
}

/** What goes by the name of a mean of squares and is defined nowhere: half of an RMSprop whose other half was forgotten. */
function isUndefinedState({ key, root, name }: Place, { scope }: Iteration): boolean {
  const isSquares = /^(?:v|s|r|G|cache|v_\w{1,5}|s_\w{1,5}|exp_avg_sq|\w*_sq)$/.test(name);
  return isSquares && key === root && bindingScope(scope, root) === null && visibleStars(scope).length === 0;
}

/** The lines on which the parameter depends, with all names in them: attempts that failed have left others. */
function neededLines(lines: readonly TranslatedLine[]): {
  readonly lines: readonly TranslatedLine[];
  readonly names: ReadonlySet<string>;
} {
  const names = new Set(["p"]);
  // A set goes over what is added to it on the way, too.
  for (const name of names) {
    for (const line of lines) if (line.name === name) for (const read of namesIn(line.text)) names.add(read);
  }
  return { lines: lines.filter(({ name }) => names.has(name)), names };
}

/** Whether a write is made in the same rounds as another: not in the other branch of an `if`. */
function isReachedWith(write: Write, update: Write): boolean {
  return write.guards.every((guard) => {
    const same = update.guards.filter(({ at }) => at === guard.at);
    return (
      same.length === 0 ||
      same.some((other) => other.condition.from === guard.condition.from && other.holds === guard.holds)
    );
  });
}

/** `p.grad`, however its numbers are reached. */
function gradientKey(text: string): string {
  return text.replace(/\s|\.data\b/g, "");
}

function withParentheses(node: SyntaxNode): SyntaxNode {
  let outermost = node;
  while (outermost.parent?.name === "ParenthesizedExpression") outermost = outermost.parent;
  return outermost;
}

function shortened(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
