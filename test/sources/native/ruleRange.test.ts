import assert from "node:assert/strict";
import fc from "fast-check";
import { allIssues } from "../../../src/sources/allIssues";
import type { SourceRange } from "../../../src/sources/configuration";
import { readNative } from "../../../src/sources/native/readNative";

/** Rules of several lines, one of which reads `culprit`, a name that nothing gives. */
const brokenRule = fc
  .array(
    fc.constantFrom("u = u + g", "", "# a comment with \"quotes\", 'more' and \\", "w = 2 * g", "p = p - lr * g"),
    {
      maxLength: 5,
    },
  )
  .chain((lines) =>
    fc.record({
      lines: fc.constant(lines),
      at: fc.nat(lines.length),
      broken: fc.constantFrom("p = culprit", "p = p - lr * (g + culprit)", "p   =  g*culprit # why"),
    }),
  )
  .map(({ lines, at, broken }) => [...lines.slice(0, at), broken, ...lines.slice(at)]);

/** Ways to write a text of several lines into a native file. */
const notations: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  "a literal block": (lines) =>
    `runs:\n  a:\n    rule: |\n${lines.map((line) => `      ${line}\n`).join("")}    steps: 1\n`,
  "a literal block with its indentation": (lines) =>
    `rule: |2-\n${lines.map((line) => `  ${line}\n`).join("")}steps: 1\n`,
  "a literal block with Windows line ends": (lines) =>
    `rule: |+\r\n${lines.map((line) => ` ${line}\r\n`).join("")}steps: 1\r\n`,
  JSON: (lines) => JSON.stringify({ runs: { "ä 😀": { rule: lines.join("\n") } } }),
  "indented JSON": (lines) => JSON.stringify({ seed: 1, rule: lines.join("\n"), steps: 1 }, null, 2),
};

function textIn(text: string, { line, column, endLine, endColumn }: SourceRange): string {
  assert.equal(line, endLine);
  return text.split("\n")[line - 1].slice(column - 1, endColumn - 1);
}

describe("A mistake in a rule", () => {
  for (const [name, write] of Object.entries(notations)) {
    it(`is shown where it stands in the file: in ${name}`, () => {
      fc.assert(
        fc.property(brokenRule, (lines) => {
          const text = write(lines);
          const [issue] = allIssues(readNative(text)).filter(({ severity }) => severity === "error");
          assert.match(issue.message, /^culprit/);
          assert.equal(textIn(text, issue.range), "culprit");
        }),
      );
    });
  }

  for (const [name, text] of [
    ["plain", "rule: p = culprit"],
    ["in single quotes", "rule: 'p = culprit # it''s'"],
    ["in single quotes behind a doubled one", "schedule: 'lr0 * culprit'\noptimizer: sgd"],
    ["in double quotes behind escapes", 'rule: "p =\\t\\x20\\u0020culprit"'],
  ]) {
    it(`is shown where it stands in the file: ${name}`, () => {
      const [issue] = allIssues(readNative(text));
      assert.equal(textIn(text, issue.range), "culprit");
    });
  }

  it("stays within the file where a rule breaks off at its end", () => {
    const text = "runs:\n  a:\n    rule: |\n      m = beta * m + (";
    for (const { range } of allIssues(readNative(text))) {
      assert.ok(range.endLine <= 4 && range.endColumn <= "      m = beta * m + (".length + 1, JSON.stringify(range));
    }
  });

  it("marks the whole text where lines were folded", () => {
    const [issue] = allIssues(readNative('rule: "p = g +\n  culprit"'));
    assert.deepEqual(issue.range, { line: 1, column: 7, endLine: 2, endColumn: 11 });
  });
});
