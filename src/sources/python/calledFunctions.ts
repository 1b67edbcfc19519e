import type { SyntaxNode } from "@lezer/common";
import { callArguments, type PythonArgument } from "./callArguments";
import { indexOf } from "./fileIndex";
import type { PythonSource } from "./pythonSource";
import { childrenOf } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import { bindingScope, type Scope } from "./scopes";
import { valueOrigins } from "./valueOrigins";

/** What a call calls. */
export interface CalledFunction {
  /** The full names that it may have, which have to agree. */
  readonly paths: readonly string[];
  /** What it is given, where that is not what stands in the call's parentheses. */
  readonly given?: readonly PythonArgument[];
  /** Whether `optax.inject_hyperparams` lets schedules stand for its numbers. */
  readonly injects?: boolean;
  /** The call of `functools.partial` that holds some of the arguments. */
  readonly partial?: SyntaxNode;
}

/** Calls that stand for what they are given first, by their full names. */
const injecting = /^optax\.(schedules\.)?inject_hyperparams$/;
const partially = /^functools\.partial$/;
const sharded = /^torch\.distributed\.optim\.(zero_redundancy_optimizer\.)?ZeroRedundancyOptimizer$/;

/** Whether a full name is that of something that stands for a class it is given. */
export function handsOnClass(path: string): boolean {
  return injecting.test(path) || partially.test(path) || sharded.test(path);
}

/** Arguments of torch's ZeroRedundancyOptimizer that are not handed on to the optimizer whose state it shares out. */
const ownOfSharded = ["optimizer_class", "process_group", "parameters_as_bucket_view", "overlap_with_ddp"];

/**
 * What a CallExpression may call: by the name, by `getattr`, out of a dictionary, through `functools.partial` and wrappers that hand on a class;
 * several where the program chooses one of several classes under conditions.
 *
 * @param isWanted tells the full names that are looked for behind variables
 */
export function calledFunctions(
  call: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  isWanted: (paths: readonly string[]) => boolean,
): readonly CalledFunction[] {
  const callee = call.firstChild;
  if (callee === null) return [];
  const paths = resolvePaths(callee, scope, source);
  if (paths?.every((path) => partially.test(path))) return partialItself(call, scope, source, isWanted);
  if (paths?.every((path) => sharded.test(path)))
    return shardedClass(callArguments(call, source), scope, source, isWanted);
  if (paths !== null && isWanted(paths)) return [{ paths }];
  // One import alone cannot stand for anything else; most calls of a file are such.
  if (paths?.length === 1) return [{ paths }];
  const injected = handedOn(callee, injecting, scope, source);
  if (injected !== null) return [{ paths: injected, injects: true }];
  const named = classPaths(callee, scope, source, isWanted);
  if (named !== null) return [{ paths: named }];
  const isClass = (node: SyntaxNode) => {
    const home = indexOf(source).scopes.scopeOf(node);
    return classPaths(node, home, source, isWanted) !== null || partialClass(node, home, source, isWanted) !== null;
  };
  const isChosen = ["VariableName", "MemberExpression", "ParenthesizedExpression", "CallExpression"].includes(
    callee.name,
  );
  const classes = isChosen ? valueOrigins(callee, scope, isClass, source, { onlyKnownParts: true }) : [];
  const given = classes.length === 0 ? [] : callArguments(call, source);
  const found = classes.flatMap((node): readonly CalledFunction[] => {
    const home = indexOf(source).scopes.scopeOf(node);
    const direct = classPaths(node, home, source, isWanted);
    if (direct !== null) return [{ paths: direct }];
    const partial = partialClass(node, home, source, isWanted);
    if (partial === null) return [];
    const held = partial.given.filter(({ name }) => name === null || !given.some((own) => own.name === name));
    return [{ paths: partial.paths, given: [...held, ...given], partial: node }];
  });
  if (found.length > 0) return distinct(found);
  return paths === null ? [] : [{ paths }];
}

/** A class that an expression names: by its name, by `getattr(torch.optim, "Adam")`, or in the call of a wrapper that hands it on. */
function classPaths(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  isWanted: (paths: readonly string[]) => boolean,
): readonly string[] | null {
  const paths = resolvePaths(node, scope, source) ?? attributePaths(node, scope, source);
  return paths !== null && isWanted(paths) ? paths : null;
}

