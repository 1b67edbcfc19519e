import type { SyntaxNode } from "@lezer/common";
import { namesIn, renameNames } from "../../../core/rule/renameNames";
import { parseRule, type Rule } from "../../../core/rule/rule";
import { RuleError } from "../../../core/rule/ruleError";
import { OPTIMIZER_INPUTS } from "../../../core/simulation/ruleInputs";
import type { HandWrittenUpdate, OptimizerConfiguration, ReadValue, SourceRange } from "../../configuration";
import { OWN_RULE } from "../../ownRule";
import { namedFact } from "../lastingFact";
import { type ModuleStatement, moduleStatements } from "../moduleStatements";
import type { PythonSource } from "../pythonSource";
import { acceptedValue, readValue } from "../pythonValue";
import type { Scopes } from "../scopes";
import { nodesWithin } from "../syntaxNodes";
import { type Arithmetic, leavesOf } from "./arithmetic";
import { isLoss, isNoParameter, isSurelyGradient, isSurelyRate } from "./customs";
import { isConvincing } from "./evidence";
import { readFacts } from "./facts/readFacts";
import { mayHaveRate } from "./findRate";
import { createIterations, type Iteration } from "./iteration";
import { knownForm } from "./knownForm";
import { isMasked } from "./maskedWrites";
import { mayHoldUpdate } from "./mayHoldUpdate";
import { type RateSchedule, readRateSchedule } from "./rateSchedule";
import { collectSurroundings, type Surroundings } from "./surroundings";
import { type TranslatedUpdate, translateUpdate } from "./translateUpdate";
import { changeOf } from "./updateForm";
import type { Write } from "./write";

/** Updates that are looked at in one file; more are no program that anyone wrote. */
const MAXIMUM_CANDIDATES = 300;

/** An update that is an optimizer's, with where it was found. */
export interface FoundUpdate {
  readonly write: Write;
  readonly iteration: Iteration;
  readonly translated: TranslatedUpdate;
}

/**
 * Finds the optimizers that a program spells out itself: loops, or functions that they call, in which a parameter is moved along a gradient by a learning
 * rate, `theta -= lr * gradient`, also through averages as momentum and Adam keep them. The statements are translated to a rule.
 *
 * An update is taken for an optimizer's where all of this is so:
 * - The file imports a library of arrays, and the update stands in a loop, or in a function or method that makes one update.
 * - It leaves the parameter as it was, or shrunk by a share, plus or minus a product with a learning rate.
 * - The rate and the gradient go by the field's names (`customs.ts`), or the gradient is what an automatic differentiation gives: one of the two
 *   surely, and the other at least perhaps. An expression of the data stands for a gradient only if it depends on the parameter,
 *   beside a sure learning rate or a parameter that is named as one.
 * - Everything that it depends on in the iteration is arithmetic that the rule language has.
 */
export function readHandWritten(source: PythonSource, scopes: Scopes): readonly OptimizerConfiguration[] {
  if (!importsArrays(source, scopes)) return [];
  const iterationOf = createIterations(source, scopes);
  const candidates = candidateStatements(source, scopes, iterationOf);
  if (candidates.length === 0) return [];
  const surroundings = collectSurroundings(source, scopes);
  const found = candidates.slice(0, MAXIMUM_CANDIDATES).flatMap((statement): readonly FoundUpdate[] => {
    const iteration = iterationOf(statement);
    if (iteration === null) return [];
    return movesOf(statement, iteration).flatMap((write) => {
      const translated = translateUpdate(write, iteration, surroundings, source);
      if (translated === null || !isConvincing(translated, iteration, surroundings, source)) return [];
      if (translated.lines.some((line) => isMasked(line.statement, iteration.scope, source))) return [];
      return [{ write, iteration, translated }];
    });
  });
  const outermost = found.filter((update) => !found.some((other) => isPartOf(update, other)));
  return groupsOf(outermost).flatMap((group) => {
    const configuration = configurationOf(group, surroundings, source);
    if (configuration?.handWritten === undefined) return [];
    const facts = readFacts(group, outermost, surroundings, source);
    return [{ ...configuration, handWritten: { ...configuration.handWritten, facts } }];
  });
}

/** Libraries in whose arrays parameters are kept. */
const arrayLibraries: ReadonlySet<string> = new Set([
  "numpy",
  "torch",
  "tensorflow",
  "jax",
  "autograd",
  "cupy",
  "mxnet",
  "keras",
  "mindspore",
  "paddle",
  "tinygrad",
  "mlx",
]);

