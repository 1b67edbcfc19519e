import assert from "node:assert/strict";
import { INSTRUMENTS, type Instrument } from "../../../src/core/instruments/instrument";
import { completionsAt } from "../../../src/sources/native/completions";
import { hoverAt } from "../../../src/sources/native/hover";
import { readNative } from "../../../src/sources/native/readNative";
import { replaySpecification } from "../../../src/sources/replaySpecification";
import { runSpecification, type SimulationDefaults } from "../../../src/sources/runSpecification";

const defaults: SimulationDefaults = {
  problem: { name: "noisy-quadratic", parameters: {} },
  steps: 10,
  seed: 0,
  precision: "float64",
};

const first = (text: string) => readNative(text).configurations[0];

function specificationOf(text: string, instruments?: readonly Instrument[]): readonly Instrument[] | undefined {
  const lowered = runSpecification(first(text), { ...defaults, instruments });
  assert.ok("specification" in lowered);
  return lowered.specification.instruments;
}

const read: readonly (readonly [text: string, instruments: readonly Instrument[] | undefined])[] = [
  ["optimizer: sgd\ninstruments: [clip-share]\n", ["clip-share"]],
  ["optimizer: sgd\ninstruments: []\n", []],
  ["optimizer: sgd\n", undefined],
  [
    "optimizer: sgd\ninstruments:\n  - epsilon-share\n  - gradient-percentiles\n",
    ["gradient-percentiles", "epsilon-share"],
  ],
  ["optimizer: sgd\ninstruments: [Clip_Share, clip-share]\n", ["clip-share"]],
  ["instruments: [clip-share]\nruns:\n  a: { optimizer: sgd }\n", ["clip-share"]],
  ["instruments: [clip-share]\nruns:\n  a: { optimizer: sgd, instruments: [] }\n", []],
  ['{"optimizer": "sgd", "instruments": ["rate-percentiles"]}', ["rate-percentiles"]],
];

const mistakes: readonly (readonly [text: string, message: RegExp])[] = [
  [
    "optimizer: sgd\ninstruments: clip-share\n",
    /^`instruments` is .*clip-share.*; expected a list of instruments, as \[gradient-percentiles\]\.$/,
  ],
  ["optimizer: sgd\ninstruments: [clip-shar]\n", /^Unknown instrument "clip-shar"\. Did you mean clip-share\?$/],
  ["optimizer: sgd\ninstruments: [histogram]\n", /^Unknown instrument "histogram"\. There are gradient-percentiles, /],
  ["optimizer: sgd\ninstruments: [{ a: 1 }]\n", /^Expected the name of an instrument, not /],
];

describe("instruments in native files", () => {
  for (const [text, instruments] of read) {
    it(`are read from ${JSON.stringify(text)}`, () => {
      const configuration = first(text);
      assert.deepEqual(configuration.issues, []);
      assert.deepEqual(configuration.simulation.instruments, instruments);
    });
  }

  for (const [text, message] of mistakes) {
    it(`are reported in ${JSON.stringify(text)}`, () => {
      const { issues } = first(text);
      assert.equal(issues.length, 1);
      assert.match(issues[0].message, message);
    });
  }

  it("are those of the file, before what the settings say", () => {
    assert.deepEqual(specificationOf("optimizer: sgd\n"), undefined);
    assert.deepEqual(specificationOf("optimizer: sgd\n", ["clip-share"]), ["clip-share"]);
    assert.deepEqual(specificationOf("optimizer: sgd\ninstruments: [epsilon-share]\n", ["clip-share"]), [
      "epsilon-share",
    ]);
    assert.deepEqual(specificationOf("optimizer: sgd\ninstruments: []\n", ["clip-share"]), undefined);
  });

  it("are recorded in a replay too", () => {
    const recording = { gradients: { uri: "g.npy", shape: [5, 2] }, initial: null, tensors: [] } as never;
    const lowered = replaySpecification(
      first("optimizer: sgd\n"),
      { ...defaults, instruments: ["clip-share"] },
      recording,
    );
    assert.ok("specification" in lowered);
    assert.deepEqual(lowered.specification.instruments, ["clip-share"]);
  });

  it("are offered, and explained by their hovers", () => {
    const labels = (text: string) => completionsAt(text, text.length).map(({ label }) => label);
    assert.ok(labels("optimizer: sgd\nins").includes("instruments"));
    assert.deepEqual(labels("optimizer: sgd\ninstruments: ["), [...INSTRUMENTS]);
    const text = "optimizer: sgd\ninstruments: [clip-share]\n";
    assert.match(hoverAt(text, text.indexOf("instr"))?.markdown ?? "", /recorded at every step.*Off unless asked for/s);
    assert.match(hoverAt(text, text.indexOf("clip"))?.markdown ?? "", /share of the last 100 steps/);
  });
});
