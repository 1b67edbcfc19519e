import assert from "node:assert/strict";
import { parser } from "@lezer/python";
import fc from "fast-check";
import { trainingFile } from "../../../bench/trainingFile";
import { ParseMemory } from "../../../src/sources/parseMemory";
import { readPython } from "../../../src/sources/python/readPython";

/** Definitions in which classes and objects are handed about, and what is written to them is found by other names. */
const handedAbout = `

@dataclass
class Settings:
    lr: float = 0.1
    decay: float = 1e-4

def adjust(values, **others):
    values.lr = 0.02
    values.__dict__.update(others)

def choose(name):
    return {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[name]

def build(settings, model):
    global rate
    rate = settings.lr
    return choose("sgd")(model.parameters(), lr=rate, weight_decay=settings.decay)

settings = Settings()
adjust(settings, decay=0.0)
optimizer = build(settings, net)

def descend(w, x, y, alpha=0.01):
    for _ in range(100):
        gradient = x.T @ (x @ w - y)
        w -= alpha * gradient
    return w
`;

const texts = [trainingFile(250, 3).text, trainingFile(120, 2).text + handedAbout];

/** What someone types, or types over. */
const typed = [
  "x",
  "1",
  "\n",
  "\n\n",
  "    ",
  "# ",
  "torch.optim.Adam",
  "lr",
  "settings",
  "self.lr = 0.3\n",
  "global rate\n",
];

function edited(text: string, { at, remove, insert }: Edit): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + insert + text.slice(place + remove);
}

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

describe("Python that is being edited", () => {
  it("is read as the text is that stands there", () => {
    const edit: fc.Arbitrary<Edit> = fc.record({
      at: fc.nat(),
      remove: fc.oneof(fc.constant(0), fc.nat({ max: 60 })),
      insert: fc.constantFrom("", ...typed),
    });
    let compared = 0;
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (start, edits) => {
        const memory = new ParseMemory();
        const versions = [start];
        for (const next of edits) versions.push(edited(versions[versions.length - 1], next));
        // As they are typed, and undone again.
        for (const text of [...versions, ...versions.toReversed()]) {
          const reading = readPython(text, undefined, undefined, memory);
          // How the parser gets over a mistake depends on the version before.
          if (parser.parse(text).toString().includes("⚠")) continue;
          assert.deepEqual(reading, readPython(text), text);
          compared++;
        }
      }),
      { numRuns: 25 },
    );
    assert.ok(compared > 40);
  });
});
