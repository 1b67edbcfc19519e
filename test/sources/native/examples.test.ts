import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Simulation } from "../../../src/core/simulation/simulation";
import { readRecording } from "../../../src/recordings/readRecording";
import { recordingBytes } from "../../../src/recordings/recordingBytes";
import { allIssues } from "../../../src/sources/allIssues";
import { isSourceFile } from "../../../src/sources/languages";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";

const defaults = {
  problem: { name: "noisy-quadratic", parameters: {} },
  steps: 300,
  seed: 0,
  precision: "float64",
} as const;

/** The last finite loss of every run of a file by name, and where it stopped being finite. */
async function simulate(file: string): Promise<Map<string, { loss: number; nonFiniteAt: number | null }>> {
  const reading = await readSource(file, readFileSync(file, "utf8"));
  const results = new Map<string, { loss: number; nonFiniteAt: number | null }>();
  for (const configuration of reading.configurations) {
    const lowered = runSpecification(configuration, defaults);
    assert.ok("specification" in lowered, JSON.stringify(lowered));
    const simulation = new Simulation(lowered.specification);
    simulation.advance(lowered.specification.steps);
    const { trace, columns, nonFinite } = simulation;
    const losses = Array.from({ length: trace.rows }, (_, row) => trace.value(columns.indexOf("loss"), row));
    const loss = losses.findLast(Number.isFinite) ?? Number.NaN;
    results.set(configuration.name ?? configuration.optimizer, { loss, nonFiniteAt: nonFinite?.step ?? null });
  }
  return results;
}

describe("The examples", () => {
  for (const folder of ["native", "pytorch", "numpy", "transformers", "keras", "jax", "tfjs"]) {
    for (const name of readdirSync(`examples/${folder}`).filter(isSourceFile)) {
      it(`${folder}/${name} is read without issues`, async () => {
        const file = `examples/${folder}/${name}`;
        const reading = await readSource(file, readFileSync(file, "utf8"));
        assert.deepEqual(allIssues(reading), []);
        assert.ok(reading.configurations.length > 0);
      }).timeout(30_000);
    }
  }

  it("pytorch/record_gradients.py has recorded gradients of the shapes that it names", () => {
    const uri = (name: string) => pathToFileURL(`examples/pytorch/${name}`).href;
    const [, shapes] =
      /have the shapes ([\dx,]+)\./.exec(readFileSync("examples/pytorch/record_gradients.py", "utf8")) ?? [];
    const choice = { gradients: uri("gradients.npy"), initial: uri("initial.npy"), shapes };
    const { gradients, tensors } = readRecording(choice, (file) => recordingBytes(file, {}));
    assert.deepEqual([gradients.shape, tensors.length], [[300, 33], 4]);
  });

  it("stability.optim.yaml converges below the limit and diverges above it", async () => {
    const runs = await simulate("examples/native/stability.optim.yaml");
    const start = 55.5; // ½ (1 + 10 + 100) at (1, 1, 1)
    for (const [name, { loss }] of runs) assert.equal(loss > start, name.includes("above"), `${name}: ${loss}`);
  }).timeout(30_000);

  it("printed-formulas.optim.yaml fails where a printed formula divides by nothing or takes a root of a negative sum", async () => {
    const runs = await simulate("examples/native/printed-formulas.optim.yaml");
    const failed = [...runs].filter(([, { nonFiniteAt }]) => nonFiniteAt !== null).map(([name]) => name);
    assert.deepEqual(failed, ["RMSprop as printed", "Adagrad as printed"]);
  }).timeout(30_000);
});
