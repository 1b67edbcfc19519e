import assert from "node:assert/strict";
import { plannedSchedule } from "../../../src/core/plannedSchedule/plannedSchedule";
import type { ScheduleReply } from "../../../src/protocol/panel";
import { schedulePlan } from "../../../src/protocol/schedulePlan";
import { valueAt } from "../../../webview/data/curves";
import { phaseName, phaseRates, phaseSteps } from "../../../webview/instruments/phaseWords";
import { AT_CURSOR, plannedCurves, plannedId, plannedRun } from "../../../webview/instruments/plannedRun";
import { plannedValues } from "../../../webview/instruments/plannedValues";
import { initialModel, panelReducer } from "../../../webview/panel/panelReducer";
import { gradientDescent } from "../../core/simulation/specifications";
import { runSummary } from "../runSummary";

function replyOver(steps: number): ScheduleReply {
  const rule = "lr = lr0 * min(1, t / 4)";
  const schedule = { rule, parameters: {}, interval: 1 };
  const planned = plannedSchedule({ ...gradientDescent, schedule }, steps);
  assert.ok(planned);
  return { title: "torch SGD", plan: schedulePlan(planned) };
}

const { plan } = replyOver(10);
assert.ok(plan);

describe("a planned schedule", () => {
  it("is drawn as a run of its own that records the learning rate", () => {
    const run = plannedRun(runSummary(), { title: "torch SGD", plan });
    assert.deepEqual(
      [run?.id, run?.name, run?.stepsDone, run?.columns.map(({ name }) => name)],
      ["schedule of a", "AdamW lr 3e-3", 10, ["learningRate"]],
    );
    assert.equal(plannedRun(null, { title: "torch SGD", plan })?.name, "torch SGD");
    assert.equal(plannedRun(runSummary(), { title: "torch SGD", plan: null }), null);
  });

  it("has its rates at all steps, of long ones at steps that exist", () => {
    const curves = plannedCurves("a", plan);
    assert.equal(valueAt(curves, "learningRate", 0), 0.025);
    assert.equal(valueAt(curves, "learningRate", 9), 0.1);
    const long = replyOver(100_000).plan;
    assert.ok(long && long.curve.points <= 4096);
    assert.equal(long.final, 0.1);
  });

  it("is kept until its run is gone", () => {
    const content = {
      runs: [runSummary()],
      findings: {},
      selected: "a",
      followsEdits: false,
      removed: [],
      measuresCurvature: false,
      instruments: [],
    };
    let model = panelReducer(initialModel(), { type: "content", content });
    model = panelReducer(model, { type: "schedule", run: "a", reply: { title: "torch SGD", plan } });
    model = panelReducer(model, { type: "schedule", run: AT_CURSOR, reply: { title: "torch SGD", plan } });
    model = panelReducer(model, { type: "content", content });
    assert.ok(model.curves[plannedId("a")] && model.schedules.a);
    model = panelReducer(model, { type: "content", content: { ...content, runs: [], selected: null } });
    assert.deepEqual(Object.keys(model.schedules), [AT_CURSOR]);
    assert.deepEqual(Object.keys(model.curves), [plannedId(AT_CURSOR)]);
  });

  it("is written step by step into files", () => {
    const lines = plannedValues(plan, "csv").split("\n");
    assert.deepEqual([lines[0], lines[1], lines[10], lines.length], ["step,learningRate", "0,0.025", "9,0.1", 12]);
    assert.deepEqual(JSON.parse(plannedValues(plan, "json")).learningRate.at(-1), 0.1);
  });
});

describe("the words of phases", () => {
  it("say what, when and how much", () => {
    const [warmup, plateau] = plan.phases;
    assert.deepEqual([phaseName(warmup), phaseSteps(warmup), phaseRates(warmup)], ["Warm-up", "0–2", "0.025 → 0.1"]);
    assert.deepEqual([phaseName(plateau), phaseSteps(plateau), phaseRates(plateau)], ["Plateau", "3–9", "0.1"]);
    const restart = { ...plateau, kind: "decay", isRestart: true, count: 1 } as const;
    assert.equal(phaseName(restart), "Restart: decay");
    assert.equal(phaseName({ ...plateau, kind: "stairs", first: 1, last: 0.1, count: 5 }), "Decay in 5 levels");
    assert.equal(phaseName({ ...plateau, kind: "cycles", count: 12 }), "12 cycles");
  });
});
