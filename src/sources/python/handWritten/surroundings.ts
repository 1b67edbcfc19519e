import type { SyntaxNode } from "@lezer/common";
import type { ReadValue } from "../../configuration";
import { assignmentsOf } from "../assignments";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import { functionParameters } from "../functionParameters";
import { loopsAround } from "../loops";
import { type ModuleStatement, statementsWith } from "../moduleStatements";
import type { PythonSource } from "../pythonSource";
import { acceptedValue, readValue } from "../pythonValue";
import { bindingScope, type Scope, type Scopes } from "../scopes";
import { nodesWithin } from "../syntaxNodes";
import { entryOf, type Place, placeOf } from "./place";
import { startValue } from "./startValue";

/** What a file assigns, and which functions it calls with what. */
export interface Surroundings {
  /** The number that a place holds when the loop begins; null where the text does not tell, or tells several. */
  numberAt(place: Place, from: Viewpoint): ReadValue | null;
  /** The number that all entries of a place start from; null as above. */
  startAt(place: Place, from: Viewpoint): number | null;
  /** The number that all entries of what an expression makes start from; `empty` for what has no entries yet. */
  startOf(node: SyntaxNode, from: Viewpoint): number | "empty" | null;
  /** The expressions that calls give for a parameter of the function around; empty where it is no parameter. */
  argumentsFor(name: string, from: Viewpoint): readonly { readonly value: SyntaxNode; readonly call: SyntaxNode }[];
  /** The calls of a function or a method by its name. */
  callsOf(name: string): readonly SyntaxNode[];
  readonly scopes: Scopes;
}

/** From where names are looked up. */
export interface Viewpoint {
  readonly scope: Scope;
  /** The loop around the updates, or the function that makes one: what it assigns is no part of what was before. */
  readonly body: SyntaxNode;
  /** Whether a place that the loop assigns has no one value. */
  readonly isCall?: boolean;
}

interface OutsideWrite {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** What is written: the place itself, or an entry of it. */
  readonly target: SyntaxNode;
  /** Null where the new value depends on the old one. */
  readonly value: SyntaxNode | null;
  /** Whether it holds only where nothing else has been given: `config.setdefault("lr", 0.01)`. */
  readonly isDefault?: boolean;
}

/** Assignments through others are followed this far. */
const MAXIMUM_DEPTH = 8;

const noAliases = new Map<string, Place>();

