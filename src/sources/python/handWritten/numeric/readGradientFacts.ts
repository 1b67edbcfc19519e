import type { SyntaxNode } from "@lezer/common";
import type { SourceRange } from "../../../configuration";
import type { GradientFacts, LossFacts, ResidualFacts, SignPlace } from "../../../handWrittenFacts";
import { madeOf, type NodeIndex } from "../../../numericProgram";
import { assignmentsOf } from "../../assignments";
import { indexOf } from "../../fileIndex";
import { functionParameters } from "../../functionParameters";
import { moduleStatements } from "../../moduleStatements";
import { childrenOf, type PythonSource } from "../../pythonSource";
import { leavesOf } from "../arithmetic";
import { isLoss } from "../customs";
import type { Iteration } from "../iteration";
import { placeOf } from "../place";
import type { Surroundings } from "../surroundings";
import type { TranslatedUpdate } from "../translateUpdate";
import type { Write } from "../write";
import { ProgramBuilder } from "./programBuilder";
import { runIteration } from "./runIteration";
import { type Environment, keyOf, type SymbolicContext, SymbolicReading } from "./symbolicReading";

/** Losses that are compared with at most. */
const MAXIMUM_LOSSES = 4;

/** A number of samples by its name: positive whatever it is. */
const isCount = (name: string) =>
  /^(?:[nmNMtijk]|epochs?|step|it(?:er|eration)?|(?:num|n)_?\w*|batch_?size|bs|count|size|\w*_?len(?:gth)?)$/.test(
    name,
  );

/**
 * What the gradient of an update is made of, so that it can be compared with a loss: null where the text does not tell.
 *
 * @param updates statements of the iteration that update parameters: what they write stands for itself throughout
 */
