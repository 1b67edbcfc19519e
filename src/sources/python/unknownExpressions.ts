import type { SyntaxNode } from "@lezer/common";
import { type AnswerKind, mergeUnknowns, type Need, type UnknownValue } from "../answers/unknownValue";
import type { TypedValue } from "../arguments/typedValue";
import type { SourceRange } from "../configuration";
import { isBroken, type SyntaxSource } from "../syntaxSource";
import { bindingScope, type Scope } from "./scopes";

/** Nobody is asked for an expression that is longer. */
const MAXIMUM_LENGTH = 120;

/** Nobody is asked for more expressions at once; it bounds the work on hostile text. */
const MAXIMUM_NOTED = 40;

/** An answer with its value. */
export interface ReadAnswer {
  readonly text: string;
  readonly value: TypedValue;
}

/** The smallest expression that keeps another from being read, or did so before the user said what it is. */
export interface NotedExpression {
  /** Null where nobody can be asked: it is half typed, or too long to be shown. */
  readonly expression: string | null;
  readonly node: SyntaxNode;
  readonly answer: ReadAnswer | null;
}

/** What the user is asked for, with the place of the call that needs it. */
interface NeededValue {
  readonly call: SourceRange;
  readonly unknown: UnknownValue;
}

/** What only the run of a file knows: noted where its expressions are read, and kept where an argument needs it. */
export class UnknownExpressions {
  private noted: NotedExpression[] = [];
  private readonly needed: NeededValue[] = [];

  /** @param answers by expression */
  constructor(private readonly answers: ReadonlyMap<string, ReadAnswer> = new Map()) {}

  /**
   * What an expression is read as, else the answer for it. One that cannot be read while all within it can is noted.
   *
   * @param read the reading of the expression, which reads those within it by this method too
   * @param answered makes a reading of an answer
   */
  orAnswer<Reading>(
    node: SyntaxNode,
    scope: Scope,
    source: SyntaxSource,
    read: () => Reading | null,
    answered: (value: TypedValue, origin: string) => Reading,
  ): Reading | null {
    const before = this.noted.length;
    const reading = read();
    const within = this.noted.slice(before);
    if (reading !== null) {
      // What was tried in vain on the way is not missing.
      this.noted.splice(before, within.length, ...within.filter(({ answer }) => answer !== null));
      return reading;
    }
    if (isLength(node, source)) this.noted.length = before;
    else if (within.some(({ answer }) => answer === null)) return null;
    return this.note(node, spelled(node, scope, source), answered);
  }

  /** The answer for what goes on in no expression of the text, such as the length of what a loop goes over. */
  note<Reading>(
    node: SyntaxNode,
    expression: string | null,
    answered: (value: TypedValue, origin: string) => Reading,
  ): Reading | null {
    const answer = (expression === null ? undefined : this.answers.get(expression)) ?? null;
    this.noted.push({ expression, node, answer });
    return answer && answered(answer.value, `your answer for ${expression}`);
  }

  /** Notes what was noted when something was read before that is needed again. */
  noteAgain(noted: readonly NotedExpression[]): void {
    for (const next of noted) {
      const isKnown = this.noted.some(({ node }) => node.from === next.node.from && node.to === next.node.to);
      if (!isKnown && this.noted.length < MAXIMUM_NOTED) this.noted.push(next);
    }
  }

  /** A reading, with what was noted meanwhile and concerns no other. */
  watch<Reading>(read: () => Reading): { readonly reading: Reading; readonly noted: readonly NotedExpression[] } {
    const outer = this.noted;
    this.noted = [];
    const reading = read();
    const { noted } = this;
    this.noted = outer;
    return { reading, noted };
  }

  /**
   * Keeps what was noted while a value was read that is needed. If there is anything of it that nobody can be asked for, nothing is.
   *
   * @param kindOf what the answer for an expression has to be
   */
  need(
    noted: readonly NotedExpression[],
    need: Need,
    call: SourceRange,
    source: SyntaxSource,
    kindOf: (node: SyntaxNode) => AnswerKind,
  ): void {
    if (noted.some(({ expression }) => expression === null)) return;
    for (const { expression, node, answer } of noted) {
      const unknown: UnknownValue = {
        expression: expression ?? "",
        range: source.rangeOf(node),
        neededFor: [need],
        kind: kindOf(node),
        ...(answer === null ? {} : { answer: answer.text }),
      };
      this.needed.push({ call, unknown });
    }
  }

  /** What is needed in any of these stretches of the file, each expression once. */
  within(ranges: readonly SourceRange[]): readonly UnknownValue[] {
    const within = this.needed.filter(({ call }) => ranges.some((range) => contains(range, call)));
    const unknowns = within.map(({ unknown }) => unknown);
    return mergeUnknowns(unknowns.sort(({ range: a }, { range: b }) => a.line - b.line || a.column - b.column));
  }
}

/** Whether an expression is the length of something: of that the length is known, and nobody could type it. */
function isLength(node: SyntaxNode, source: SyntaxSource): boolean {
  return node.name === "CallExpression" && node.firstChild !== null && source.textOf(node.firstChild) === "len";
}

/** How the user is asked for an expression; null where it is half typed, or too long. */
function spelled(node: SyntaxNode, scope: Scope, source: SyntaxSource): string | null {
  if (isBroken(node)) return null;
  const text = onOneLine(source.textOf(node));
  if (text.length > MAXIMUM_LENGTH) return null;
  const isOfFunction = node.name === "VariableName" && bindingScope(scope, text)?.kind === "function";
  // A name that functions share means something else in each of them.
  const owner = isOfFunction ? functionOf(node, text, source) : null;
  return owner === null ? text : `${text} of ${owner}()`;
}

/** An expression however it is broken into lines and spaced within its brackets. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/(?<=[([{]) | (?=[)\]}])/g, "");
}

/** The innermost function around a node that has a parameter of this name, else the innermost of all. */
function functionOf(node: SyntaxNode, parameter: string, source: SyntaxSource): string | null {
  let innermost: SyntaxNode | null = null;
  for (let around = node.parent; around !== null; around = around.parent) {
    if (around.name !== "FunctionDefinition") continue;
    innermost ??= around;
    const names = around.getChild("ParamList")?.getChildren("VariableName") ?? [];
    if (names.some((name) => source.textOf(name) === parameter)) {
      innermost = around;
      break;
    }
  }
  const name = innermost?.getChild("VariableName");
  return name ? source.textOf(name) : null;
}

function contains(outer: SourceRange, inner: SourceRange): boolean {
  const begins = outer.line < inner.line || (outer.line === inner.line && outer.column <= inner.column);
  const ends = outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return begins && ends;
}
