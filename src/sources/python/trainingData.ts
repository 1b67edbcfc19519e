import type { SyntaxNode } from "@lezer/common";
import type { OptimizerConfiguration } from "../configuration";
import type { ShadowedData, TrainingDataFacts, UnreachedLoss } from "../trainingDataFacts";
import { assignmentsOf } from "./assignments";
import { callArguments } from "./callArguments";
import { loopNames } from "./handWritten/loopVariables";
import { lastingFact } from "./lastingFact";
import { countedFrom, iterationOf, loopsAround } from "./loops";
import { moduleStatements } from "./moduleStatements";
import type { PythonSource } from "./pythonSource";
import type { Scopes } from "./scopes";
import { nodesWithin } from "./syntaxNodes";

/** Calls within one another that are looked into for what a loop goes over. */
const MAXIMUM_DEPTH = 5;

/** What a loop does that makes updates, by itself or by a function whose name says so. */
const training =
  /-=|(?<!\w)(?:train|update|fit)\w*\(|\.step\(|\.backward\(|apply_gradients\(|\.minimize\(|train_on_batch\(|GradientTape|\bgrad/;
/** What a loop does that differentiates a loss. */
const differentiating = /\.backward\(|GradientTape|value_and_grad/;

/** The configurations of a file with what its loops do with their data. */
export function withTrainingData(
  configurations: readonly OptimizerConfiguration[],
  source: PythonSource,
  scopes: Scopes,
): readonly OptimizerConfiguration[] {
  if (configurations.length === 0) return configurations;
  const trainingData = readTrainingData(source, scopes);
  if (trainingData.shadowed.length === 0 && trainingData.unreached.length === 0) return configurations;
  return configurations.map((configuration) => ({ ...configuration, trainingData }));
}

function readTrainingData(source: PythonSource, scopes: Scopes): TrainingDataFacts {
  const statements = moduleStatements(source).filter((statement) => mayTrain(statement, source));
  const loops = nodesWithin(statements, "for").flatMap(({ parent }) =>
    parent?.name === "ForStatement" ? [parent] : [],
  );
  return {
    shadowed: loops.flatMap((loop) => shadowedBy(loop, source) ?? []),
    unreached: loops.flatMap((loop) => unreachedIn(loop, source, scopes) ?? []),
  };
}

/** Whether a statement of the module has the words of a loop that makes updates. */
const mayTrain = lastingFact(({ outline, node }, source: PythonSource) => {
  if (!outline.kinds.has("ForStatement")) return false;
  const text = source.textOf(node);
  return training.test(text) || differentiating.test(text);
});

function shadowedBy(loop: SyntaxNode, source: PythonSource): ShadowedData | null {
  const [outer] = loopsAround(loop);
  const over = iterationOf(loop)?.over;
  const body = loop.getChild("Body");
  if (outer === undefined || over === undefined || body === null || !training.test(source.textOf(body))) return null;
  const data = goneOver(over, source);
  const names = loopNames(loop, source).filter(
    (name) => data.includes(name) && !isGivenAnew(name, outer, loop, source),
  );
  const [first] = names;
  if (first === undefined) return null;
  const places: ShadowedData["places"][number][] = [];
  loop.cursor().iterate(({ name, node }) => {
    const isInOver = node.from >= over.from && node.to <= over.to;
    if (name === "VariableName" && !isInOver && names.includes(source.textOf(node)))
      places.push({ name: source.textOf(node), range: source.rangeOf(node) });
  });
  const start = places[0].range;
  const variables = places.filter(
    ({ range }) => range.line === start.line && range.column < source.rangeOf(over).column,
  );
  const end = variables.at(-1)?.range ?? start;
  return { names, range: { ...start, endLine: end.endLine, endColumn: end.endColumn }, places };
}

/** The variables that a loop goes over, also within `zip` and `enumerate`. */
function goneOver(over: SyntaxNode, source: PythonSource, depth = 0): readonly string[] {
  if (over.name === "VariableName") return [source.textOf(over)];
  const callee = over.name === "CallExpression" ? over.firstChild : null;
  if (
    callee === null ||
    depth > MAXIMUM_DEPTH ||
    !/^(?:zip|enumerate|list|tqdm|tqdm\.tqdm)$/.test(source.textOf(callee))
  )
    return [];
  return callArguments(over, source).flatMap(({ value }) => (value ? goneOver(value, source, depth + 1) : []));
}

/** Whether the loop around gives a name its value again before the inner loop goes over it. */
function isGivenAnew(name: string, outer: SyntaxNode, inner: SyntaxNode, source: PythonSource): boolean {
  if (outer.name === "ForStatement" && loopNames(outer, source).includes(name)) return true;
  let isGiven = false;
  outer.cursor().iterate(({ name: kind, node }) => {
    if (node.from >= inner.from && node.to <= inner.to) return false;
    if (kind === "AssignStatement")
      isGiven ||= assignmentsOf(node).some(({ target }) => source.textOf(target) === name);
    if (kind === "ForStatement" && node.from !== outer.from) isGiven ||= loopNames(node, source).includes(name);
    return !isGiven;
  });
  return isGiven;
}

function unreachedIn(loop: SyntaxNode, source: PythonSource, scopes: Scopes): UnreachedLoss | null {
  const over = iterationOf(loop)?.over;
  const body = loop.getChild("Body");
  if (over === undefined || body === null || !differentiating.test(source.textOf(body))) return null;
  const [enumerated] = /^enumerate\(/.test(source.textOf(over)) ? callArguments(over, source) : [{ value: over }];
  const counted = enumerated?.value ?? over;
  if (countedFrom(counted, scopes.scopeOf(loop), source) !== null || /^t?range\(/.test(source.textOf(counted)))
    return null;
  const batch = loopNames(loop, source).filter((name) => !isCounter(name));
  if (batch.length === 0) return null;
  const outputs = symbolicOutputs(body, source);
  if (outputs !== null) return { outputs: outputs.facts, batch, range: source.rangeOf(outputs.node) };
  const isData = batch.length > 1 || /^(?:batch\w*|data|inputs?|images?|x\w*|X\w*|sample\w*)$/.test(batch[0]);
  if (!isData || !worksOutLoss(body, source) || readsAny(batch, body, source) || nestsLoop(body)) return null;
  return { outputs: null, batch, range: source.rangeOf(over) };
}

function isCounter(name: string): boolean {
  return /^(?:_\w*|epochs?|[ijkt]|steps?|it|iter\w*|idx|index|batch_?(?:idx|i|no|num|id|index)|n|trial|seed|round)$/i.test(
    name,
  );
}

function readsAny(names: readonly string[], body: SyntaxNode, source: PythonSource): boolean {
  let reads = false;
  body.cursor().iterate(({ name, node }) => {
    if (name === "VariableName") reads ||= names.includes(source.textOf(node));
    if (name === "FormatString") reads ||= names.some((own) => source.textOf(node).includes(own));
    return !reads;
  });
  return reads || /\b(?:locals|vars|next|iter)\(/.test(source.textOf(body));
}

/** Whether a loop gives a value to what it differentiates: the rest of a loop that is left out may read anything. */
function worksOutLoss(body: SyntaxNode, source: PythonSource): boolean {
  const text = source.textOf(body);
  const loss = /(?<![\w.])(\w+)\.backward\(|\.backward\((\w+)|\.gradient\(\s*(\w+)/.exec(text);
  const name = loss?.[1] ?? loss?.[2] ?? loss?.[3];
  return name !== undefined && new RegExp(`^\\s*${name} *=(?!=)`, "m").test(text);
}

function nestsLoop(body: SyntaxNode): boolean {
  let nests = false;
  body.cursor().iterate(({ name }) => {
    nests ||= name === "ForStatement" || name === "WhileStatement";
    return !nests;
  });
  return nests;
}

/** `model.outputs` of a model that the loop calls nowhere and gives no other value: the tensors that it was built with. */
function symbolicOutputs(
  body: SyntaxNode,
  source: PythonSource,
): { readonly node: SyntaxNode; readonly facts: NonNullable<UnreachedLoss["outputs"]> } | null {
  const text = source.textOf(body);
  let found: SyntaxNode | null = null;
  body.cursor().iterate(({ name, node }) => {
    if (found !== null || name !== "MemberExpression") return found === null;
    const [, model, attribute] = /^(\w+)\.(outputs?)$/.exec(source.textOf(node)) ?? [];
    if (attribute === undefined || !isArgument(node)) return true;
    // A layer of a program's own may keep what it last gave.
    const isUsed = new RegExp(
      `(?<![\\w.])${model}(?:\\.\\w+)*\\(|(?<![\\w.])${model}\\b[^=\\n]*=(?!=)|\\b(?:for|as) ${model}\\b`,
    ).test(text);
    if (!isUsed) found = node;
    return found === null;
  });
  const node = found as SyntaxNode | null;
  return node && { node, facts: { text: source.textOf(node), model: source.textOf(node.firstChild ?? node) } };
}

/** Whether a node stands in the arguments of a call, or in a difference. */
function isArgument(node: SyntaxNode): boolean {
  return node.parent?.name === "ArgList" || node.parent?.name === "BinaryExpression";
}
