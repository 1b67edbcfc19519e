import { namesVersion } from "./moduleNames";
import type { ModuleStatement } from "./moduleStatements";
import type { Outline } from "./outline";
import type { Scope } from "./scopes";

/**
 * What has been found out about a statement of the module outlasts every edit of the others.
 *
 * After an edit the file is read as any other: no result is taken over, hence none can be out of date. What makes it quick is that most statements of a
 * long file have no part in what is read, and that this is known of each from the last time it was looked through: it calls no `step`, it writes nothing to
 * `args`, it moves no parameter. Nodes of a statement are made again only where it has what is asked for, as they are bound to their places in the text.
 *
 * A fact is kept with the statement's outline, hence as long as the parser takes the statement over from the tree before (see `ParseMemory`). So it must
 * follow from the statement's own text alone, or be a `namedFact`; and it must hold no node, no scope and no place.
 *
 * @param find works the fact out of a statement that is looked through for the first time, with what it takes to do so
 */
export function lastingFact<Context extends readonly unknown[], Fact>(
  find: (statement: ModuleStatement, ...context: Context) => Fact,
): (statement: ModuleStatement, ...context: Context) => Fact {
  const facts = new WeakMap<Outline, { readonly fact: Fact }>();
  return (statement, ...context) => {
    const known = facts.get(statement.outline);
    if (known !== undefined) return known.fact;
    const fact = find(statement, ...context);
    facts.set(statement.outline, { fact });
    return fact;
  };
}

/** The same of what follows from the statement's own text and from what the names of the module stand for, which is worked out anew when these change. */
export function namedFact<Context extends readonly unknown[], Fact>(
  find: (statement: ModuleStatement, ...context: Context) => Fact,
): (statement: ModuleStatement, module: Scope, ...context: Context) => Fact {
  const facts = new WeakMap<Outline, { readonly fact: Fact; readonly version: number }>();
  return (statement, module, ...context) => {
    const version = namesVersion(module);
    const known = facts.get(statement.outline);
    if (known?.version === version) return known.fact;
    const fact = find(statement, ...context);
    facts.set(statement.outline, { fact, version });
    return fact;
  };
}

/** A part of a text as it may be kept in a fact: it would keep all of the text in memory otherwise. */
export function copyOf(part: string): string {
  return ` ${part}`.slice(1);
}
