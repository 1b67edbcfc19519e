import type { Rule } from "../../../core/rule/rule";
import type { Expression } from "../../../core/rule/syntax";
import type { HandWrittenUpdate, SourceRange } from "../../../sources/configuration";

/** The statement behind a line of a hand-written rule. */
export function statementOfLine({ statements }: HandWrittenUpdate, rule: Rule, line: number): SourceRange {
  return statements[rule.starts.length + line];
}

/** An expression and all that it is made of. */
export function* partsOf(expression: Expression): Generator<Expression> {
  yield expression;
  if ("operands" in expression) for (const operand of expression.operands) yield* partsOf(operand);
}

/** What stands under every root of a rule, with the line that it is in. */
export function rootsOf(rule: Rule): readonly { readonly line: number; readonly operand: Expression }[] {
  return rule.lines.flatMap(({ expression }, line) =>
    [...partsOf(expression)].flatMap((part) => {
      if (part.kind === "call" && part.name === "sqrt") return [{ line, operand: part.operands[0] }];
      const isRoot = part.kind === "binary" && part.operator === "^";
      const exponent = isRoot ? part.operands[1] : null;
      return isRoot && exponent?.kind === "number" && exponent.value === 0.5
        ? [{ line, operand: part.operands[0] }]
        : [];
    }),
  );
}

/** The text of an expression in its rule. */
export function textOfExpression(rule: Rule, { range }: Expression): string {
  const { line, column, endColumn } = range;
  return rule.text.split("\n")[line - 1].slice(column - 1, endColumn - 1);
}
