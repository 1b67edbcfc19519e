import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceValue } from "../../src/sources/configuration";
import { plainValues } from "../../src/sources/configurationValues";
import { readPython } from "../../src/sources/python/readPython";

/** What `record_transformers.py` writes of an optimizer that Trainer makes. */
interface RecordedConfiguration {
  readonly code: string;
  readonly optimizer: string;
  /** Of the first parameter group: all but biases and norms. */
  readonly hyperparameters: Readonly<Record<string, SourceValue>>;
  readonly maxNorm: number;
}

const recording: {
  readonly versions: Record<string, string>;
  readonly configurations: readonly RecordedConfiguration[];
} = JSON.parse(readFileSync(join("test", "reference", "transformers.json"), "utf8"));

describe(`what Trainer of transformers ${recording.versions.transformers} makes of its arguments`, () => {
  for (const { code, optimizer, hyperparameters, maxNorm } of recording.configurations) {
    it(code.slice(code.lastIndexOf("\n") + 1), () => {
      const [configuration] = readPython(code).configurations;
      assert.equal(configuration.framework, "transformers");
      assert.equal(configuration.optimizer, optimizer);
      const found = plainValues(configuration.hyperparameters);
      // AdamW is an Adam whose group says so; its own arguments have no such flag.
      const { decoupled_weight_decay: _, ...expected } = hyperparameters;
      assert.deepEqual(found, expected);
      assert.deepEqual(configuration.clipping, maxNorm > 0 ? { kind: "norm", limit: maxNorm } : null);
    });
  }
});