/** `getattr(module, "Name")`, `module.__dict__["Name"]` and `vars(module)["Name"]`, where the name can be read. */
function attributePaths(node: SyntaxNode, scope: Scope, source: PythonSource): readonly string[] | null {
  const parts = attributeParts(node, scope, source);
  const name = parts && readValue(parts.name, scope, source)?.value;
  if (name?.type !== "string" || !/^\w+$/.test(name.value)) return null;
  return resolvePaths(parts?.module ?? node, scope, source)?.map((path) => `${path}.${name.value}`) ?? null;
}

function attributeParts(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): { readonly module: SyntaxNode; readonly name: SyntaxNode } | null {
  const callee = node.firstChild;
  if (node.name === "CallExpression" && callee !== null && isBuiltin(callee, "getattr", scope, source)) {
    const [module, name] = callArguments(node, source).map(({ value }) => value);
    return module && name ? { module, name } : null;
  }
  const [object, open, name] = node.name === "MemberExpression" ? childrenOf(node) : [];
  if (open?.name !== "[" || name === undefined || object.firstChild === null) return null;
  if (object.name === "MemberExpression" && source.textOf(object).endsWith(".__dict__")) {
    return { module: object.firstChild, name };
  }
  const isVars = object.name === "CallExpression" && isBuiltin(object.firstChild, "vars", scope, source);
  const [module] = isVars ? callArguments(object, source) : [];
  return module?.value ? { module: module.value, name } : null;
}

function isBuiltin(callee: SyntaxNode, name: string, scope: Scope, source: PythonSource): boolean {
  return source.textOf(callee) === name && bindingScope(scope, name) === null;
}

/** What the call of a function of these names is given first: `optax.adam` in `optax.inject_hyperparams(optax.adam)`. */
function handedOn(node: SyntaxNode, names: RegExp, scope: Scope, source: PythonSource): readonly string[] | null {
  if (node.name !== "CallExpression" || node.firstChild === null) return null;
  const isKnown = resolvePaths(node.firstChild, scope, source)?.every((path) => names.test(path)) ?? false;
  const [first] = isKnown ? callArguments(node, source) : [];
  return first?.value ? resolvePaths(first.value, scope, source) : null;
}

interface PartialClass {
  readonly paths: readonly string[];
  readonly given: readonly PythonArgument[];
}

/** The class in `functools.partial(Class, …)`, with the arguments that it is given there. */
function partialClass(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  isWanted: (paths: readonly string[]) => boolean,
): PartialClass | null {
  if (node.name !== "CallExpression" || node.firstChild === null) return null;
  const isPartial = resolvePaths(node.firstChild, scope, source)?.every((path) => partially.test(path)) ?? false;
  const [first, ...rest] = isPartial ? callArguments(node, source) : [];
  const paths = first?.value ? classPaths(first.value, scope, source, isWanted) : null;
  return paths && { paths, given: rest.map((argument) => ({ ...argument, scope })) };
}

/** A call of `functools.partial` whose class is called elsewhere, with parameters that stand there. */
function partialItself(
  call: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  isWanted: (paths: readonly string[]) => boolean,
): readonly CalledFunction[] {
  const partial = partialClass(call, scope, source, isWanted);
  return partial === null ? [] : [{ ...partial, partial: call }];
}

function shardedClass(
  given: readonly PythonArgument[],
  scope: Scope,
  source: PythonSource,
  isWanted: (paths: readonly string[]) => boolean,
): readonly CalledFunction[] {
  const value = given.find(({ name }) => name === "optimizer_class")?.value ?? null;
  const positional = given[1]?.name === null ? given[1].value : null;
  const node = value ?? positional;
  const paths = node && classPaths(node, scope, source, isWanted);
  if (!paths) return [];
  const rest = given.filter((argument) => argument.value !== node && !ownOfSharded.includes(argument.name ?? ""));
  return [{ paths, given: rest }];
}

/** One of every class, where several ways lead to the same. */
function distinct(found: readonly CalledFunction[]): readonly CalledFunction[] {
  const keyOf = ({ paths, partial }: CalledFunction) => `${paths.join()} ${partial?.from ?? ""}`;
  return [...new Map(found.map((called) => [keyOf(called), called])).values()];
}
