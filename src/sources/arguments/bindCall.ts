import type { SyntaxNode } from "@lezer/common";
import { type ArgumentDefinition, type CatalogueEntry, defaultArguments } from "../catalogue/catalogue";
import type { ReadValue, SourceIssue, SourceRange, SourceValue } from "../configuration";
import { isBroken } from "../syntaxSource";
import { unknownArgument } from "./unknownArgument";

/** One argument of a call as it stands in the text. */
export interface CallArgument {
  /** Null for a positional argument. */
  readonly name: string | null;
  readonly nameNode: SyntaxNode | null;
  /** Null where the value has not been typed yet. */
  readonly value: SyntaxNode | null;
  /** What a spread stands for, `*args`: arguments that the text does not list; null for an argument of its own. */
  readonly spread: string | null;
}

/** What binding arguments takes of a language. */
export interface CallLanguage {
  rangeOf(node: SyntaxNode): SourceRange;
  /** The value of an argument; null where it cannot be read. One that is wrong is reported and kept as it stands. */
  readArgument(argument: ArgumentDefinition, expression: SyntaxNode, report: Report): ReadValue | null;
  /** What becomes of more positional arguments than there are. */
  surplus(entry: CatalogueEntry, most: string): Pick<SourceIssue, "severity" | "message">;
}

export type Report = (severity: SourceIssue["severity"], message: string, node: SyntaxNode) => void;

/** A call's arguments, each under the name that the catalogue has for it. */
export interface BoundArguments {
  /** The argument that holds no value: torch's parameters, a scheduler's optimizer. */
  readonly subject: SyntaxNode | null;
  /** Every value that could be read, defaults included, in the catalogue's order. */
  readonly hyperparameters: Readonly<Record<string, ReadValue>>;
  /** Arguments whose value cannot be read from the text. */
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
  /** The expressions given, by argument. */
  readonly expressions: ReadonlyMap<string, SyntaxNode>;
}

/**
 * Binds the arguments of a call as its language would, and reads their values.
 *
 * @param given the arguments in the order of the text
 * @param isLeft tells expressions that are left to the caller, in the place of an argument that takes a schedule
 */
export function bindCall(
  entry: CatalogueEntry,
  call: SyntaxNode,
  given: readonly CallArgument[],
  language: CallLanguage,
  isLeft: (expression: SyntaxNode) => boolean,
): BoundArguments {
  const issues: SourceIssue[] = [];
  const unresolved: string[] = [];
  const report = (severity: SourceIssue["severity"], message: string, node: SyntaxNode) => {
    issues.push({ severity, message, range: language.rangeOf(node) });
  };
  const { expressions, spreads } = matchArguments(entry, given, call, language, report);
  unresolved.push(...spreads);
  const read: Record<string, ReadValue> = {};
  for (const argument of entry.arguments) {
    const expression = expressions.get(argument.name);
    if (expression === undefined) {
      if (argument.default !== undefined) read[argument.name] = { value: argument.default, range: null };
      else if (spreads.length === 0)
        report("error", `${entry.title} needs ${argument.name}: ${argument.documentation}`, call);
      continue;
    }
    if (argument.takesSchedule && isLeft(expression)) continue;
    const value = language.readArgument(argument, expression, report);
    if (value === null) unresolved.push(argument.name);
    else read[argument.name] = value;
  }
  if (isBroken(call) && issues.length === 0) report("error", brokenMessage(entry, call), call);
  issues.push(...combinationIssues(entry, read, expressions, call, language));
  return {
    subject: expressions.get(entry.subject ?? "") ?? null,
    hyperparameters: read,
    unresolved,
    issues,
    expressions,
  };
}

function brokenMessage(entry: CatalogueEntry, call: SyntaxNode): string {
  const isClosed = call.getChild("ArgList")?.lastChild?.name === ")";
  const expected = isClosed ? "expected arguments with commas between them" : "expected a closing parenthesis";
  return `This call of ${entry.title} is not complete; ${expected}.`;
}

/** Issues of values that are each allowed, but not together. */
function combinationIssues(
  entry: CatalogueEntry,
  read: Readonly<Record<string, ReadValue>>,
  expressions: ReadonlyMap<string, SyntaxNode>,
  call: SyntaxNode,
  language: CallLanguage,
): readonly SourceIssue[] {
  const values: Record<string, SourceValue> = { ...defaultArguments(entry) };
  // What is given and cannot be read is not its default.
  for (const name of expressions.keys()) delete values[name];
  for (const [name, { value }] of Object.entries(read)) values[name] = value;
  const found = entry.check?.(values) ?? [];
  return found.map(({ severity, message, argument }) => ({
    severity,
    message,
    range: language.rangeOf(expressions.get(argument) ?? call),
  }));
}

/** Which expression belongs to which argument; `spreads` names arguments that the text does not list. */
function matchArguments(
  entry: CatalogueEntry,
  given: readonly CallArgument[],
  call: SyntaxNode,
  language: CallLanguage,
  report: Report,
): { readonly expressions: ReadonlyMap<string, SyntaxNode>; readonly spreads: readonly string[] } {
  const subject = entry.subject === undefined ? [] : [entry.subject];
  const taken = entry.arguments.filter(({ companion }) => !companion);
  const known = [...subject, ...taken.map(({ name }) => name)];
  const positional = [...subject, ...taken.filter((it) => !it.keywordOnly).map(({ name }) => name)];
  const synonyms = new Map(Object.entries(entry.synonyms ?? {}));
  const expressions = new Map<string, SyntaxNode>();
  const spreads: string[] = [];
  let position = 0;
  for (const { name, nameNode, value, spread } of given) {
    if (spread !== null) {
      spreads.push(spread);
      continue;
    }
    const target = name === null ? positional[position++] : (synonyms.get(name) ?? name);
    if (target === undefined) {
      const most = `${positional.length} positional argument${positional.length === 1 ? "" : "s"}`;
      const { severity, message } = language.surplus(entry, most);
      report(severity, message, value ?? call);
    } else if (!known.includes(target)) {
      const { severity, message } = unknownArgument(entry, target, known);
      report(severity, message, nameNode ?? call);
    } else if (expressions.has(target)) report("error", `${target} is given twice.`, nameNode ?? value ?? call);
    else if (value === null) report("error", `${target} has no value.`, nameNode ?? call);
    else expressions.set(target, value);
  }
  if (entry.subject !== undefined && !expressions.has(entry.subject) && spreads.length === 0) {
    report("error", `${entry.title} needs ${entry.subject} as its first argument.`, call);
  }
  return { expressions, spreads };
}
