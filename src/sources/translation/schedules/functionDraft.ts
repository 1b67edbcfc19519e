import { parseLines } from "../../../core/rule/parser";
import type { Syntax, SyntaxLine } from "../../../core/rule/syntax";
import type { RuleSchedule, ScheduleSpecification } from "../../../core/simulation/specification";
import { pythonFloat, pythonNumber } from "../pythonText";
import type { TranslationTarget } from "../translation";
import type { ScheduleDraft } from "./scheduleDraft";

/** How a library spells what the rule language has. */
interface Dialect {
  readonly imports: readonly string[];
  /** Name of the module's functions, by those of the rule language. */
  readonly functions: Readonly<Record<string, string>>;
  choose(condition: string, yes: string, no: string): string;
}

const whereOf = (module: string, imports: readonly string[]): Dialect => ({
  imports,
  functions: {
    min: `${module}.minimum`,
    max: `${module}.maximum`,
    abs: `${module}.abs`,
    sqrt: `${module}.sqrt`,
    exp: `${module}.exp`,
    log: `${module}.log`,
    cos: `${module}.cos`,
    floor: `${module}.floor`,
  },
  choose: (condition, yes, no) => `${module}.where(${condition}, ${yes}, ${no})`,
});

const dialects: Readonly<Record<"torch" | "keras" | "optax", Dialect>> = {
  torch: {
    imports: ["math"],
    functions: {
      min: "min",
      max: "max",
      abs: "abs",
      sqrt: "math.sqrt",
      exp: "math.exp",
      log: "math.log",
      cos: "math.cos",
      floor: "math.floor",
    },
    choose: (condition, yes, no) => `${yes} if ${condition} else ${no}`,
  },
  // Under jit the step is no number that Python could compare.
  keras: whereOf("keras.ops", []),
  optax: whereOf("jnp", ["jax.numpy as jnp"]),
};

/** Inputs of a schedule's rule that are known where it acts alone, after the first step that creating it makes. */
const known: Readonly<Record<string, number>> = { isRestart: 0, isFirst: 0 };

/**
 * The schedule as a function of the step, spelled out: of a rule that remembers nothing and follows nothing of the run.
 *
 * @param specification what is simulated
 * @param rate the learning rate that it starts from
 * @returns null for any other rule
 */
export function functionDraft(
  specification: ScheduleSpecification,
  rate: number,
  target: Exclude<TranslationTarget, "native">,
): ScheduleDraft | null {
  if (!("rule" in specification) || specification.groups !== undefined) return null;
  const start = specification.start === undefined ? rate : specification.parameters[specification.start.parameter];
  const body = functionBody(specification, start, target);
  if (body === null) return null;
  const { lines, value, usesMath } = body;
  const dialect = dialects[target];
  const imports = target === "torch" && !usesMath ? [] : dialect.imports;
  const indented = (prefix: string) => [...lines, `return ${value}`].map((text) => `${prefix}${text}\n`).join("");
  switch (target) {
    case "torch":
      return {
        imports,
        setup: `def factor(step):\n${indented("    ")}`,
        expression: "torch.optim.lr_scheduler.LambdaLR(optimizer, factor)",
        rate: start,
      };
    case "keras":
      return {
        imports,
        setup:
          "class Schedule(keras.optimizers.schedules.LearningRateSchedule):\n    def __call__(self, step):\n" +
          `        step = keras.ops.cast(step, "float32")\n${indented("        ")}`,
        expression: "Schedule()",
        rate: start,
      };
    case "optax":
      return {
        imports: indented("").includes("jnp.") ? imports : [],
        setup: `def schedule(step):\n${indented("    ")}`,
        expression: "schedule",
        rate: start,
      };
  }
}

interface FunctionBody {
  readonly lines: readonly string[];
  readonly value: string;
  readonly usesMath: boolean;
}

