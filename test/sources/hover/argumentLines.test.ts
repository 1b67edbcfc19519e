import assert from "node:assert/strict";
import { sayInEnglish } from "../../../src/core/say";
import { valueLine } from "../../../src/sources/hover/argumentLines";

const call = { line: 30, column: 1, endLine: 34, endColumn: 2 };
const inside = { line: 31, column: 5, endLine: 31, endColumn: 9 };
const outside = { line: 24, column: 5, endLine: 24, endColumn: 9 };
const linkTo = ({ file = "here" }) => `command:${file}`;

describe("the line of a value", () => {
  for (const [title, expected, read] of [
    ["of the call itself", "`lr = 3e-4`", { value: 3e-4, range: inside }],
    ["of a default", "`lr = 3e-4` · default", { value: 3e-4, range: null }],
    ["of a variable", "`lr = 3e-4` · [line 24](command:here)", { value: 3e-4, range: outside }],
    [
      "with words for its origin",
      "`lr = 3e-4` · default of --lr, [line 24](command:here)",
      { value: 3e-4, range: outside, origin: "default of --lr" },
    ],
    [
      "of another file, though its lines are those of the call",
      "`lr = 3e-4` · [my\\_base.py, line 31](command:/a/my_base.py)",
      { value: 3e-4, range: inside, file: "/a/my_base.py" },
    ],
    ["of a sequence", "`lr = (0.9, 0.95)`", { value: [0.9, 0.95], range: inside }],
    ["of a text that would end its code", "``` lr = a``b ```", { value: "a``b", range: inside }],
    ["of markup", "`lr = 1` · \\*\\*x\\*\\* \\<b\\>", { value: 1, range: null, origin: "**x** <b>" }],
    ["of a text that is long", `\`lr = ${"x".repeat(79)}…\``, { value: "x".repeat(500), range: inside }],
  ] as const) {
    it(title, () => assert.equal(valueLine("lr", read, "torch", call, { linkTo, say: sayInEnglish }), expected));
  }
});
