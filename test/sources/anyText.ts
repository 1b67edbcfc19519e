import fc from "fast-check";
import type { SourceReading } from "../../src/sources/configuration";
import { checkReading } from "./checkReading";

/** What a reader is given to stumble over. */
export interface AnyText {
  read(text: string): SourceReading;
  /** A script with all that the reader knows. */
  readonly script: string;
  /** A text around any characters. */
  around(characters: string): string;
  /** Texts of a kind that takes long or goes deep, by what they are. */
  readonly hostile: Readonly<Record<string, string>>;
}

/** Tests that a reader never throws, comes to an end, and names places that lie in the text. */
export function testAnyText({ read, script, around, hostile }: AnyText): void {
  const readAll = (text: string): void => checkReading(text, read(text));

  it("never throws on text cut off anywhere", () => {
    for (let end = 0; end <= script.length; end += 3) readAll(script.slice(0, end));
  });

  it("never throws on text with stretches missing, doubled or exchanged", () => {
    const place = fc.nat({ max: script.length });
    const edit = fc.record({ from: place, to: place, at: place });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = script;
        for (const { from, to, at } of edits) {
          const [start, end] = [Math.min(from, to), Math.max(from, to)];
          const moved = at % 2 === 0 ? text.slice(start, Math.min(end, start + 40)) : "";
          const rest = text.slice(0, start) + text.slice(end);
          text = rest.slice(0, at) + moved + rest.slice(at);
        }
        readAll(text);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws on any characters", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (characters) => readAll(around(characters))),
      { numRuns: 200 },
    );
  });

  for (const [what, text] of Object.entries(hostile)) it(`comes to an end on ${what}`, () => readAll(text));
}
