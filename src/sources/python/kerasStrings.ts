import type { SyntaxNode } from "@lezer/common";
import { findOptimizer } from "../catalogue/findEntry";
import { callArguments, type PythonArgument } from "./callArguments";
import { dictionaryItems } from "./dictionaryItems";
import { indexOf } from "./fileIndex";
import type { FrameworkCall } from "./frameworkCalls";
import type { ModuleStatement } from "./moduleStatements";
import type { PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import type { Scope } from "./scopes";
import { nodesOf } from "./syntaxNodes";

/** Keras' names of optimizers (Keras 3.15.1, `get` in keras/src/optimizers/__init__.py), in lower case. */
const titles: ReadonlyMap<string, string> = new Map(
  [
    ..."SGD RMSprop Adam AdamW Adadelta Adagrad Adamax Adafactor Nadam Ftrl Lion Muon".split(" "),
    "ScheduleFreeAdamW",
  ].map((title) => [title.toLowerCase(), title]),
);

const getter = /^(tensorflow\.)?(tf_)?keras\.optimizers\.(get|deserialize)$/;

/** Whether a full name is that of a function of Keras that makes an optimizer of a name. */
export function isKerasGetter(path: string): boolean {
  return getter.test(path);
}

/**
 * Optimizers that Keras makes of a name: `model.compile("adam")`, and `keras.optimizers.get("adam")` or of a dictionary as Keras saves it.
 * `compile` is read in files alone that import Keras, and not of modules such as `re`.
 *
 * @param statements of the module in which names lead to frameworks
 */
export function kerasStrings(source: PythonSource, statements: readonly ModuleStatement[]): readonly FrameworkCall[] {
  const { calls, scopes } = indexOf(source);
  const compiled = (calls.get("compile") ?? []).filter(({ firstChild }) => isMethod(firstChild, source));
  const compiles = compiled.length > 0 && importsKeras(source) ? compiled : [];
  const named = statements.flatMap((statement) =>
    ["get", "deserialize"].flatMap((name) =>
      statement.outline.words.has(name) ? (calls.within(statement, name) ?? []) : [],
    ),
  );
  const getters = named.filter(({ firstChild }) => {
    const paths = firstChild && resolvePaths(firstChild, scopes.scopeOf(firstChild), source);
    return paths?.every(isKerasGetter) ?? false;
  });
  return [
    ...compiles.flatMap((call) => fromIdentifier(call, "optimizer", false, source)),
    ...getters.flatMap((call) => fromIdentifier(call, "identifier", true, source)),
  ];
}

/** @param isShown whether the call configures the optimizer, and not only the argument */
function fromIdentifier(
  call: SyntaxNode,
  argument: string,
  isShown: boolean,
  source: PythonSource,
): readonly FrameworkCall[] {
  const [first, ...rest] = callArguments(call, source);
  const given = [first, ...rest].find((it) => it?.name === argument) ?? (first?.name === null ? first : undefined);
  const identifier = given?.spread === null ? given.value : null;
  if (!identifier) return [];
  const scope = indexOf(source).scopes.scopeOf(call);
  const found = optimizerOf(identifier, scope, source);
  const entry = found && findOptimizer(`keras.optimizers.${found.title}`);
  if (!found || !entry) return [];
  return [{ node: isShown ? call : identifier, scope, callee: { kind: "optimizer", entry }, given: found.given }];
}

function optimizerOf(
  identifier: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): { readonly title: string; readonly given: readonly PythonArgument[] } | null {
  if (identifier.name !== "DictionaryExpression") {
    const name = readValue(identifier, scope, source)?.value;
    const title = name?.type === "string" ? titles.get(name.value.toLowerCase()) : undefined;
    return title === undefined ? null : { title, given: [] };
  }
  const items = dictionaryItems(identifier, source);
  const itemAt = (key: string) => items.find(({ name }) => name === key)?.value ?? null;
  const className = itemAt("class_name");
  const config = itemAt("config");
  const named = className && optimizerOf(className, scope, source);
  if (!named || config?.name !== "DictionaryExpression") return named;
  const given = dictionaryItems(config, source).map(({ name, key, value }) => ({
    name,
    nameNode: key,
    value,
    spread: null,
  }));
  return { ...named, given };
}

/** Whether what is called is a method of an object, and not the function of a module. */
function isMethod(callee: SyntaxNode | null, source: PythonSource): boolean {
  if (callee?.name !== "MemberExpression" || callee.firstChild === null) return false;
  return resolvePaths(callee.firstChild, indexOf(source).scopes.scopeOf(callee), source) === null;
}

function importsKeras(source: PythonSource): boolean {
  return nodesOf(source, "ImportStatement").some((node) => /\b(keras|tf_keras|tensorflow)\b/.test(source.textOf(node)));
}
