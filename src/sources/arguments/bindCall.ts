import type { SyntaxNode } from "@lezer/common";
import { type ArgumentDefinition, type CatalogueEntry, defaultArguments } from "../catalogue/catalogue";
import type { ReadValue, SourceIssue, SourceRange, SourceValue } from "../configuration";
import { isBroken } from "../syntaxSource";
import { type CallArgument, type CallLanguage, type GivenArguments, matchArguments } from "./matchArguments";

/** A call's arguments, each under the name that the catalogue has for it. */
export interface BoundArguments {
  /** The argument that holds no value: torch's parameters, a scheduler's optimizer. */
  readonly subject: SyntaxNode | null;
  /** Every value that could be read, defaults included, in the catalogue's order. */
  readonly hyperparameters: Readonly<Record<string, ReadValue>>;
  /** Arguments whose value cannot be read from the text. */
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
  /** What is given for arguments of which the framework takes no notice; null where it cannot be read. */
  readonly ignored: Readonly<Record<string, ReadValue>>;
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
  const bound = bindGiven(entry, call, { arguments: given, known: {} }, language, isLeft);
  if (!isBroken(call) || bound.issues.length > 0) return bound;
  const issue: SourceIssue = { severity: "error", message: brokenMessage(entry, call), range: language.rangeOf(call) };
  return { ...bound, issues: [issue] };
}

/**
 * Binds arguments as `bindCall` does where the text has no call of its own for them: a function of the framework makes it.
 *
 * @param call in whose place messages are shown
 */
export function bindGiven(
  entry: CatalogueEntry,
  call: SyntaxNode,
  given: GivenArguments,
  language: CallLanguage,
  isLeft: (expression: SyntaxNode) => boolean = () => false,
): BoundArguments {
  const issues: SourceIssue[] = [];
  const unresolved: string[] = [];
  const report = (severity: SourceIssue["severity"], message: string, node: SyntaxNode) => {
    issues.push({ severity, message, range: language.rangeOf(node) });
  };
  const { expressions, ignored, spreads } = matchArguments(entry, given, call, language, report);
  unresolved.push(...spreads);
  const read: Record<string, ReadValue> = {};
  for (const argument of entry.arguments) {
    const { name } = argument;
    const known = given.known[name];
    if (known === null) unresolved.push(name);
    else if (known !== undefined) read[name] = known;
    if (known !== undefined) continue;
    const expression = expressions.get(name);
    if (expression === undefined) {
      if (argument.default !== undefined) read[name] = { value: argument.default, range: null };
      else if (spreads.length === 0) report("error", `${entry.title} needs ${name}: ${argument.documentation}`, call);
      continue;
    }
    if (argument.takesSchedule && isLeft(expression)) continue;
    const value = language.readArgument(argument, expression, report);
    if (value === null) unresolved.push(name);
    else read[name] = value;
  }
  const placeOf = (name: string) => {
    const expression = expressions.get(name);
    return expression === undefined ? (read[name]?.range ?? language.rangeOf(call)) : language.rangeOf(expression);
  };
  issues.push(...combinationIssues(entry, read, [...expressions.keys(), ...Object.keys(given.known)], placeOf));
  return {
    subject: expressions.get(entry.subject ?? "") ?? null,
    hyperparameters: read,
    unresolved,
    issues,
    ignored: ignoredNumbers(ignored, language),
    expressions,
  };
}

function ignoredNumbers(
  ignored: ReadonlyMap<string, SyntaxNode>,
  language: CallLanguage,
): Readonly<Record<string, ReadValue>> {
  const numbers: Record<string, ReadValue> = {};
  for (const [name, expression] of ignored) {
    const argument: ArgumentDefinition = { name, kind: "number", documentation: "Taken no notice of." };
    const value = language.readArgument(argument, expression, () => undefined);
    numbers[name] = value ?? { value: null, range: language.rangeOf(expression) };
  }
  return numbers;
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
  given: readonly string[],
  placeOf: (argument: string) => SourceRange,
): readonly SourceIssue[] {
  const values: Record<string, SourceValue> = { ...defaultArguments(entry) };
  // What is given and cannot be read is not its default.
  for (const name of given) delete values[name];
  for (const [name, { value }] of Object.entries(read)) values[name] = value;
  const found = entry.check?.(values) ?? [];
  return found.map(({ severity, message, argument }) => ({ severity, message, range: placeOf(argument) }));
}
