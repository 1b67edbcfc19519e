import assert from "node:assert/strict";
import { Landscape } from "../../../src/extension/landscape/landscape";
import { Foresight } from "../../../src/extension/panel/foresight";
import { type PanelActions, panelAnswers } from "../../../src/extension/panel/panelAnswers";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import { Connection, type Silent } from "../../../src/protocol/connection";
import { jsonTransport } from "../../../src/protocol/jsonTransport";
import type { PanelCalls, PanelContract, PanelState } from "../../../src/protocol/panel";
import { loopback } from "../../protocol/loopback";
import { EvaluatingPool } from "../runs/evaluatingPool";
import { planOf } from "../runs/planOf";
import { sharedChunk } from "../runs/sharedChunk";
import { throughWebviewChannel } from "./webviewChannel";

const columns = ["loss", "gradientNorm"];
const rows = [
  [4, 2],
  [1, Number.NaN],
  [Infinity, -0],
];

/** A panel's page and a host with one finished run, with VS Code's channel between them. */
function openPanel() {
  const observers: RunObserver[] = [];
  const calls: unknown[] = [];
  const note = (name: string) => (given: unknown) => void calls.push([name, given]);
  const store = new RunStore({
    run: (_run, _specification, observer) => void observers.push(observer),
    cancel: note("cancel"),
    release: note("release"),
    inspect: (...given) => {
      calls.push(["inspect", ...given.slice(2)]);
      return Promise.reject(new Error("The worker ran out of memory."));
    },
  });
  const run = store.simulate(planOf());
  observers[0].started({ columns, stateVectors: [], tensors: ["p"], parameters: 3 });
  observers[0].chunk(sharedChunk(columns, rows));
  const actions: PanelActions = {
    simulate: async (given) => note("simulate")(given),
    followsEdits: () => true,
    schedule: async (given) => {
      note("schedule")(given);
      return null;
    },
    measuresCurvature: () => false,
    measureCurvature: async (given, measure) => note("measureCurvature")([given, measure]),
    instruments: () => [],
    switchInstrument: async (given) => note("switchInstrument")(given),
    followEdits: async (given) => note("followEdits")(given),
    reveal: async (given) => note("reveal")(given),
    revealValue: async (given, label) => note("revealValue")([given, label]),
    hyperparameters: async () => [],
    adjust: async (given, changes) => note("adjust")([given, changes]),
    writeChanges: async (given) => note("writeChanges")(given),
    revealFinding: async (given, finding) => note("revealFinding")([given, finding]),
    fixFinding: async (given, finding, fix) => note("fixFinding")([given, finding, fix]),
    explainRule: async (rule) => note("explainRule")(rule),
    openExample: async () => note("openExample")(null),
    exportTrace: async (given) => note("exportTrace")(given),
    finder: async (given) => note("finder")(given),
    fairComparison: async (given) => note("fairComparison")(given),
    landscape: new Landscape({ store, pool: new EvaluatingPool() }),
    saveFile: async (given) => note("saveFile")(given),
    exportValues: async (given) => note("exportValues")(given),
    exportReport: async (given) => note("exportReport")(given),
    showLog: () => note("showLog")(null),
    copy: async (given) => note("copy")(given),
  };
  const state = (): PanelState => ({
    runs: store.summaries(),
    findings: {},
    selected: store.selected?.id ?? null,
    followsEdits: true,
    removed: store.removedLast,
    measuresCurvature: false,
    instruments: [],
  });
  const channel = loopback(throughWebviewChannel);
  const complaints: string[] = [];
  const onProtocolError = (message: string) => void complaints.push(message);
  new Connection<Silent, PanelContract>(jsonTransport(channel.far), {
    answers: panelAnswers(store, new Foresight(store), state, actions),
    listeners: {},
    onProtocolError,
  });
  const page = new Connection<PanelContract>(jsonTransport(channel.near), {
    answers: {},
    listeners: {
      state: () => {},
      progress: () => {},
      finder: () => {},
      fairComparison: () => {},
      reportWanted: () => {},
    },
    onProtocolError,
  });
  const ask = async <K extends keyof PanelCalls>(call: K, query: Parameters<PanelCalls[K]>[0]) => {
    const reply = page.call(call, query as never);
    // Marked as handled: it may be rejected before the test awaits it.
    reply.catch(() => {});
    await channel.settle();
    return reply;
  };
  return { store, run, observers, calls, complaints, ask };
}

describe("the panel's questions", () => {
  it("begin with everything that there is to show", async () => {
    const { run, ask } = openPanel();
    const state = await ask("ready", {});
    assert.equal(state.selected, run.id);
    assert.deepEqual(state.runs, [run.summary()]);
  });

  it("get curves and rows with every value as it is, NaN, infinities and −0 too", async () => {
    const { run, ask } = openPanel();
    const reply = await ask("window", { run: run.id, columns: ["gradientNorm"], from: 0, to: 3, buckets: 100 });
    const values = new Float64Array(reply.data).subarray(reply.points, 2 * reply.points);
    assert.deepEqual(Array.from(values), [2, Number.NaN, -0]);
    assert.deepEqual(await ask("row", { run: run.id, step: 2 }), [Infinity, -0]);
    assert.deepEqual(await ask("row", { run: run.id, step: 1 }), [1, Number.NaN]);
  });

  it("change what is selected, cancelled and removed", async () => {
    const { store, run, calls, ask } = openPanel();
    const other = store.simulate(planOf({ seed: 1 }));
    await ask("select", { run: run.id });
    assert.equal(store.selected, run);
    await ask("cancel", { run: other.id });
    await ask("remove", { runs: [run.id] });
    assert.deepEqual(store.runs, [other]);
    assert.deepEqual(calls, [
      ["cancel", other.id],
      ["release", run.id],
    ]);
  });

  it("lead to actions outside the panel", async () => {
    const { run, calls, ask } = openPanel();
    await ask("simulate", { run: null });
    await ask("simulate", { run: run.id });
    await ask("reveal", { run: run.id });
    await ask("revealValue", { run: run.id, label: "lr" });
    await ask("exportTrace", { run: run.id });
    await ask("openExample", {});
    await ask("showLog", {});
    await ask("copy", { text: "1.029e-3" });
    assert.deepEqual(calls, [
      ["simulate", null],
      ["simulate", run.id],
      ["reveal", run.id],
      ["revealValue", [run.id, "lr"]],
      ["exportTrace", run.id],
      ["openExample", null],
      ["showLog", null],
      ["copy", "1.029e-3"],
    ]);
  });

  it("hear why there is no answer", async () => {
    const { run, complaints, ask } = openPanel();
    await assert.rejects(ask("row", { run: run.id, step: 3 }), /Row 3 is not among the 3 rows/);
    await assert.rejects(ask("select", { run: "gone" }), /no longer kept/);
    const inspection = ask("inspect", { run: run.id, step: 0, choice: { kind: "largestUpdate" } });
    await assert.rejects(inspection, /ran out of memory/);
    assert.deepEqual(complaints, []);
  });

  it("hear that a run which could not begin has no data, and why", async () => {
    const { store, observers, ask } = openPanel();
    const failed = store.simulate(planOf({ steps: 0 }));
    observers[1].finished({ status: "failed", steps: 0, nonFinite: null, message: "steps is 0." });
    const query = { run: failed.id, columns: ["loss"], from: 0, to: 1, buckets: 1 };
    await assert.rejects(ask("window", query), /steps is 0\./);
  });
});