export function collectSurroundings(source: PythonSource, scopes: Scopes): Surroundings {
  const { calls } = indexOf(source);
  const writesByStatement = new Map<ModuleStatement, ReadonlyMap<string, readonly OutsideWrite[]>>();
  const callsOf = (name: string) => calls.get(name) ?? [];
  return { numberAt, startAt, startOf, argumentsFor, callsOf, scopes };

  /** The writes of the statements in which what is written may have the name of a place, by its key. */
  function writesNear({ name }: Place): readonly ReadonlyMap<string, readonly OutsideWrite[]>[] {
    return statementsWith(name, source).map((statement) => {
      const writes = writesByStatement.get(statement) ?? writesWithin(statement);
      writesByStatement.set(statement, writes);
      return writes;
    });
  }

  function writesTo(place: Place): readonly OutsideWrite[] {
    return writesNear(place).flatMap((writes) => writes.get(place.key) ?? []);
  }

  function writesWithin(statement: ModuleStatement): ReadonlyMap<string, readonly OutsideWrite[]> {
    const writes = new Map<string, OutsideWrite[]>();
    for (const node of nodesWithin([statement], "AssignStatement", "UpdateStatement", "CallExpression")) {
      if (node.name === "AssignStatement") {
        for (const { target, value } of assignmentsOf(node)) addWrite(target, value, node, writes);
      } else if (node.firstChild === null) continue;
      else if (node.name === "UpdateStatement") addWrite(node.firstChild, null, node, writes);
      else if (/(?:^|\.)setdefault$/.test(source.textOf(node.firstChild))) addDefault(node, writes);
    }
    return writes;
  }

  /** `config.setdefault("learning_rate", 0.01)`. */
  function addDefault(node: SyntaxNode, writes: Map<string, OutsideWrite[]>): void {
    const [key, value] = callArguments(node, source).map((argument) => argument.value);
    const owner = node.firstChild?.firstChild ? placeOf(node.firstChild.firstChild, noAliases, source) : null;
    if (owner === null || !key || !value) return;
    append(writes, entryOf(owner, [key], source).key, {
      node,
      scope: scopes.scopeOf(node),
      target: key,
      value,
      isDefault: true,
    });
  }

  function addWrite(
    target: SyntaxNode,
    value: SyntaxNode | null,
    node: SyntaxNode,
    writes: Map<string, OutsideWrite[]>,
  ): void {
    const place = placeOf(target, noAliases, source);
    if (place !== null) append(writes, place.key, { node, scope: scopes.scopeOf(node), target, value });
  }

  /** @param element of the sequence that the place holds, where one is asked for */
  function numberAt(place: Place, from: Viewpoint, depth = 0, element: number | null = null): ReadValue | null {
    if (depth > MAXIMUM_DEPTH) return null;
    const before = lastBefore(place, from);
    if (before !== null)
      return before.value && numberOf(before.value, { ...from, scope: before.scope }, depth, element);
    const [, whole, index] = /^(.*)\[(\d+)\]$/.exec(place.key) ?? [];
    if (element === null && whole !== undefined) {
      return numberAt({ ...place, key: whole }, from, depth + 1, Number(index));
    }
    const key = /\['(\w+)'\]$/.exec(place.key)?.[1];
    const byDefault =
      key === undefined ? parameterValues(place.key, from) : parameterDefaults(constructorAround(from), key);
    const read = byDefault.map(({ value, viewpoint, origin }) => {
      const number = numberOf(value, viewpoint, depth, element);
      return number && { ...number, origin: number.origin ?? origin };
    });
    const [first] = read;
    return first && read.every((other) => other?.value === first.value) ? first : null;
  }

  function numberOf(node: SyntaxNode, from: Viewpoint, depth: number, element: number | null = null): ReadValue | null {
    const located = readValue(node, from.scope, source);
    const whole = located?.value;
    const value = element !== null && whole?.type === "sequence" ? whole.value[element] : whole;
    if (located && (value?.type === "integer" || value?.type === "float")) return acceptedValue(value.value, located);
    if (node.name === "CallExpression" && node.firstChild !== null) {
      const [first, ...others] = callArguments(node, source);
      const isNumber = /(?:^|\.)(?:array|asarray|float64|float32|float|tensor|constant|Variable)$/.test(
        source.textOf(node.firstChild),
      );
      if (isNumber && first?.value && others.every(({ name }) => name !== null))
        return numberOf(first.value, from, depth + 1);
    }
    const place = placeOf(node, noAliases, source);
    return place && numberAt(place, from, depth + 1, element);
  }

  function startAt(place: Place, from: Viewpoint, depth = 0): number | null {
    if (depth > MAXIMUM_DEPTH) return null;
    const before = lastBefore(place, from);
    if (before === null) {
      const given = parameterValues(place.key, from).map(({ value, viewpoint }) =>
        startOf(value, { ...viewpoint, isCall: false }, depth),
      );
      const [first] = given;
      return typeof first === "number" && given.every((other) => other === first) ? first : null;
    }
    const start = before.value && startOf(before.value, { ...from, scope: before.scope }, depth);
    if (start !== "empty") return start ?? null;
    // An empty collection is filled entry by entry: `v = {}`, then `v["W"] = np.zeros(3)`.
    const entries = writesNear(place)
      .flatMap((writes) => [...writes])
      .filter(([key]) => key.startsWith(`${place.key}[`))
      .flatMap(([, own]) => own);
    const filled = [...entries, ...writesTo(place)]
      .filter(
        ({ node, target, value }) => target.name === "MemberExpression" && value !== null && !isWithin(node, from.body),
      )
      .map(({ value, scope }) => value && startValue(value, scope, source));
    const [first] = filled;
    return typeof first === "number" && filled.every((other) => other === first) ? first : null;
  }

  function startOf(node: SyntaxNode, from: Viewpoint, depth = 0): number | "empty" | null {
    const start = startValue(node, from.scope, source);
    if (start !== null) return start;
    const place = placeOf(node, noAliases, source);
    return place && startAt(place, from, depth + 1);
  }

  /** What a place was last given before the loop; of several functions' assignments the one that can be meant. */
  function lastBefore(place: Place, { scope, body, isCall = false }: Viewpoint): OutsideWrite | null {
    const everywhere = writesTo(place);
    const changed = isCall
      ? everywhere.find((write) => isWithin(write.node, body) && write.scope === scope)
      : undefined;
    if (changed !== undefined) return { ...changed, value: null };
    const all = everywhere.filter(({ node }) => !isWithin(node, body));
    const isWhole = ({ target }: OutsideWrite) => source.textOf(target).replace(/\s/g, "") === place.key;
    if (place.key.includes(".")) {
      const ofClass = all.filter((write) => sameClass(write.scope, scope));
      return ofClass.find(isWhole) ?? ofClass[0] ?? null;
    }
    const home = bindingScope(scope, place.root);
    const own = all.filter((write) => write.scope === home);
    if (home !== scope) return own.length === 1 ? own[0] : null;
    const before = own.filter(({ node }) => node.from < body.from);
    const last = before.findLast((write) => isWhole(write)) ?? before.at(-1);
    if (last === undefined) return everywhere.find(({ isDefault, scope: at }) => isDefault && at === home) ?? null;
    return before.length > 1 && isInBranch(last.node, body) ? { ...last, value: null } : last;
  }

  /** What calls give for a parameter, else its default; empty where there is none, or a call gives what cannot be told. */
  function parameterValues(name: string, from: Viewpoint): readonly GivenValue[] {
    const definition = functionAround(from);
    if (definition === null || !namesParameter(definition, name)) return [];
    const given = argumentsFor(name, from);
    const called = source.textOf(definition.getChild("VariableName") ?? definition);
    const defaults = parameterDefaults(definition, name);
    const values = given.map(({ value, call }) => {
      const viewpoint = { scope: scopes.scopeOf(call), body: loopsAround(call).at(-1) ?? call, isCall: true };
      return { value, viewpoint, origin: `argument of ${called}` };
    });
    return values.length === 0 ? defaults : values;
  }

  function argumentsFor(
    name: string,
    from: Viewpoint,
  ): readonly { readonly value: SyntaxNode; readonly call: SyntaxNode }[] {
    const definition = functionAround(from);
    const nameNode = definition?.getChild("VariableName");
    if (!definition || !nameNode) return [];
    const own = source.textOf(nameNode);
    const owner = classAround(definition);
    const isMade = own === "__init__" && owner !== null;
    const called = isMade ? source.textOf(owner.getChild("VariableName") ?? owner) : own;
    const parameters = functionParameters(definition, source).parameters.map((parameter) => parameter.name);
    const index = parameters.indexOf(name) - (owner === null ? 0 : 1);
    if (index < 0) return [];
    return callsOf(called).flatMap((call) => {
      const given = callArguments(call, source);
      const named = given.find((argument) => argument.name === name)?.value;
      const positional = given
        .slice(0, index + 1)
        .every((argument) => argument.name === null && argument.spread === null);
      const value = named ?? (positional ? given[index]?.value : null);
      return value ? [{ value, call }] : [];
    });
  }

  function namesParameter(definition: SyntaxNode, name: string): boolean {
    return functionParameters(definition, source).parameters.some((parameter) => parameter.name === name);
  }

  function parameterDefaults(definition: SyntaxNode | null, name: string): readonly GivenValue[] {
    const parameter = definition && functionParameters(definition, source).parameters.find((it) => it.name === name);
    if (!definition || !parameter?.byDefault) return [];
    const viewpoint = { scope: scopes.scopeOf(definition), body: definition };
    return [{ value: parameter.byDefault, viewpoint, origin: `default of ${name}` }];
  }

  function constructorAround({ body }: Viewpoint): SyntaxNode | null {
    const methods = classAround(body)?.getChild("Body")?.getChildren("FunctionDefinition") ?? [];
    return methods.find((method) => source.textOf(method.getChild("VariableName") ?? method) === "__init__") ?? null;
  }

  /** The function whose parameters a scope sees first. */
  function functionAround({ scope, body }: Viewpoint): SyntaxNode | null {
    for (let around: SyntaxNode | null = body; around !== null; around = around.parent) {
      if (around.name === "FunctionDefinition" && ownScope(around) === scope) return around;
    }
    // Of an attribute that the constructor sets: its own function.
    const maker = constructorAround({ scope, body });
    return maker !== null && ownScope(maker) === scope ? maker : null;
  }

  function ownScope(definition: SyntaxNode): Scope | null {
    const body = definition.getChild("Body");
    return body?.firstChild ? scopes.scopeOf(body.firstChild) : null;
  }
}

/** An expression that gives a parameter its value, with from where its names are looked up. */
interface GivenValue {
  readonly value: SyntaxNode;
  readonly viewpoint: Viewpoint;
  readonly origin: string;
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function isWithin(node: SyntaxNode, around: SyntaxNode): boolean {
  return node.from >= around.from && node.to <= around.to;
}

/** Whether a statement is in a branch that the loop is not in: another branch may have written last. */
function isInBranch(node: SyntaxNode, loop: SyntaxNode): boolean {
  for (let around = node.parent; around !== null; around = around.parent) {
    if (around.name === "IfStatement" && !isWithin(loop, around)) return true;
  }
  return false;
}

function sameClass(a: Scope, b: Scope): boolean {
  const own = classOf(a);
  return own !== null && own === classOf(b);
}

function classOf(scope: Scope): Scope | null {
  for (let around: Scope | null = scope; around !== null; around = around.parent)
    if (around.kind === "class") return around;
  return null;
}

/** The class whose method a node is in, or is. */
export function classAround(node: SyntaxNode): SyntaxNode | null {
  for (let around = node.parent; around !== null; around = around.parent)
    if (around.name === "ClassDefinition") return around;
  return null;
}
