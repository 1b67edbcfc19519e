import assert from "node:assert/strict";
import type { CurvatureSpecification } from "../../../src/core/simulation/specification";
import type { CurvatureRequest } from "../../../src/sources/configuration";
import { completionsAt } from "../../../src/sources/native/completions";
import { hoverAt } from "../../../src/sources/native/hover";
import { readNative } from "../../../src/sources/native/readNative";
import { replaySpecification } from "../../../src/sources/replaySpecification";
import { runSpecification } from "../../../src/sources/runSpecification";

const defaults = {
  problem: { name: "rosenbrock", parameters: {} },
  steps: 100,
  seed: 0,
  precision: "float64",
} as const;

/** The first run of a file. */
const first = (text: string) => readNative(text).configurations[0];

function specificationOf(text: string, isMeasured?: boolean): CurvatureSpecification | undefined {
  const lowered = runSpecification(first(text), { ...defaults, ...(isMeasured ? { curvature: true } : {}) });
  assert.ok("specification" in lowered);
  return lowered.specification.curvature;
}

const read: readonly (readonly [text: string, curvature: CurvatureRequest | undefined])[] = [
  ["optimizer: sgd\ncurvature: { every: 10 }\n", { every: 10 }],
  ["optimizer: sgd\ncurvature: true\n", true],
  ["optimizer: sgd\ncurvature: {}\n", true],
  ["optimizer: sgd\ncurvature: false\n", false],
  ["optimizer: sgd\n", undefined],
  ["curvature: { every: 7 }\nruns:\n  a: { optimizer: sgd }\n", { every: 7 }],
  ["curvature: { every: 7 }\nruns:\n  a: { optimizer: sgd, curvature: { every: 2 } }\n", { every: 2 }],
  ['{"optimizer": "sgd", "curvature": {"every": 3}}', { every: 3 }],
];

describe("curvature in native files", () => {
  for (const [text, curvature] of read) {
    it(`is read from ${JSON.stringify(text)}`, () => {
      const configuration = first(text);
      assert.deepEqual(configuration.issues, []);
      assert.deepEqual(configuration.simulation.curvature, curvature);
    });
  }

  it("is measured as often as the file says, before what the settings say", () => {
    assert.deepEqual(specificationOf("optimizer: sgd\ncurvature: { every: 10 }\n"), { every: 10 });
    assert.deepEqual(specificationOf("optimizer: sgd\ncurvature: { every: 10 }\n", true), { every: 10 });
    assert.equal(specificationOf("optimizer: sgd\ncurvature: false\n", true), undefined);
    assert.equal(specificationOf("optimizer: sgd\n"), undefined);
  });

  it("is measured as often as it can be afforded where nobody says how often", () => {
    assert.deepEqual(specificationOf("optimizer: sgd\n", true), { every: 1 });
    assert.deepEqual(specificationOf("optimizer: sgd\nsteps: 100000\ncurvature: true\n"), { every: 200 });
  });

  it("is not measured in a replay, whose gradients are recorded", () => {
    const recording = { gradients: { uri: "g.npy", shape: [5, 2] }, initial: null, tensors: [] } as never;
    const lowered = replaySpecification(
      first("optimizer: sgd\ncurvature: { every: 10 }\n"),
      { ...defaults, curvature: true },
      recording,
    );
    assert.ok("specification" in lowered);
    assert.equal(lowered.specification.curvature, undefined);
  });

  it("is offered with what may stand there", () => {
    const labels = (text: string) => completionsAt(text, text.length).map(({ label }) => label);
    assert.ok(labels("optimizer: sgd\ncur").includes("curvature"));
    assert.ok(labels("runs:\n  a: { optimizer: sgd }\ncur").includes("curvature"));
    assert.deepEqual(labels("optimizer: sgd\ncurvature: "), ["true", "false"]);
    assert.deepEqual(labels("optimizer: sgd\ncurvature: { "), ["every"]);
  });

  it("says by its hover what is measured and what it costs", () => {
    const text = "optimizer: sgd\ncurvature: { every: 10 }\n";
    assert.match(
      hoverAt(text, text.indexOf("curv"))?.markdown ?? "",
      /curvature of the test problem.*off unless asked for.*gradients/s,
    );
    assert.match(hoverAt(text, text.indexOf("every"))?.markdown ?? "", /Steps from one measurement to the next/);
  });
});
