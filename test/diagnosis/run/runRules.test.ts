import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { problemCatalogue } from "../../../src/core/problems/problemCatalogue";
import { runRules } from "../../../src/diagnosis/run/runRules";
import { sourceRules } from "../../../src/diagnosis/sourceRules";
import { applyEdits } from "../../../src/sources/edits/sourceEdits";
import { casesOf } from "../../sources/readingCases";
import { describeFindings } from "../describeFindings";
import { findingsOfRuns } from "./simulateSource";

const folder = join(process.cwd(), "test/diagnosis/run");

describe("the example of every rule about runs", () => {
  for (const { metadata } of runRules) {
    const { path, before, after } = metadata.documentation.example;
    const measures = metadata.needsCurvature;
    it(`${metadata.id}: what it shows is found, and its mended form is silent`, async () => {
      const [{ findings }] = await findingsOfRuns(path, before, measures);
      assert.ok(
        findings.some(({ rule }) => rule === metadata.id),
        describeFindings(findings),
      );
      const [mended] = await findingsOfRuns(path, after, measures);
      assert.equal(describeFindings(mended.findings), "");
      const fixes = findings.filter(({ rule }) => rule === metadata.id).flatMap((finding) => finding.fixes);
      const made = fixes.map(({ edits }) => applyEdits(before, edits));
      assert.deepEqual(made, metadata.fixes === undefined ? [] : [after]);
    });
  }

  it("has an identifier of its own", () => {
    const ids = [...sourceRules, ...runRules].map(({ metadata }) => metadata.id);
    assert.deepEqual([...new Set(ids)], ids);
    for (const { metadata } of runRules) assert.match(metadata.id, /^run\/[a-z]+(-[a-z]+)*$/);
  });
});

describe("findings of runs", () => {
  for (const { title, source, expected } of casesOf(join(folder, "cases.txt"))) {
    it(title, async () => {
      const runs = await findingsOfRuns("run.optim.yaml", source, title.includes("curvature"));
      const described = runs.map(({ findings }) => describeFindings(findings)).filter((text) => text !== "");
      assert.equal(described.join("\n").trim(), expected.trim());
    });
  }

  const examples = ["compare", "layers", "stability"];
  for (const name of examples) {
    it(`of examples/native/${name}.optim.yaml are those that it is there to show`, async () => {
      const path = `examples/native/${name}.optim.yaml`;
      const runs = await findingsOfRuns(path, readFileSync(join(process.cwd(), path), "utf8"));
      const grave = runs.flatMap(({ run, findings }) =>
        findings.filter(({ severity }) => severity !== "information").map(({ rule }) => `${run}: ${rule}`),
      );
      assert.deepEqual(grave, shown[name]);
    });
  }
});

const shown: Readonly<Record<string, readonly string[]>> = {
  compare: ["Adam without bias correction: run/bias-correction-overshoot"],
  layers: ["sigmoid layers: run/vanishing-gradient"],
  stability: ["just above 2/λ: run/diverged", "momentum, just above: run/diverged"],
};

/** Learning rates with which each gets somewhere on every problem. */
const soundOptimizers: readonly string[] = [
  "optimizer: gradient-descent, learningRate: 0.0005",
  "optimizer: momentum, learningRate: 0.0003",
  "optimizer: nesterov, learningRate: 0.0003",
  "optimizer: rmsprop, learningRate: 0.02, schedule: { name: inverse-time, decay: 0.01 }",
  "optimizer: adagrad, learningRate: 0.3",
  "optimizer: adam, learningRate: 0.02",
  "optimizer: adamw, learningRate: 0.02, weightDecay: 0.01",
];

describe("sound runs", () => {
  for (const { name } of problemCatalogue) {
    for (const optimizer of soundOptimizers) {
      it(`are silent: ${optimizer} on ${name}`, async () => {
        // Flat problems take larger steps than Rosenbrock's valley and Beale's walls.
        const steep = ["rosenbrock", "beale", "himmelblau", "quadratic"].includes(name);
        const rate = /learningRate: ([\d.]+)/.exec(optimizer)?.[1] ?? "";
        const isDescent = Number(rate) < 0.001;
        const scaled = isDescent && !steep ? optimizer.replace(rate, String(Number(rate) * 100)) : optimizer;
        const runs = await findingsOfRuns(
          "run.optim.yaml",
          `problem: ${name}\nsteps: 800\nruns:\n  sound: { ${scaled} }\n`,
        );
        const grave = runs[0].findings.filter(({ severity }) => severity !== "information");
        assert.equal(describeFindings(grave), "");
      });
    }
  }
});
