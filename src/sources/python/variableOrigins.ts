import type { SyntaxNode } from "@lezer/common";
import type { Key } from "./accessPath";
import { callSites } from "./callSites";
import { type Expression, isWithin } from "./expression";
import { importedOrigins } from "./importedOrigins";
import { type ObjectWrite, objectWrites } from "./objectWrites";
import { anyOf, fromOne, type ModuleVariable, type OriginReader, type Origins, UNKNOWN } from "./origins";
import { parameterOrigins } from "./parameterOrigins";
import { placesAtEnd, type ReachingPlaces, reachingPlaces } from "./reachingPlaces";
import { type Binding, bindingScope, type Scope } from "./scopes";
import { isTrue } from "./truth";
import { starredOrigins } from "./workspaceOrigins";
import { byWrite, mayWrite } from "./writeOrigins";

/** Functions that are followed from one to where it is called; it bounds the work on hostile text. */
const MAXIMUM_CALLERS = 30;

/** What may change what a path from a variable leads to: an assignment of the variable, or a write on the way. */
interface Change {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** Null for an import of everything from a module, which may bring the name. */
  readonly by: Binding | ObjectWrite | null;
}

/** What is asked, of whom. */
interface Question extends Pick<Expression, "source"> {
  readonly name: string;
  /** Whose name it is. */
  readonly home: Scope;
  readonly keys: readonly Key[];
  readonly changes: readonly Change[];
  readonly reader: OriginReader;
}

/**
 * What a variable, or the attribute or item at the end of `keys` from there, has its value from where it is used: from the changes that may be the
 * last before, in the same function or before it is called.
 */
export function variableOrigins(variable: Expression, keys: readonly Key[], reader: OriginReader): Origins {
  const { node, scope, source } = variable;
  const name = source.textOf(node);
  const home = bindingScope(scope, name);
  if (home === null) return starredOrigins(name, keys, scope, source, reader);
  if (isOfComprehension(node, home.bindings.get(name) ?? [])) return UNKNOWN;
  const question: Question = { name, home, keys, changes: changesOf(name, home, keys), source, reader };
  const here = reach(node, scope, question);
  const earlier = here.fromStart ? (scope === home ? atStart(here, question) : before(scope, question)) : [];
  const isSettled = scope !== home && !here.fromStart && here.places.every((change) => isExact(change, keys));
  const elsewhere = question.changes.filter((it) => it.scope !== home && (it.scope !== scope || here.fromStart));
  const parts = [...originsBy(here.places, question), ...earlier, ...(isSettled ? [] : originsBy(elsewhere, question))];
  const origins = parts.length === 0 ? UNKNOWN : anyOf(parts);
  return { ...origins, variables: [...origins.variables, { name, home, keys }] };
}

/** What a variable of a module, or the attribute or item at the end of `keys` from there, has its value from when all of the module has run. */
export function lastingOrigins(
  { name, home, source }: ModuleVariable,
  keys: readonly Key[],
  reader: OriginReader,
): Origins {
  const changes = changesOf(name, home, keys);
  const question: Question = { name, home, keys, changes, source, reader };
  const { places } = placesAtEnd(home.node, changesIn(home, question), truthIn(home, question));
  const parts = originsBy([...places, ...changes.filter(({ scope }) => scope !== home)], question);
  const origins = parts.length === 0 ? UNKNOWN : anyOf(parts);
  return { ...origins, variables: [...origins.variables, { name, home, keys }] };
}

/** Whether a name is the variable of a comprehension. */
function isOfComprehension(node: SyntaxNode, bindings: readonly Binding[]): boolean {
  return bindings.some((it) => it.kind === "other" && it.within !== undefined && isWithin(node, it.within));
}

function changesOf(name: string, home: Scope, keys: readonly Key[]): readonly Change[] {
  const bindings = (home.bindings.get(name) ?? []).filter((it) => it.kind !== "other" || it.within === undefined);
  const writes = keys.length === 0 ? [] : objectWrites(home.file).byVariable({ name, home });
  const own = writes.filter((write) => mayWrite(write, keys));
  const stars = home.stars.map(({ node }) => ({ node, scope: home, by: null }));
  return [...[...bindings, ...own].map((by) => ({ node: by.node, scope: by.scope, by })), ...stars];
}

/** Whether a change gives the value itself, and not an object that may be written to later. */
function isExact({ by }: Change, keys: readonly Key[]): boolean {
  return (by !== null && "keys" in by ? by.keys.length : 0) === keys.length;
}