function importsArrays(source: PythonSource, scopes: Scopes): boolean {
  const { bindings, stars } = scopes.scopeOf(source.tree.topNode);
  const paths = [
    ...stars.map(({ module }) => module),
    ...[...bindings.values()].flatMap((all) =>
      all.flatMap((binding) => (binding.kind === "import" ? [binding.path] : [])),
    ),
  ];
  return paths.some((path) => arrayLibraries.has(path.split(".", 1)[0]));
}

type IterationSearch = (statement: SyntaxNode) => Iteration | null;

/** Statements that may move a parameter. */
function candidateStatements(
  source: PythonSource,
  { module }: Scopes,
  iterationOf: IterationSearch,
): readonly SyntaxNode[] {
  const isRateGiven = [...module.bindings.keys()].some(isSurelyRate);
  return moduleStatements(source)
    .filter((statement) => mayHoldUpdate(statement, isRateGiven))
    .filter((statement) => mayMove(statement, module, { source, iterationOf }))
    .flatMap((statement) => changesWithin(statement, source));
}

/**
 * Whether a statement of the module has a change of what may be a parameter, by what may be a learning rate. Where it asks a dictionary with `get`, that
 * depends on the number which is given for what the dictionary does not have.
 */
const mayMove = namedFact(
  (
    statement,
    { source, iterationOf }: { readonly source: PythonSource; readonly iterationOf: IterationSearch },
  ): boolean =>
    statement.outline.attributes.has("get") ||
    changesWithin(statement, source).some((change) => {
      const iteration = iterationOf(change);
      return iteration !== null && movesOf(change, iteration).some((write) => mayHaveRate(write, iteration));
    }),
);

/** What a statement moves by something: each may be a parameter. */
function movesOf(statement: SyntaxNode, { writes }: Iteration): readonly Write[] {
  return writes.filter((write) => {
    const { name } = write.place;
    if (write.statement.from !== statement.from || write.isInitial) return false;
    return !isNoParameter(name) && !isSurelyGradient(name, "") && changeOf(write) !== null;
  });
}

function changesWithin(statement: ModuleStatement, source: PythonSource): readonly SyntaxNode[] {
  const nodes = nodesWithin(
    [statement],
    "UpdateStatement",
    "AssignStatement",
    "ReturnStatement",
    "ExpressionStatement",
  );
  return nodes.filter((node) => mayUpdate(node, source));
}

