import type { SyntaxNode } from "@lezer/common";
import { pythonWords } from "../arguments/languageWords";
import type { SourceReading } from "../configuration";
import { readDeepspeed } from "../json/readDeepspeed";
import { typedNode } from "../json/typedNode";
import { type ConfigurationNode, type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { callArguments } from "./callArguments";
import { statementsCalling } from "./callingStatements";
import { dictionaryItems } from "./dictionaryItems";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import { type Scope, type Scopes, soleAssignment } from "./scopes";
import { nodesWithin } from "./syntaxNodes";

/** Dictionaries nested deeper are not read. */
const MAXIMUM_DEPTH = 16;

const isInitialization = (path: string) => path === "deepspeed.initialize";

const initializing = statementsCalling(isInitialization);

/** What DeepSpeed's engine makes of the dictionaries that `deepspeed.initialize(config=…)` is given, where it is given no optimizer besides. */
export function readDeepspeedConfigurations(source: PythonSource, scopes: Scopes): readonly SourceReading[] {
  const readings: SourceReading[] = [];
  const seen = new Set<number>();
  const statements = initializing(source, scopes.module);
  for (const node of nodesWithin(statements, "CallExpression")) {
    if (node.firstChild === null) continue;
    const scope = scopes.scopeOf(node);
    if (!resolvePaths(node.firstChild, scope, source)?.some(isInitialization)) continue;
    const given = callArguments(node, source);
    const named = (...names: readonly string[]) => given.find((each) => names.includes(each.name ?? ""))?.value ?? null;
    const optimizer = named("optimizer");
    const config = named("config", "config_params");
    if (config === null || (optimizer !== null && optimizer.name !== "None")) continue;
    const dictionary = dictionaryOf(config, scope, source);
    if (dictionary === null || seen.has(dictionary.node.from)) continue;
    seen.add(dictionary.node.from);
    readings.push(readDictionary(dictionary.node, dictionary.scope, source));
  }
  return readings;
}

/** The dictionary that an expression is, or stands for as a variable that is assigned it once. */
function dictionaryOf(
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): { readonly node: SyntaxNode; readonly scope: Scope } | null {
  if (expression.name === "DictionaryExpression") return { node: expression, scope };
  if (expression.name !== "VariableName") return null;
  const assignment = soleAssignment(source.textOf(expression), scope);
  return assignment?.value.name === "DictionaryExpression" ? { node: assignment.value, scope: assignment.home } : null;
}

function readDictionary(dictionary: SyntaxNode, scope: Scope, source: PythonSource): SourceReading {
  const unread = new Set<ConfigurationNode>();
  const loading: Loading = {
    words: pythonWords,
    load(entry) {
      if (unread.has(entry.value)) return { unread: null };
      const isAuto = entry.value.kind === "scalar" && entry.value.value === "auto";
      return isAuto ? { unread: null } : { value: typedNode(entry.value), range: placeOf(entry) };
    },
  };
  return readDeepspeed(mappingOf(dictionary, scope, source, unread, 0), loading);
}

/** @param unread takes the values that only running the program would tell */
function mappingOf(
  dictionary: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  unread: Set<ConfigurationNode>,
  depth: number,
): MappingNode {
  const entries = dictionaryItems(dictionary, source).flatMap(({ name, key, value }): readonly MappingEntry[] => {
    if (value === null) return [];
    const keyRange = source.rangeOf(key);
    const end = source.rangeOf(value);
    const range = { ...keyRange, endLine: end.endLine, endColumn: end.endColumn };
    return [{ key: name, keyRange, value: nodeOf(value, scope, source, unread, depth), range }];
  });
  return { kind: "mapping", entries, range: source.rangeOf(dictionary) };
}

function nodeOf(
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  unread: Set<ConfigurationNode>,
  depth: number,
): ConfigurationNode {
  const inner = depth < MAXIMUM_DEPTH ? dictionaryOf(expression, scope, source) : null;
  if (inner !== null) return mappingOf(inner.node, inner.scope, source, unread, depth + 1);
  const range = source.rangeOf(expression);
  if (expression.name === "ArrayExpression" || expression.name === "TupleExpression") {
    const items = childrenOf(expression).filter(({ name }) => !["[", "]", "(", ")", ","].includes(name));
    return listOf(
      items.map((item) => nodeOf(item, scope, source, unread, depth + 1)),
      range,
      unread,
    );
  }
  const located = readValue(expression, scope, source);
  const value = located?.value;
  const isScalar = value !== undefined && value.type !== "sequence" && value.type !== "mapping";
  const place = isScalar && located !== null && located.source === source ? source.rangeOf(located.node) : range;
  const scalar: ConfigurationNode = {
    kind: "scalar",
    value: isScalar ? value.value : null,
    range: place,
    source: source.textOf(expression),
    offset: expression.from,
  };
  if (!isScalar) unread.add(scalar);
  return scalar;
}

function listOf(
  items: readonly ConfigurationNode[],
  range: ConfigurationNode["range"],
  unread: Set<ConfigurationNode>,
): ConfigurationNode {
  const list: ConfigurationNode = { kind: "list", items, range };
  if (items.some((item) => unread.has(item))) unread.add(list);
  return list;
}
