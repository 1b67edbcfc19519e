import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LearningRates } from "../../../src/core/simulation/learningRates";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";
import { deviation } from "../deviations";

/** A schedule that a program makes of a text. */
interface RecordedFile {
  /** Name of the file; that of one of YAML if absent. */
  readonly path?: string;
  readonly code: string;
  /** At every update, of every parameter group. */
  readonly learningRates: readonly (readonly number[])[];
}

interface Recording {
  readonly versions: Readonly<Record<string, string>>;
  readonly schedules: readonly RecordedFile[];
}

/** What `record_schedules.py` and `record_programs.py` write. */
const recordings = ["schedules.json", "programs.json"].map(
  (name): Recording => JSON.parse(readFileSync(join("test", "reference", "configurations", name), "utf8")),
);

/** Powers, exponentials and cosines are not rounded alike everywhere. */
const LIMIT = 1e-14;

for (const { versions, schedules } of recordings) {
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  describe(`schedules of configuration files: ${programs.join(", ")}`, () => {
    for (const { path = "config.yaml", code, learningRates } of schedules) {
      it(path === "config.yaml" ? titleOf(code) : code, async () => {
        const [configuration] = (await readSource(path, code)).configurations;
        const problem = { name: "quadratic", parameters: {} };
        const run = runSpecification(configuration, { problem, steps: 200, seed: 0, precision: "float64" });
        assert.ok("specification" in run, JSON.stringify(run));
        const rates = new LearningRates(run.specification.optimizer);
        const [expected] = learningRates;
        const largest = Math.max(...expected);
        for (const [step, rate] of expected.entries()) {
          rates.advance(step, { loss: 0, gradientNorm: 0, gradientSum: 0, parameterChange: 0 });
          assert.ok(
            deviation(rates.values[0], rate, largest) <= LIMIT,
            `step ${step}: ${rates.values[0]}, not ${rate}`,
          );
        }
      });
    }
  });
}

/** The lines that tell the cases of a program apart. */
function titleOf(code: string): string {
  const lines = code.split("\n").map((line) => line.trim());
  return lines.filter((line) => /^("?(?!optim|lr|scheduler_conf|sched)\w+"?: \S|name: (?!sgd))/.test(line)).join(" ");
}
