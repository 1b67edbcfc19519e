import assert from "node:assert/strict";
import type { SourceReading } from "../../src/sources/configuration";
import { configurationGist } from "../../src/sources/configurationGist";
import { runSpecification } from "../../src/sources/runSpecification";

const defaults = {
  problem: { name: "quadratic", parameters: {} },
  steps: 1,
  seed: 0,
  precision: "float64",
} as const;

/** Fails unless all that was read of a text can be shown and lowered to a simulation, and names places that lie in the text. */
export function checkReading(text: string, { configurations, issues }: SourceReading): void {
  const lines = text.split("\n");
  const lowered = configurations.flatMap((configuration) => {
    configurationGist(configuration);
    const specification = runSpecification(configuration, defaults);
    return [...configuration.issues, ...("issues" in specification ? specification.issues : [])];
  });
  for (const { range } of [...issues, ...configurations, ...lowered]) {
    assert.ok(range.line >= 1 && range.endLine <= lines.length, JSON.stringify(range));
    assert.ok(range.column >= 1 && range.endColumn <= lines[range.endLine - 1].length + 1, JSON.stringify(range));
  }
}