function functionBody(
  { rule, parameters, interval }: RuleSchedule,
  start: number,
  target: Exclude<TranslationTarget, "native">,
): FunctionBody | null {
  const syntax = neededLines(parseLines(rule));
  if (syntax.some(({ declaresState }) => declaresState)) return null;
  const dialect = dialects[target];
  const locals = new Set<string>();
  // In torch the scheduler is stepped once in an interval, elsewhere the function has to count.
  const step = interval === 1 || target === "torch" ? "step" : wholeSteps(interval, dialect);
  const numbers: Record<string, number> = { ...known, ...parameters, lr0: start, optimizerRate: start };
  const context: Context = { dialect, locals, numbers, step, usesMath: false };
  const lines: string[] = [];
  let value: string | null = null;
  for (const [index, { name, expression }] of syntax.entries()) {
    const isLast = index === syntax.length - 1;
    const constant = constantOf(expression, context);
    if (constant !== null && !isLast) {
      numbers[name] = constant;
      continue;
    }
    const text = spell(expression, context);
    if (text === null || (isLast && name !== "lr")) return null;
    if (isLast) value = target === "torch" ? factorOf(expression, text, start, context) : text.text;
    else {
      locals.add(name);
      lines.push(`${name} = ${text.text}`);
    }
  }
  return value === null ? null : { lines: readLines(lines, value), value, usesMath: context.usesMath };
}

/** The lines that are read further down: known numbers leave branches out, with what they alone read. */
function readLines(lines: readonly string[], value: string): readonly string[] {
  const kept = [value];
  for (const line of lines.toReversed()) {
    const name = line.slice(0, line.indexOf(" = "));
    if (kept.some((text) => new RegExp(`\\b${name}\\b`).test(text))) kept.unshift(line);
  }
  return kept.slice(0, -1);
}

/** The lines up to the last that assigns the learning rate which are needed for it. */
function neededLines(lines: readonly SyntaxLine[]): readonly SyntaxLine[] {
  const needed = new Set(["lr"]);
  const kept: SyntaxLine[] = [];
  for (const line of lines.toReversed()) {
    if (!needed.has(line.name)) continue;
    kept.unshift(line);
    for (const name of namesIn(line.expression)) needed.add(name);
  }
  return kept;
}

function namesIn(node: Syntax): readonly string[] {
  if (node.kind === "number") return [];
  return node.kind === "name" ? [node.name] : node.operands.flatMap(namesIn);
}

/** The number that an expression of known numbers is; null where it is not one. */
function constantOf(node: Syntax, context: Context): number | null {
  switch (node.kind) {
    case "number":
      return node.value;
    case "name":
      return context.locals.has(node.name) ? null : (context.numbers[node.name] ?? null);
    case "negation": {
      const value = constantOf(node.operands[0], context);
      return value === null ? null : -value;
    }
    case "binary": {
      const [left, right] = node.operands.map((operand) => constantOf(operand, context));
      return left === null || right === null ? null : (arithmetic[node.operator]?.(left, right) ?? null);
    }
    case "call": {
      if (node.name === "if") {
        const chosen = chosenBranch(node.operands, context);
        return chosen && constantOf(chosen, context);
      }
      const values = node.operands.map((operand) => constantOf(operand, context)).filter((value) => value !== null);
      return values.length === node.operands.length ? (functions[node.name]?.(...values) ?? null) : null;
    }
  }
}

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": (left, right) => left ** right,
};

const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  floor: Math.floor,
};

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
};

/** The branch of a choice that is always taken; null where the step decides. */
function chosenBranch([condition, yes, no]: readonly Syntax[], context: Context): Syntax | null {
  if (condition.kind !== "binary") return null;
  const [left, right] = condition.operands.map((operand) => constantOf(operand, context));
  const compare = comparisons[condition.operator];
  if (compare !== undefined && left !== null && right !== null) return compare(left, right) ? yes : no;
  const [first] = condition.operands;
  const isBelow = condition.operator === "<" && first.kind === "name" && first.name === "step";
  // No step is below 0.
  return isBelow && right !== null && right <= 0 ? no : null;
}

function wholeSteps(interval: number, { functions }: Dialect): string {
  return `${functions.floor}(step / ${interval})`;
}

/** LambdaLR multiplies the learning rate by it. */
function factorOf(expression: Syntax, text: Text, start: number, context: Context): string | null {
  if (expression.kind === "binary" && constantOf(expression.operands[0], context) === start) {
    const rest = spell(expression.operands[1], context);
    if (expression.operator === "*") return rest?.text ?? null;
    if (expression.operator === "/") return rest && `1 / ${wrap(rest, BINDING.negation)}`;
  }
  if (start === 0) return null;
  return `${wrap(text, BINDING.product)} / ${pythonFloat(start)}`;
}

interface Context {
  readonly dialect: Dialect;
  readonly locals: ReadonlySet<string>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly step: string;
  usesMath: boolean;
}

