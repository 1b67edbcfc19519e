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

/** Powers, exponentials and cosines are not rounded alike everywhere. */
const LIMIT = 1e-14;

/** XLA, in whose float32 MaxText's are worked out, does not round all cosines to the nearest number: two units in the last place. */
const SINGLE_LIMIT = 1.3e-7;

/** What `record_schedules.py`, `record_programs.py`, `record_trainings.py` and `record_maxtext.py` write. */
const recordings: readonly (readonly [name: string, limit: number])[] = [
  ["schedules.json", LIMIT],
  ["programs.json", LIMIT],
  ["trainings.json", LIMIT],
  ["maxtext.json", SINGLE_LIMIT],
];

for (const [name, limit] of recordings) {
  const file = join("test", "reference", "configurations", name);
  const { versions, schedules }: Recording = JSON.parse(readFileSync(file, "utf8"));
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
            deviation(rates.values[0], rate, largest) <= limit,
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
