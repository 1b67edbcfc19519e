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

/** What `record_programs.py` writes of optimizers. */
const {
  initial,
  gradients,
  optimizers,
}: {
  readonly initial: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly optimizers: readonly RecordedOptimizer[];
} = JSON.parse(readFileSync(join("test", "reference", "configurations", "programs.json"), "utf8"));

/** Both work in double precision; powers are not rounded alike everywhere. */
const LIMIT = 1e-13;

const problem = { name: "quadratic", parameters: {} };

describe("optimizers of configuration files", () => {
  for (const { path, code, parameters } of optimizers) {
    it(code, async () => {
      const [configuration] = (await readSource(path, code)).configurations;
      const run = runSpecification(configuration, { problem, steps: gradients.length, seed: 0, precision: "float64" });
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
          assert.ok(deviation(own, value, largest) <= LIMIT, `step ${step}: ${own}, not ${value}`);
        }
      }
    });
  }
});
