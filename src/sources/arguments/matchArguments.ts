import type { SyntaxNode } from "@lezer/common";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { ReadValue, SourceIssue, SourceRange } from "../configuration";
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
  /** Whether an argument of an unknown name is taken no notice of, where others refuse the call. */
  readonly ignoresUnknown?: boolean;
}

/** What a function is given. */
export interface GivenArguments {
  readonly arguments: readonly CallArgument[];
  /** Values that no single expression spells out; null for one that cannot be known. */
  readonly known: Readonly<Record<string, ReadValue | null>>;
}

export type Report = (severity: SourceIssue["severity"], message: string, node: SyntaxNode) => void;

/**
 * Which expression belongs to which argument; `spreads` names arguments that the text does not list, and `ignored` has the expressions of those that the
 * framework takes no notice of.
 */
export function matchArguments(
  entry: CatalogueEntry,
  given: GivenArguments,
  call: SyntaxNode,
  language: CallLanguage,
  report: Report,
): {
  readonly expressions: ReadonlyMap<string, SyntaxNode>;
  readonly ignored: ReadonlyMap<string, SyntaxNode>;
  readonly spreads: readonly string[];
} {
  const subject = entry.subject === undefined ? [] : [entry.subject];
  const taken = entry.arguments.filter(({ companion }) => !companion);
  const known = [...subject, ...taken.map(({ name }) => name)];
  const positional = taken.filter((it) => !it.keywordOnly).map(({ name }) => name);
  positional.splice(entry.subjectAt ?? 0, 0, ...subject);
  const synonyms = new Map(Object.entries(entry.synonyms ?? {}));
  const expressions = new Map<string, SyntaxNode>();
  const ignored = new Map<string, SyntaxNode>();
  const spreads: string[] = [];
  const misnamed = new Map<string, SyntaxNode>();
  const isGiven = (target: string) => expressions.has(target) || Object.hasOwn(given.known, target);
  let position = 0;
  for (const { name, nameNode, value, spread } of given.arguments) {
    if (spread !== null) {
      spreads.push(spread);
      continue;
    }
    const target = name === null ? positional[position++] : (synonyms.get(name) ?? name);
    if (target === undefined) {
      const most = `${positional.length} positional argument${positional.length === 1 ? "" : "s"}`;
      const { severity, message } = language.surplus(entry, most);
      report(severity, message, value ?? call);
    } else if (value !== null && entry.ignoredArguments?.[target] !== undefined) {
      ignored.set(target, value);
    } else if (!known.includes(target)) {
      const meant = entry.renamedArguments?.[target];
      if (entry.takesOthers && meant === undefined) continue;
      const { severity, message } = unknownArgument(entry, target, known);
      report(severity, message, nameNode ?? call);
      if (meant !== undefined && known.includes(meant) && value !== null && !language.ignoresUnknown)
        misnamed.set(meant, value);
    } else if (isGiven(target)) report("error", `${target} is given twice.`, nameNode ?? value ?? call);
    else if (value === null) report("error", `${target} has no value.`, nameNode ?? call);
    else expressions.set(target, value);
  }
  // What another version or framework calls by another name has been told, and is read as what it stands for.
  for (const [target, value] of misnamed) if (!isGiven(target)) expressions.set(target, value);
  if (entry.subject !== undefined && !expressions.has(entry.subject) && spreads.length === 0) {
    const place = entry.subjectAt === 1 ? "second" : "first";
    report("error", `${entry.title} needs ${entry.subject} as its ${place} argument.`, call);
  }
  return { expressions, ignored, spreads };
}
