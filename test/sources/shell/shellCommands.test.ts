import assert from "node:assert/strict";
import fc from "fast-check";
import { shellCommands } from "../../../src/sources/shell/shellCommands";

/** The words of every command; those that are left to the run with a question mark. */
function wordsOf(script: string): string[][] {
  return shellCommands(script).map(({ words }) => words.map(({ text, isOpen }) => (isOpen ? `${text}?` : text)));
}

const cases: readonly (readonly [what: string, script: string, commands: string[][]])[] = [
  ["words and comments", "# a b\npython a.py --lr 1e-4 # why\n", [["python", "a.py", "--lr", "1e-4"]]],
  ["lines that go on", "python a.py \\\n  --lr 1e-4 \\\n  --wd 0", [["python", "a.py", "--lr", "1e-4", "--wd", "0"]]],
  ["quotes", `a '--b c' "d \\"e\\" f" g'h'"i" ''`, [["a", "--b c", 'd "e" f', "ghi", ""]]],
  ["several on a line", "a b; c d && e | f\n(g)", [["a", "b"], ["c", "d"], ["e"], ["f"], ["g"]]],
  ["variables", `LR=1e-4\nexport WD="0.1"\na --lr $LR --wd \${WD}x`, [["a", "--lr", "1e-4", "--wd", "0.1x"]]],
  [
    "the words of a variable",
    'OPTS="--lr 1e-4 \\\n --wd 0"\na $OPTS "$OPTS"',
    [["a", "--lr", "1e-4", "--wd", "0", "--lr 1e-4  --wd 0"]],
  ],
  [
    "lists",
    `ARGS=(\n  --lr 1e-4 # why\n  --name "a b"\n)\nARGS+=(--wd 0)\na "\${ARGS[@]}" \${ARGS[*]}`,
    [["a", "--lr", "1e-4", "--name", "a b", "--wd", "0", "--lr", "1e-4", "--name", "a b", "--wd", "0"]],
  ],
  ["the last assignment", "LR=1\nLR=2\na $LR\nLR=3", [["a", "2"]]],
  [
    "defaults",
    `a \${LR:-3e-4} \${1-7} \${WD:=0.1}\nB=1\na \${B:-2}`,
    [
      ["a", "3e-4", "7", "0.1"],
      ["a", "1"],
    ],
  ],
  [
    "what is left to the run",
    `a $LR \${LR} $(cat x; echo "y") \`b c\` $((1 + 2)) \${x##*/} $1`,
    [["a", "$LR?", `\${LR}?`, '$(cat x; echo "y")?', "`b c`?", "$((1 + 2))?", `\${x##*/}?`, "$1?"]],
  ],
  ["characters that are blanks elsewhere", "a\fb \u00a0 c\u2028", [["a\fb", "\u00a0", "c\u2028"]]],
  ["a dollar that stands for itself", "a $ 5$", [["a", "$", "5$"]]],
  [
    "branches, which may not be taken",
    "LR=1\nif [ -z $X ]; then\n  LR=2; WD=3\nfi\na $LR $WD",
    [
      ["[", "-z", "$X?", "]"],
      ["a", "$LR?", "$WD?"],
    ],
  ],
  [
    "loops",
    "for LR in 1 2; do\n  a --lr $LR\ndone\nB=1\na $B",
    [
      ["LR", "in", "1", "2"],
      ["a", "--lr", "$LR?"],
      ["a", "1"],
    ],
  ],
  ["functions", "run() {\n  LR=1\n  a $LR\n}\nrun", [["run"], ["a", "$LR?"], ["run"]]],
  ["redirections and texts that follow", "a > x 2>&1 <<EOF\nb --lr 1\nEOF\nc < y", [["a"], ["c"]]],
  ["variables for one command", "CUDA=0 a --lr 1", [["a", "--lr", "1"]]],
  ["quotes that never end", "a 'b c\nd", [["a", "b c\nd"]]],
];

describe("shellCommands", () => {
  for (const [what, script, commands] of cases) {
    it(`reads ${what}`, () => assert.deepEqual(wordsOf(script), commands));
  }

  it("knows where the value of a variable was assigned", () => {
    const script = "LR=1e-4\npython a.py --lr=$LR";
    const word = shellCommands(script)[0].words[2];
    assert.equal(word.variable, "LR");
    assert.deepEqual(word.offsets.slice(-4), [3, 4, 5, 6]);
  });

  it("ends with the script where quotes never do", () => {
    for (const script of ["a 'b", 'a "b', "a b\\"]) assert.equal(shellCommands(script)[0].to, script.length, script);
  });

  it("stops at variables that hold each other many times over", () => {
    const lines = Array.from({ length: 60 }, (_, i) => `V${i + 1}="$V${i} $V${i}"`);
    const most = Math.max(...wordsOf(["V0=x", ...lines, "a $V60"].join("\n")).map((words) => words.length));
    assert.ok(most <= 20_001);
  });

  it("never throws", () => {
    const pieces = [
      "a",
      " ",
      "\n",
      "$",
      "{",
      "}",
      "(",
      ")",
      "'",
      '"',
      "\\",
      "`",
      "<<",
      "=",
      "A=",
      "$A",
      "#",
      ";",
      "[@]",
      "if",
      "fi",
      "for",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        shellCommands(parts.join(""));
      }),
      { numRuns: 1000 },
    );
  });
});
