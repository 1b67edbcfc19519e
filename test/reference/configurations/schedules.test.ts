import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LearningRates } from "../../../src/core/simulation/learningRates";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";
import { deviation } from "../deviations";

/** What `record_schedules.py` writes of the schedules that programs make of their files. */
interface RecordedFile {
  readonly code: string;
  /** At every update, of every parameter group. */
  readonly learningRates: readonly (readonly number[])[];
}

const recording: { readonly versions: Record<string, string>; readonly schedules: readonly RecordedFile[] } =
  JSON.parse(readFileSync(join("test", "reference", "configurations", "schedules.json"), "utf8"));

/** Powers, exponentials and cosines are not rounded alike everywhere. */
const LIMIT = 1e-14;

const versions = Object.entries(recording.versions).map(([name, version]) => `${name} ${version}`);

describe(`schedules of configuration files: ${versions.join(", ")}`, () => {
  for (const { code, learningRates } of recording.schedules) {
    it(titleOf(code), async () => {
      const [configuration] = (await readSource("config.yaml", code)).configurations;
      const problem = { name: "quadratic", parameters: {} };
      const run = runSpecification(configuration, { problem, steps: 200, seed: 0, precision: "float64" });
      assert.ok("specification" in run, JSON.stringify(run));
      const rates = new LearningRates(run.specification.optimizer);
      const [expected] = learningRates;
      const largest = Math.max(...expected);
      for (const [step, rate] of expected.entries()) {
        rates.advance(step, { loss: 0, gradientNorm: 0, gradientSum: 0, parameterChange: 0 });
        assert.ok(deviation(rates.values[0], rate, largest) <= LIMIT, `step ${step}: ${rates.values[0]}, not ${rate}`);
      }
    });
  }
});

/** The lines that tell the cases of a program apart. */
function titleOf(code: string): string {
  const lines = code.split("\n").map((line) => line.trim());
  return lines.filter((line) => /^("?(?!optim|lr|scheduler_conf|sched)\w+"?: \S|name: (?!sgd))/.test(line)).join(" ");
}