const BINDING = { choice: 0, comparison: 1, sum: 2, product: 3, negation: 4, power: 5, atom: 6 } as const;

interface Text {
  readonly text: string;
  readonly binding: number;
}

/** Null for what a function of the step does not know. */
function spell(node: Syntax, context: Context): Text | null {
  const constant = constantOf(node, context);
  if (constant !== null) {
    if (!Number.isFinite(constant)) return null;
    return { text: pythonNumber(constant), binding: constant < 0 ? BINDING.negation : BINDING.atom };
  }
  switch (node.kind) {
    case "number":
      return { text: pythonNumber(node.value), binding: BINDING.atom };
    case "name":
      return spellName(node.name, context);
    case "negation": {
      const operand = spell(node.operands[0], context);
      return operand && { text: `-${wrap(operand, BINDING.negation)}`, binding: BINDING.negation };
    }
    case "binary":
      return spellOperation(node.operator, node.operands, context);
    case "call":
      return spellCall(node.name, node.operands, context);
  }
}

function spellName(name: string, context: Context): Text | null {
  if (context.locals.has(name)) return { text: name, binding: BINDING.atom };
  if (name === "step") return { text: context.step, binding: BINDING.atom };
  if (name === "t") return { text: `${context.step} + 1`, binding: BINDING.sum };
  if (name === "pi") {
    context.usesMath = true;
    // Keras' and JAX' functions take Python's number.
    return context.dialect.functions.min === "min" ? atom("math.pi") : atom(pythonNumber(Math.PI));
  }
  return null;
}

function spellOperation(operator: string, operands: readonly [Syntax, Syntax], context: Context): Text | null {
  const [left, right] = operands.map((operand) => spell(operand, context));
  if (!left || !right) return null;
  const between = (binding: number, symbol: string): Text => ({
    text: `${wrap(left, binding)} ${symbol} ${wrap(right, binding + 1)}`,
    binding,
  });
  switch (operator) {
    case "+":
    case "-":
      return between(BINDING.sum, operator);
    case "*":
    case "/":
      return between(BINDING.product, operator);
    case "^":
      return { text: `${wrap(left, BINDING.atom)}**${wrap(right, BINDING.negation)}`, binding: BINDING.power };
    default:
      return between(BINDING.comparison, operator);
  }
}

function spellCall(name: string, operands: readonly Syntax[], context: Context): Text | null {
  const chosen = name === "if" ? chosenBranch(operands, context) : null;
  if (chosen !== null) return spell(chosen, context);
  const given = operands.map((operand) => spell(operand, context));
  if (!given.every((text) => text !== null)) return null;
  const { functions, choose } = context.dialect;
  const texts = given.map(({ text }) => text);
  if (name === "if") {
    // In Python a choice goes on as far to the right as it can.
    const isInline = functions.min === "min";
    const [condition, yes, no] = isInline ? [texts[0], wrap(given[1], BINDING.comparison), texts[2]] : texts;
    return { text: choose(condition, yes, no), binding: isInline ? BINDING.choice : BINDING.atom };
  }
  // Python's numbers are double, and what rounds others is a matter of their type.
  if (name === "float32" || name === "rounded") return given[0];
  if (name === "clamp") {
    return atom(`${functions.min}(${functions.max}(${texts[0]}, ${texts[1]}), ${texts[2]})`);
  }
  const called = functions[name];
  if (called === undefined || operands.length !== (name === "min" || name === "max" ? 2 : 1)) return null;
  if (called.startsWith("math.")) context.usesMath = true;
  return atom(`${called}(${texts.join(", ")})`);
}

function atom(text: string): Text {
  return { text, binding: BINDING.atom };
}

function wrap({ text, binding }: Text, least: number): string {
  return binding < least ? `(${text})` : text;
}

/**
 * A function of the step, as torch's schedulers take it.
 *
 * @param text an expression in the rule language
 * @returns null for what needs more than Python's own functions
 */
export function pythonLambda(text: string): string | null {
  const [line] = parseLines(`lr = ${text}`);
  const context: Context = { dialect: dialects.torch, locals: new Set(), numbers: {}, step: "step", usesMath: false };
  const spelled = spell(line.expression, context);
  return spelled === null || context.usesMath ? null : `lambda step: ${spelled.text}`;
}