export function readGradientFacts(
  write: Write,
  translated: TranslatedUpdate,
  iteration: Iteration,
  updates: readonly SyntaxNode[],
  surroundings: Surroundings,
  source: PythonSource,
): GradientFacts | null {
  const builder = new ProgramBuilder();
  const parameterNode = leavesOf(write.value).find(
    (leaf) => leaf.kind === "place" && leaf.place.key === write.place.key,
  )?.node;
  if (parameterNode === undefined) return null;
  const parameter = keyOf(parameterNode, source);
  const names: Environment = new Map([[parameter, builder.input(parameter, "parameter")]]);
  const { place: rate, literal } = translated.rate;
  const context: SymbolicContext = { source, builder, names, outside, takesAnything: false };
  const reading = new SymbolicReading(context);
  const losses: LossFacts[] = [];
  let change: NodeIndex | null = null;
  let gradient: NodeIndex | null = null;

  runIteration(iteration.body, write.statement, reading, context, (statement, own) => {
    const isUpdate = statement.from === write.statement.from;
    if (isUpdate) {
      const at = nodeBetween(translated.gradient.from, translated.gradient.to, source);
      gradient = names.get(translated.gradient.name) ?? (at === null ? null : reading.read(at, own));
      change = changeOf(statement, own);
    }
    const isLossAlone = noteLosses(statement, own);
    if (isUpdate && statement.name === "AssignStatement") {
      for (const { target } of assignmentsOf(statement)) reading.give(target, names.get(parameter) ?? null, own);
    }
    return isLossAlone || isUpdate || movesRate(statement) || updates.some(({ from }) => from === statement.from);
  });
  noteDefinedLosses();
  const sources = [change, gradient].filter((node) => node !== null);
  if (sources.length === 0) return null;
  return {
    parameter,
    program: { nodes: builder.nodes },
    change: translated.lines.length === 1 && translated.starts.length === 0 ? change : null,
    gradient: translated.gradient.isNegated ? null : gradient,
    gradientPlace: {
      name: translated.gradient.name,
      range: rangeBetween(translated.gradient.from, translated.gradient.to, source),
    },
    losses: losses.slice(0, MAXIMUM_LOSSES),
    residuals: residualsOf(sources, builder, source),
    statement: source.rangeOf(write.statement),
    sign: signOf(write.statement, parameter, source),
    isConditional: write.guards.length > 0,
  };

  function outside(key: string, node: SyntaxNode): NodeIndex | null {
    const place = placeOf(node, new Map(), source);
    if (place !== null && place.key === rate?.key) return builder.input(key, "rate");
    const own = iteration.writes.filter((other) => other.place.key === place?.key);
    // What is given its value further down holds that of the round before; other parameters stand still for this one.
    const isParameter = own.some(({ statement }) => updates.some(({ from }) => from === statement.from));
    if (own.length > 0 && !isParameter) return null;
    const number = place === null ? undefined : surroundings.numberAt(place, iteration.before)?.value;
    if (isCount(place?.name ?? "")) return builder.input(key, "count");
    if (typeof number === "number") return builder.number(number);
    return builder.input(key, "data");
  }

  function movesRate(statement: SyntaxNode): boolean {
    return iteration.writes.some((other) => other.place.key === rate?.key && other.statement.from === statement.from);
  }

  /** What an update adds to its parameter, its literal learning rate as an input. */
  function changeOf(statement: SyntaxNode, own: Environment): NodeIndex | null {
    const before = names.get(parameter) ?? null;
    const withRate = literal === null ? null : source.textOf(literal);
    if (withRate !== null && !/^[\d.e-]+$/i.test(withRate)) return null;
    if (statement.name === "UpdateStatement") {
      const [, operator, value] = childrenOf(statement);
      const symbol = source.textOf(operator);
      const by = value === undefined ? null : reading.read(value, own);
      return symbol === "+=" ? by : symbol === "-=" ? builder.operation("negative", [by]) : null;
    }
    if (statement.name !== "AssignStatement") return null;
    const { value } = assignmentsOf(statement).find(({ target }) => isTarget(target)) ?? { value: null };
    return value && builder.operation("-", [reading.read(value, own), before]);
  }

  function isTarget(target: SyntaxNode): boolean {
    const key = keyOf(target, source);
    return key === parameter || /new|next|updated/.test(key);
  }

  /**
   * Losses that a statement works out: `loss = …`, and calls of functions that are named so.
   *
   * @returns whether it does nothing else, and is taken over
   */
  function noteLosses(statement: SyntaxNode, own: Environment): boolean {
    const [only, ...others] = statement.name === "AssignStatement" ? assignmentsOf(statement) : [];
    if (only?.value && others.length === 0 && only.target.name === "VariableName") {
      const name = source.textOf(only.target);
      const { value, target } = only;
      // A residual is named an error, too, and is then part of the gradient.
      const isError = /err/i.test(name);
      if (isLoss(name)) {
        const node = isError ? reading.read(value, own) : builder.withoutPlaces(() => reading.read(value, own));
        note(target, value, node);
        reading.give(target, node, own);
        return true;
      }
    }
    statement.cursor().iterate(({ name, node }) => {
      if (name !== "CallExpression" || node.firstChild === null) return;
      const called = source.textOf(node.firstChild).replace(/^self\./, "");
      if (!isLossFunction(called)) return;
      note(
        node.firstChild,
        node,
        builder.withoutPlaces(() => reading.read(node, own)),
      );
    });
    return false;
  }

  function note(named: SyntaxNode, value: SyntaxNode, node: NodeIndex | null): void {
    if (node === null || !builder.depends(node) || losses.some((loss) => loss.node === node)) return;
    losses.push({ node, name: source.textOf(named), range: source.rangeOf(value) });
  }

  /** Functions that are named as losses and take the parameter by its name, whether or not the loop calls them. */
  function noteDefinedLosses(): void {
    const names = moduleStatements(source).flatMap(({ outline }) => [...outline.definitions].filter(isLossFunction));
    for (const name of new Set(names)) {
      const [only, ...others] = indexOf(source).definitions.get(name) ?? [];
      if (only === undefined || others.length > 0 || only.name !== "FunctionDefinition") continue;
      const { parameters, takesMore } = functionParameters(only, source);
      if (takesMore || !parameters.some((it) => it.name === parameter)) continue;
      const title = only.getChild("VariableName") ?? only;
      note(
        title,
        title,
        builder.withoutPlaces(() => reading.readDefinition(only)),
      );
    }
  }
}

