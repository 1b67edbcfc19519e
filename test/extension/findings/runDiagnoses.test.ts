import assert from "node:assert/strict";
import { defaultRuleSettings, type RuleSettings } from "../../../src/diagnosis/ruleSettings";
import type { RunFinding } from "../../../src/diagnosis/run/runRule";
import { RunDiagnoses } from "../../../src/extension/findings/runDiagnoses";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import type { DiagnosisQuery } from "../../../src/protocol/worker";
import { diagnoseFinished } from "../../../src/worker/diagnoseFinished";
import { planOf } from "../runs/planOf";
import { sharedChunk } from "../runs/sharedChunk";

/** Runs whose worker the test is, and diagnoses by a pool that answers as its worker does. */
function openDiagnoses() {
  const observers: RunObserver[] = [];
  const queries: DiagnosisQuery[] = [];
  let failure: Error | null = null;
  const store = new RunStore({
    run: (_run, _specification, observer) => void observers.push(observer),
    cancel: () => {},
    release: () => {},
    inspect: () => Promise.reject(new Error("There is no worker.")),
  });
  const diagnoses = new RunDiagnoses({
    diagnose: async (query) => {
      queries.push(query);
      if (failure !== null) throw failure;
      return diagnoseFinished(query);
    },
  });
  const columns = ["loss", "learningRate"];
  const begin = () => {
    const run = store.simulate(planOf());
    observers[observers.length - 1].started({ columns, stateVectors: [], tensors: ["p"], parameters: 3 });
    return { run, observer: observers[observers.length - 1] };
  };
  const fail = (error: Error | null) => {
    failure = error;
  };
  return { store, diagnoses, queries, begin, columns, fail };
}

/** The losses of a run that grows a thousandfold. */
const growing = [1, 10, 100, 1000, 10_000].map((loss) => [loss, 0.1]);
const ids = (findings: readonly RunFinding[]) => findings.map(({ rule }) => rule);
const off: RuleSettings = { severities: { "run/*": "off" }, thresholds: {} };

describe("diagnoses of runs", () => {
  it("are asked for once, when the run is over", async () => {
    const { diagnoses, queries, begin, columns } = openDiagnoses();
    const { run, observer } = begin();
    assert.deepEqual(await diagnoses.of(run, defaultRuleSettings), []);
    observer.chunk(sharedChunk(columns, growing));
    assert.deepEqual(await diagnoses.of(run, defaultRuleSettings), []);
    assert.equal(queries.length, 0);
    observer.finished({ status: "finished", steps: 5, nonFinite: null, message: null });
    const [first, second] = await Promise.all([
      diagnoses.of(run, defaultRuleSettings),
      diagnoses.of(run, defaultRuleSettings),
    ]);
    assert.deepEqual(ids(first), ["run/diverged"]);
    assert.equal(second, first);
    assert.equal(queries.length, 1);
  });

  it("are made of a run that is cancelled half-way", async () => {
    const { diagnoses, begin, columns } = openDiagnoses();
    const { run, observer } = begin();
    observer.chunk(sharedChunk(columns, growing));
    observer.finished({ status: "cancelled", steps: 5, nonFinite: null, message: null });
    assert.deepEqual(ids(await diagnoses.of(run, defaultRuleSettings)), ["run/diverged"]);
  });

  it("are none of a run that failed before its first step", async () => {
    const { diagnoses, queries, begin } = openDiagnoses();
    const { run, observer } = begin();
    observer.finished({ status: "failed", steps: 0, nonFinite: null, message: "No memory." });
    assert.deepEqual(await diagnoses.of(run, defaultRuleSettings), []);
    assert.equal(queries.length, 0);
  });

  it("are made anew by other settings, and of another version of the run", async () => {
    const { store, diagnoses, queries, begin, columns } = openDiagnoses();
    const { run, observer } = begin();
    observer.chunk(sharedChunk(columns, growing));
    observer.finished({ status: "finished", steps: 5, nonFinite: null, message: null });
    await diagnoses.of(run, defaultRuleSettings);
    diagnoses.clear();
    assert.deepEqual(await diagnoses.of(run, off), []);
    assert.equal(queries.length, 2);
    diagnoses.keep(store.runs);
    await diagnoses.of(run, off);
    assert.equal(queries.length, 2);
    diagnoses.keep([]);
    assert.deepEqual(ids(await diagnoses.of(run, defaultRuleSettings)), ["run/diverged"]);
  });

  it("are asked for again where a worker could not make them", async () => {
    const { diagnoses, begin, columns, fail } = openDiagnoses();
    const { run, observer } = begin();
    observer.chunk(sharedChunk(columns, growing));
    observer.finished({ status: "finished", steps: 5, nonFinite: null, message: null });
    fail(new Error("The worker ran out of memory."));
    await assert.rejects(diagnoses.of(run, defaultRuleSettings), /out of memory/);
    fail(null);
    assert.deepEqual(ids(await diagnoses.of(run, defaultRuleSettings)), ["run/diverged"]);
  });
});