function mayUpdate(node: SyntaxNode, source: PythonSource): boolean {
  switch (node.name) {
    case "UpdateStatement":
      return /[-+]=/.test(source.textOf(node));
    case "AssignStatement":
    case "ReturnStatement":
      return /[-+]/.test(source.textOf(node));
    case "ExpressionStatement":
      return /(?:sub_|add_|div_|copy_|assign\w*)\(/.test(source.textOf(node));
    default:
      return false;
  }
}

/** Whether what an update moves is a state of another: `v` in `v -= lr * grad` and `w += v`. */
function isPartOf({ write, iteration }: FoundUpdate, other: FoundUpdate): boolean {
  return (
    other.iteration === iteration &&
    other.translated.parameter.key !== write.place.key &&
    other.translated.lines.some(
      ({ statement }) => statement.from === write.statement.from && statement.to === write.statement.to,
    ) &&
    // Two updates can share a statement: `w, b = w - lr * dw, b - lr * db`.
    other.write.statement.from !== write.statement.from
  );
}

/** Updates of one form that are made together, for several parameters, are one optimizer. */
function groupsOf(updates: readonly FoundUpdate[]): readonly (readonly FoundUpdate[])[] {
  const groups = new Map<string, FoundUpdate[]>();
  for (const update of updates) {
    const key = JSON.stringify([
      update.iteration.body.from,
      update.write.guards.map(({ condition, holds }) => [condition.from, holds]),
      formOf(update),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [update]);
    else group.push(update);
  }
  return [...groups.values()];
}

/** The rule with its names numbered, and the numbers that it reads. */
function formOf({ translated }: FoundUpdate): unknown {
  const text = textOf(translated);
  const own = [...namesIn(text)].filter((name) => !["p", "g", ...OPTIMIZER_INPUTS].includes(name));
  const numbered = renameNames(text, (name) => (own.includes(name) ? `n${own.indexOf(name)}` : name));
  const values = own.map((name) => translated.hyperparameters.get(name)?.value ?? null);
  return [numbered, values, translated.rate.place?.key ?? null];
}

function textOf({ starts, lines }: TranslatedUpdate): string {
  return [...starts, ...lines.map(({ name, text }) => `${name} = ${text}`)].join("\n");
}

function configurationOf(
  [first]: readonly FoundUpdate[],
  surroundings: Surroundings,
  source: PythonSource,
): OptimizerConfiguration | null {
  const { write, iteration, translated } = first;
  const { hyperparameters, unresolved: unread } = translated;
  const text = textOf(translated);
  const scalars = [
    ...OPTIMIZER_INPUTS,
    ...hyperparameters.keys(),
    ...unread.filter((name) => !isAssigned(name, translated)),
  ];
  const rule = ruleOf(text, scalars);
  if (rule === null) return null;
  const range = source.rangeOf(write.statement);
  const rate = readRate(first, surroundings, source);
  // A length that every step works out anew is a solver's, unless it stands at what is surely a gradient.
  if (rate.schedule === null && rate.issues.length > 0 && translated.gradient.evidence !== "sure") return null;
  const { place } = translated.rate;
  const rateName = place?.name ?? "lr";
  const numbers = Object.fromEntries(
    scalars
      .filter((name) => !(OPTIMIZER_INPUTS as readonly string[]).includes(name))
      .map((name) => [name, numberOf(hyperparameters.get(name))]),
  );
  const unresolved = [
    ...(rate.start === null ? [rateName] : []),
    ...unread,
    ...(rate.schedule === null && rate.issues.length > 0 ? ["schedule"] : []),
  ];
  return {
    framework: "native",
    optimizer: OWN_RULE,
    name: null,
    range,
    hyperparameters: {
      ...(rate.start === null ? {} : { [rateName]: rate.start }),
      ...Object.fromEntries(hyperparameters),
    },
    schedule: rate.schedule,
    clipping: null,
    groups: [],
    unresolved,
    issues: rate.issues,
    rule: { text, line: range.line, error: null },
    handWritten: handWrittenOf(first, rateName, knownForm(rule, numbers), iteration, source),
    simulation: {},
  };
}

/** A number that is not known may be any for telling one form from another. */
const ANY_NUMBER = 0.37;

function numberOf(read: ReadValue | undefined): number {
  return typeof read?.value === "number" ? read.value : ANY_NUMBER;
}

function isAssigned(name: string, { lines }: TranslatedUpdate): boolean {
  return lines.some((line) => line.name === name);
}

function ruleOf(text: string, scalars: readonly string[]): Rule | null {
  try {
    return parseRule(text, { scalars, vectors: ["p", "g"] });
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

function readRate(
  { write, iteration, translated }: FoundUpdate,
  surroundings: Surroundings,
  source: PythonSource,
): RateSchedule {
  const { place, literal } = translated.rate;
  if (place !== null) return readRateSchedule(place, write.place, write, iteration, surroundings, source);
  const value = literal && readValue(literal, iteration.scope, source);
  const number = value?.value.value;
  return {
    start: value && typeof number === "number" ? acceptedValue(number, value) : null,
    schedule: null,
    issues: [],
  };
}

function handWrittenOf(
  { write, translated }: FoundUpdate,
  learningRate: string,
  form: string | null,
  iteration: Iteration,
  source: PythonSource,
): HandWrittenUpdate {
  const { gradient, lines, starts } = translated;
  const statement = source.rangeOf(write.statement);
  const isParameter = (leaf: Arithmetic) => leaf.kind === "place" && leaf.place.key === write.place.key;
  const parameter = leavesOf(write.value).find(isParameter)?.node ?? write.statement;
  const loss = lossOf(iteration);
  return {
    form,
    learningRate,
    parameter: { name: source.textOf(parameter), range: source.rangeOf(parameter) },
    gradient: {
      name: gradient.name,
      range: rangeBetween(gradient.from, gradient.to, source),
      isNegated: gradient.isNegated,
    },
    loss: loss === undefined ? null : { name: loss.place.name, range: source.rangeOf(loss.value.node) },
    statements: [...starts.map((): SourceRange => statement), ...lines.map((line) => source.rangeOf(line.statement))],
  };
}

/** The loss that an iteration works out; what is called an error is one only as a mean or a sum. */
function lossOf({ writes, outerWrites }: Iteration): Write | undefined {
  const named = [...writes, ...outerWrites].filter(({ place, value }) => isLoss(place.name) && value.kind !== "number");
  const isError = ({ place }: Write) => /err/i.test(place.name);
  const isReduced = ({ value }: Write) => value.kind === "function";
  return named.find((write) => !isError(write)) ?? named.find(isReduced);
}

/** The range of a part of the text, which need not be a node of its own. */
function rangeBetween(from: number, to: number, source: PythonSource): SourceRange {
  const start = source.rangeOf(source.tree.resolveInner(from, 1));
  const end = source.rangeOf(source.tree.resolveInner(to, -1));
  return { line: start.line, column: start.column, endLine: end.endLine, endColumn: end.endColumn };
}
