import type { TypedValue } from "../arguments/typedValue";
import { isSamePath, type Key } from "./accessPath";
import { type Expression, isSameExpression, isSameNode } from "./expression";
import type { PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";

/** An expression that something may have its value from. */
export interface Origin extends Expression {
  /** In words, what has the value from there: `default of --lr`. */
  readonly words?: string;
  /** What becomes of the value on its way, such as the type of an option; null where that is not known. */
  readonly convert?: (value: TypedValue) => TypedValue | null;
}

/** All that something may have its value from, as far as the text tells. */
export interface Origins {
  readonly found: readonly Origin[];
  /** Whether it can have its value from nowhere else. */
  readonly isComplete: boolean;
  /** Whether it may be that an object has no such attribute or item. */
  readonly mayBeAbsent: boolean;
  /** What makes the objects whose attributes or items have been looked up. */
  readonly objects: readonly Expression[];
  /** The variables that they have been reached through. */
  readonly variables: readonly ReachedFrom[];
}

/** A name with the scope whose it is. */
export interface Variable {
  readonly name: string;
  readonly home: Scope;
}

/** A variable with what leads from there to an object. */
export interface ReachedFrom extends Variable {
  readonly keys: readonly Key[];
}

/** A variable of a module with the file. */
export interface ModuleVariable extends Variable {
  readonly source: PythonSource;
}

/** What those who look up a value in an object take of the reader of values. */
export interface OriginReader {
  /** What the attribute or item at the end of `keys` has its value from; without keys, the expression itself. */
  originsOf(expression: Expression, keys: readonly Key[]): Origins;
  /** The same of a variable of a module when all of that has run. */
  atEnd(variable: ModuleVariable, keys: readonly Key[]): Origins;
  /** Null where the text alone does not decide it. */
  read(expression: Expression): TypedValue | null;
}

export const UNKNOWN: Origins = { found: [], isComplete: false, mayBeAbsent: true, objects: [], variables: [] };

export const ABSENT: Origins = { found: [], isComplete: true, mayBeAbsent: true, objects: [], variables: [] };

export function fromOne(origin: Origin): Origins {
  return { found: [origin], isComplete: true, mayBeAbsent: false, objects: [], variables: [] };
}

/** Something with more origins, or reached on more ways, is not read; it bounds the work on hostile text. */
const MAXIMUM_ORIGINS = 40;

/** Where it is not known which of several it is. */
export function anyOf(parts: readonly Origins[]): Origins {
  const [only] = parts;
  if (parts.length === 1) return only;
  const found = different(
    parts.flatMap((part) => part.found),
    (a, b) => a.scope === b.scope && a.convert === b.convert && isSameNode(a.node, b.node),
  );
  const objects = different(
    parts.flatMap((part) => part.objects),
    isSameExpression,
  );
  const variables = different(
    parts.flatMap((part) => part.variables),
    (a, b) => a.name === b.name && a.home === b.home && isSamePath(a.keys, b.keys),
  );
  if ([found, objects, variables].some(({ length }) => length > MAXIMUM_ORIGINS)) return UNKNOWN;
  return {
    found,
    isComplete: parts.every(({ isComplete }) => isComplete),
    mayBeAbsent: parts.some(({ mayBeAbsent }) => mayBeAbsent),
    objects,
    variables,
  };
}

function different<T>(all: readonly T[], isSame: (a: T, b: T) => boolean): readonly T[] {
  const kept: T[] = [];
  for (const next of all) {
    if (kept.length <= MAXIMUM_ORIGINS && !kept.some((other) => isSame(other, next))) kept.push(next);
  }
  return kept;
}

/** What holds where the first has no such attribute or item. */
export function orElse(first: Origins, next: () => Origins): Origins {
  if (!first.mayBeAbsent) return first;
  const second = next();
  return { ...anyOf([first, second]), mayBeAbsent: second.mayBeAbsent };
}

/** Gives words to what has none. */
export function inWords(origins: Origins, words: string): Origins {
  return { ...origins, found: origins.found.map((origin) => ({ words, ...origin })) };
}

/** Changes the values on their way. */
export function converted(origins: Origins, convert: (value: TypedValue) => TypedValue | null): Origins {
  const found = origins.found.map((origin) => {
    const inner = origin.convert ?? ((value: TypedValue) => value);
    const both = (value: TypedValue) => {
      const before = inner(value);
      return before && convert(before);
    };
    return { ...origin, convert: both };
  });
  return { ...origins, found };
}
