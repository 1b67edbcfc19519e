import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RecordedGradients } from "../../../src/core/problems/recordedGradients";
import { Simulation } from "../../../src/core/simulation/simulation";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";
import { deviation } from "../deviations";

/** Where an optimizer takes its parameters that a program makes of a text. */
interface RecordedOptimizer {
  readonly path: string;
  readonly code: string;
  /** After every update. */
  readonly parameters: readonly (readonly number[])[];
}

interface Recording {
  readonly versions: Readonly<Record<string, string>>;
  readonly initial: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly optimizers: readonly RecordedOptimizer[];
}

/** Both work in double precision; powers are not rounded alike everywhere. */
const LIMIT = 1e-13;

/** The learning rate of MaxText's schedules is in float32, and so is what its adam_pax makes of the number of steps, where 1 - β₂ᵗ magnifies the rounding. */
const SINGLE_LIMIT = 5e-7;

const problem = { name: "quadratic", parameters: {} };

/** What `record_programs.py`, `record_trainings.py` and `record_maxtext.py` write of optimizers. */
const recordings: readonly (readonly [name: string, limit: number])[] = [
  ["programs.json", LIMIT],
  ["trainings.json", LIMIT],
  ["maxtext.json", SINGLE_LIMIT],
];

for (const [name, limit] of recordings) {
  const file = join("test", "reference", "configurations", name);
  const { versions, initial, gradients, optimizers }: Recording = JSON.parse(readFileSync(file, "utf8"));
  const programs = Object.entries(versions).map(([program, version]) => `${program} ${version}`);
  describe(`optimizers of configuration files: ${programs.join(", ")}`, () => {
    for (const { path, code, parameters } of optimizers) {
      it(code, async () => {
        const [configuration] = (await readSource(path, code)).configurations;
        const run = runSpecification(configuration, {
          problem,
          steps: gradients.length,
          seed: 0,
          precision: "float64",
        });
        assert.ok("specification" in run, JSON.stringify(run));
        const tensors = [{ name: "parameters", shape: [initial.length] }];
        const recording = {
          steps: gradients.length,
          parameters: initial.length,
          read: (step: number, out: Float64Array) => out.set(gradients[step]),
        };
        const source = new RecordedGradients(recording, tensors, Float64Array.from(initial));
        const specification = { ...run.specification, problem, steps: gradients.length };
        const simulation = new Simulation(specification, { source, record: false });
        for (const [step, expected] of parameters.entries()) {
          simulation.advance(1);
          const largest = Math.max(...expected.map(Math.abs));
          for (const [index, value] of expected.entries()) {
            const own = simulation.parameters[index];
            assert.ok(deviation(own, value, largest) <= limit, `step ${step}: ${own}, not ${value}`);
          }
        }
      });
    }
  });
}