function reach(use: SyntaxNode, scope: Scope, question: Question): ReachingPlaces<Change> {
  return reachingPlaces(use, scope.node, changesIn(scope, question), truthIn(scope, question));
}

function changesIn(scope: Scope, { changes }: Question): readonly Change[] {
  return changes.filter((change) => change.scope === scope && !isParameter(change));
}

function isParameter({ by }: Change): boolean {
  return by !== null && "kind" in by && by.kind === "parameter";
}

function truthIn(scope: Scope, { source, reader }: Question): (condition: SyntaxNode) => boolean | null {
  return (node) => {
    const value = reader.read({ node, scope, source });
    return value && isTrue(value);
  };
}

/** What a variable is at the start of the function, class or module whose it is. */
function atStart({ places }: ReachingPlaces<Change>, question: Question): readonly Origins[] {
  const { home, name, keys, source, reader, changes } = question;
  if (changes.some(isParameter)) return [parameterOrigins(home, name, keys, source, reader)];
  if (places.length > 0) return [];
  // The module uses it before it is assigned: in a text that is being written, or in cells that have been run in another order.
  return home.kind === "module" ? originsBy(changesIn(home, question), question) : [];
}

/** What a variable of a scope around is when a function or class within is entered. */
function before(scope: Scope, question: Question): readonly Origins[] {
  const { home } = question;
  const changes = changesIn(home, question);
  if (changes.length === 0) return atStart({ places: [], fromStart: true }, question);
  const inner = outermostWithin(scope, home);
  const entries = inner.kind === "function" ? entriesTo(inner, home) : [];
  const reached = entries.map((entry) => reach(entry, home, question));
  const [first] = reached.length > 0 ? reached : [aroundDefinition(inner, changes, question)];
  const all = reached.length > 0 ? reached : [first];
  const places = [...new Set(all.flatMap((it) => it.places))];
  const fromStart = all.some((it) => it.fromStart);
  return [...originsBy(places, question), ...(fromStart ? atStart({ places, fromStart }, question) : [])];
}

/** Where nothing is known of when a definition is used: what has been assigned before it stands, and all that comes later. */
function aroundDefinition(inner: Scope, changes: readonly Change[], question: Question): ReachingPlaces<Change> {
  const { home } = question;
  const at = reach(inner.node, home, question);
  if (at.places.length > 0) {
    const later = changes.filter(({ node }) => node.from > inner.node.to);
    return { places: [...at.places, ...later], fromStart: at.fromStart };
  }
  const body = home.node.getChild("Body") ?? home.node;
  return placesAtEnd(body, changes, truthIn(home, question));
}

function outermostWithin(scope: Scope, home: Scope): Scope {
  let inner = scope;
  while (inner.parent !== null && inner.parent !== home) inner = inner.parent;
  return inner;
}

/** The calls in a scope that lead to a function within it, directly or through others. */
function entriesTo(called: Scope, home: Scope): readonly SyntaxNode[] {
  const entries: SyntaxNode[] = [];
  const followed = [called];
  for (const next of followed) {
    if (followed.length > MAXIMUM_CALLERS) return [];
    for (const { call, scope } of callSites(next.node, home.file)) {
      if (scope === home) entries.push(call);
      else {
        const caller = outermostWithin(scope, home);
        if (!followed.includes(caller)) followed.push(caller);
      }
    }
  }
  return entries;
}

function originsBy(changes: readonly Change[], question: Question): readonly Origins[] {
  return changes.map(({ by }) => {
    if (by === null) return UNKNOWN;
    return "kind" in by ? byBinding(by, question) : byWrite(by, question);
  });
}

function byBinding(binding: Binding, { keys, source, reader }: Question): Origins {
  const { scope } = binding;
  switch (binding.kind) {
    case "assignment":
      return reader.originsOf({ node: binding.value, scope, source }, keys);
    case "element":
      return reader.originsOf({ node: binding.whole, scope, source }, [binding.index, ...keys]);
    case "definition":
      return reader.originsOf({ node: binding.value, scope, source }, keys);
    case "update":
      return keys.length === 0 ? fromOne({ node: binding.node, scope, source }) : UNKNOWN;
    case "import":
      return importedOrigins(binding.path, keys, { node: binding.node, scope, source }, reader);
    default:
      return UNKNOWN;
  }
}