function isLossFunction(name: string): boolean {
  return (
    isLoss(name) || /^(?:compute_|calculate_|calc_|get_)?(?:cost|loss|mse|J)(?:_?(?:function|func|fn))?$/i.test(name)
  );
}

/** Differences of what depends on the parameter and what does not, of which a gradient is made. */
function residualsOf(
  sources: readonly NodeIndex[],
  builder: ProgramBuilder,
  source: PythonSource,
): readonly ResidualFacts[] {
  const made = new Set(sources.flatMap((node) => [...madeOf(builder, node)]));
  return [...made].flatMap((index): ResidualFacts[] => {
    const node = builder.nodes[index];
    if (node.kind !== "operation" || node.name !== "-") return [];
    const [left, right] = node.operands;
    if (builder.depends(left) === builder.depends(right)) return [];
    const [prediction, target] = builder.depends(left) ? [left, right] : [right, left];
    // The update itself is a difference, too, whose one side holds the learning rate.
    const holdsRate = [...madeOf(builder, target)].some((at) => {
      const part = builder.nodes[at];
      return part.kind === "input" && part.role === "rate";
    });
    if (holdsRate) return [];
    return [{ node: index, prediction, target, ...placesOf(index, builder, source) }];
  });
}

/** Where a difference stands with its sides, if they can change places as they are written. */
function placesOf(
  index: NodeIndex,
  builder: ProgramBuilder,
  source: PythonSource,
): { readonly range: SourceRange; readonly left: SourceRange; readonly right: SourceRange } | Record<string, never> {
  const node = builder.placeOf(index);
  const [left, , right] = node === undefined ? [] : childrenOf(node);
  if (node === undefined || right === undefined) return {};
  const isSum = ({ name, firstChild }: SyntaxNode) =>
    name === "BinaryExpression" &&
    firstChild !== null &&
    /^[-+]$/.test(source.textOf(firstChild.nextSibling ?? firstChild));
  if (isSum(left) || isSum(right)) return {};
  return { range: source.rangeOf(node), left: source.rangeOf(left), right: source.rangeOf(right) };
}

/** The sign with which a statement adds its change. */
function signOf(statement: SyntaxNode, parameter: string, source: PythonSource): SignPlace | null {
  if (statement.name === "UpdateStatement") {
    const operator = childrenOf(statement)[1];
    const text = source.textOf(operator);
    const opposite = text === "-=" ? "+=" : text === "+=" ? "-=" : null;
    return opposite && { range: source.rangeOf(operator), text, opposite };
  }
  if (statement.name !== "AssignStatement") return null;
  for (const { value } of assignmentsOf(statement)) {
    if (value?.name !== "BinaryExpression") continue;
    const [left, operator, right] = childrenOf(value);
    if (right === undefined || keyOf(left, source) !== parameter) continue;
    const text = source.textOf(operator);
    const opposite = text === "-" ? "+" : text === "+" ? "-" : null;
    if (opposite !== null) return { range: source.rangeOf(operator), text, opposite };
  }
  return null;
}

/** The node that stands from one place to another; null where none does. */
function nodeBetween(from: number, to: number, source: PythonSource): SyntaxNode | null {
  for (let node: SyntaxNode | null = source.tree.resolveInner(from, 1); node !== null; node = node.parent) {
    if (node.from === from && node.to === to) return node;
    if (node.from < from || node.to > to) return null;
  }
  return null;
}

function rangeBetween(from: number, to: number, source: PythonSource): SourceRange {
  const start = source.rangeOf(source.tree.resolveInner(from, 1));
  const end = source.rangeOf(source.tree.resolveInner(to, -1));
  return { line: start.line, column: start.column, endLine: end.endLine, endColumn: end.endColumn };
}
