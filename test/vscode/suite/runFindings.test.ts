import assert from "node:assert/strict";
import { ConfigurationTarget, commands, type TextDocument, workspace } from "vscode";
import type { PanelFinding, RunSummary } from "../../../src/protocol/panel";
import { showFile } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";
import { ended, newRun, runOf } from "./runs";

const fast = `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 400
optimizer: gradient-descent
learningRate: 0.25
`;

async function simulate(document: TextDocument): Promise<RunSummary> {
  assert.ok(document);
  const { id } = await newRun(() => runCommand("Simulate"));
  return ended(id);
}

const findings = (run: string): readonly PanelFinding[] => extension().exports.findings(run);

function found(run: string, rule: string): Promise<PanelFinding> {
  return eventually(`${rule} in the run ${run}`, () => findings(run).find((each) => each.rule === rule));
}

function gone(run: string, rule: string): Promise<true> {
  return eventually(
    `no ${rule} in the run ${run}`,
    () => !findings(run).some((each) => each.rule === rule) || undefined,
  );
}

describe("findings in a run", () => {
  before(() => extension().activate());

  it("are in the panel, with the step, the place and what mends them", async () => {
    const { id } = await simulate(await showFile("fast.optim.yaml", fast));
    const finding = await found(id, "run/diverged");
    assert.equal(finding.severity, "error");
    assert.match(finding.message, /diverges.*on the test problem quadratic/);
    assert.equal(finding.step, 1);
    assert.equal(finding.place, "fast.optim.yaml:4");
    assert.deepEqual(finding.fixes, ["Set learningRate to 0.17"]);
  });

  it("are mended by their fix in one edit, and gone from the run that follows it", async () => {
    const document = await showFile("mended.optim.yaml", fast);
    const { id } = await simulate(document);
    const { id: finding, fixes } = await found(id, "run/diverged");
    await extension().exports.fixFinding(id, finding, fixes[0]);
    assert.equal(document.getText(), fast.replace("0.25", "0.17"));
    await gone(id, "run/diverged");
    await commands.executeCommand("undo");
    assert.equal(document.getText(), fast);
    await found(id, "run/diverged");
  });

  it("go by the settings of rules, anew when these change", async () => {
    const { id } = await simulate(await showFile("settings.optim.yaml", fast));
    await found(id, "run/diverged");
    const configuration = workspace.getConfiguration("optimizerDebugger");
    await configuration.update("rules", { "run/diverged": "off" }, ConfigurationTarget.Global);
    try {
      await gone(id, "run/diverged");
      await configuration.update("rules", { "run/*": "information" }, ConfigurationTarget.Global);
      const severity = async () => (await found(id, "run/diverged")).severity;
      await eventually("another severity", async () => ((await severity()) === "information" ? true : undefined));
    } finally {
      await configuration.update("rules", undefined, ConfigurationTarget.Global);
    }
    await found(id, "run/diverged");
  });

  it("are those of what there is, in a run that is cancelled half-way", async () => {
    const long = `problem: { name: noisy-quadratic, dimension: 1000 }
steps: 20000000
optimizer: adam
biasCorrection: false
`;
    await showFile("long.optim.yaml", long);
    const { id } = await newRun(() => runCommand("Simulate"));
    await eventually("some steps", () => runOf(id).stepsDone > 100 || undefined);
    await runCommand("Cancel");
    assert.equal((await ended(id)).status, "cancelled");
    const { fixes } = await found(id, "run/bias-correction-overshoot");
    assert.deepEqual(fixes, ["Set biasCorrection to true"]);
  });
});

describe("curvature", () => {
  it("is measured when it is asked for, and not any more when it is not", async () => {
    const { id } = await simulate(await showFile("curved.optim.yaml", fast.replace("0.25", "0.1")));
    const columns = (run: string) => runOf(run).columns.map(({ name }) => name);
    assert.ok(!columns(id).includes("sharpness"));
    const { id: measured } = await newRun(() => runCommand("Measure Curvature, or Stop Measuring It"));
    assert.ok(columns((await ended(measured)).id).includes("sharpness"));
    assert.equal(runOf(measured).curvatureInterval, 1);
    const { id: plain } = await newRun(() => runCommand("Measure Curvature, or Stop Measuring It"));
    assert.ok(!columns((await ended(plain)).id).includes("sharpness"));
  });
});
