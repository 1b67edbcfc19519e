import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parser } from "@lezer/python";
import fc from "fast-check";
import { ParseMemory } from "../../../src/sources/parseMemory";
import { readPython } from "../../../src/sources/python/readPython";
import { readSource } from "../../../src/sources/readSource";
import { casesOf } from "../readingCases";
import { filesOf } from "./filesOf";

const folder = join("test", "sources", "python");

const programs = filesIn("cases").flatMap((file) => casesOf(file).map(({ source }) => source));

/** The files of the cases that have several, by their paths; the first is the one that is read. */
const workspaces = filesIn("workspaces").flatMap((file) =>
  readFileSync(file, "utf8")
    .split(/^(?=# .*\n## )/m)
    .map((text) => {
      const sections = text
        .split(/^==>\n/m)[0]
        .split(/^## /m)
        .slice(1);
      return sections.map((section) => [section.split("\n", 1)[0], section.slice(section.indexOf("\n") + 1)] as const);
    }),
);

function filesIn(name: string): readonly string[] {
  return readdirSync(join(folder, name)).map((file) => join(folder, name, file));
}

/** What someone does to a text, at places that are told as shares of it. */
interface Edit {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly other: number;
}

const kinds = ["rename", "comment", "delete", "repeat", "move", "type", "value", "indent"] as const;

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const edits = fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: share, other: share }), {
  minLength: 1,
  maxLength: 5,
});

function edited(text: string, { kind, at, other }: Edit): string {
  const lines = text.split("\n");
  const index = Math.floor(at * lines.length);
  const [line, target] = [lines[index], Math.floor(other * lines.length)];
  const names = [...new Set(text.match(/\b[A-Za-z_]\w*/g))];
  const nameAt = (place: number) => names[Math.floor(place * names.length)] ?? "x";
  switch (kind) {
    case "rename":
      return text.replace(new RegExp(`\\b${nameAt(at)}\\b`, "g"), nameAt(other));
    case "comment":
      return lines.with(index, line.startsWith("#") ? line.replace(/^# ?/, "") : `# ${line}`).join("\n");
    case "delete":
      return lines.toSpliced(index, 1 + Math.floor(other ** 3 * 10)).join("\n");
    case "repeat":
      return lines.toSpliced(index, 0, line).join("\n");
    case "move":
      return lines.toSpliced(index, 1).toSpliced(target, 0, line).join("\n");
    case "type": {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + typed[Math.floor(other * typed.length)] + text.slice(place);
    }
    case "value":
      return lines.with(index, line.replace(/\d/, String(Math.floor(other * 10)))).join("\n");
    case "indent":
      return lines.with(index, other < 0.5 ? `    ${line}` : line.replace(/^ {4}/, "")).join("\n");
  }
}

const typed = [
  "1",
  ".",
  "_",
  "x",
  "\n",
  ", lr=0.5",
  "\nlr = 0.2\n",
  "\nfrom torch.optim import Adam as Other\n",
  "\nimport numpy as np\nfor _ in range(3):\n    w -= lr * grad\n",
  "\nclass Adam:\n    pass\n",
];

/** The versions of a text that come about by edits one after the other, and those when they are undone. */
function versionsOf(text: string, changes: readonly Edit[]): readonly string[] {
  const versions = [text];
  for (const change of changes) versions.push(edited(versions[versions.length - 1], change));
  return [...versions, ...versions.toReversed()];
}

/** How the parser gets over a mistake depends on the version before. */
function isSound(text: string): boolean {
  return !parser.parse(text).toString().includes("⚠");
}

describe("Python files that are being edited", () => {
  it("are read as their text is, whatever it was before", () => {
    let compared = 0;
    const program = fc.array(fc.constantFrom(...programs), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(program, edits, (parts, changes) => {
        const memory = new ParseMemory();
        for (const text of versionsOf(parts.join("\n"), changes)) {
          const reading = readPython(text, undefined, undefined, memory);
          if (!isSound(text)) continue;
          assert.deepEqual(reading, readPython(text), text);
          compared++;
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(compared > 150, `${compared} readings were compared`);
  });

  it("are read with what the other files hold, whatever these held before", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...workspaces), share, edits, async (files, place, changes) => {
        const memory = new ParseMemory();
        const [path] = files[0];
        const [changed, start] = files[Math.floor(place * files.length)];
        for (const version of versionsOf(start, changes)) {
          const texts = new Map([...files, [changed, version]]);
          const read = (own?: ParseMemory) => readSource(path, texts.get(path) ?? "", filesOf(texts), undefined, own);
          const reading = await read(memory);
          if (![...texts.values()].every(isSound)) continue;
          assert.deepEqual(reading, await read(), version);
          compared++;
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(compared > 150, `${compared} readings were compared`);
  });
});
