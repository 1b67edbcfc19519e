import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { ParameterProbe } from "../../../src/core/inspection/parameterProbe";
import { writeNpy } from "../../../src/core/numpy/npyArray";
import { plannedSchedule } from "../../../src/core/plannedSchedule/plannedSchedule";
import type { FileContents } from "../../../src/core/problems/recordingSpecification";
import { replayOf } from "../../../src/core/simulation/replayOf";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { Trace } from "../../../src/core/trace/trace";
import { type RunObserver, WorkerPool, type WorkerPoolOptions } from "../../../src/extension/runs/workerPool";
import type { RunDescription, RunOutcome } from "../../../src/protocol/worker";
import { readRecording } from "../../../src/recordings/readRecording";
import { recordingBytes } from "../../../src/recordings/recordingBytes";
import { type BuiltWorkers, buildWorkers } from "../../worker/buildWorker";
import { specificationOf } from "./planOf";

const endless: Partial<RunSpecification> = {
  problem: { name: "quadratic", parameters: { dimension: 1000, conditionNumber: 100 } },
  optimizer: { ...specificationOf().optimizer, learningRate: 1e-6 },
  steps: 10_000_000,
};

const noContents: WorkerPoolOptions["contents"] = () => null;

/** What test/worker/faultyWorker.ts says of a run's progress when its fault begins. */
const FAULT_BEGINS = 2;

/** A run as the tests follow it. */
class Observed implements RunObserver {
  description: RunDescription | null = null;
  trace: Trace | null = null;
  chunks = 0;
  starts = 0;
  readonly progressed: number[] = [];
  private end: (outcome: RunOutcome) => void = () => {};
  readonly outcome = new Promise<RunOutcome>((resolve) => {
    this.end = resolve;
  });

  get rows(): number {
    return this.trace?.rows ?? 0;
  }

  started(description: RunDescription): void {
    this.starts++;
    this.description = description;
    this.trace = new Trace(description.columns);
  }

  chunk(chunk: SharedArrayBuffer): void {
    this.chunks++;
    this.trace?.addChunk(chunk);
  }

  progress(steps: number): void {
    this.progressed.push(steps);
  }

  finished(outcome: RunOutcome): void {
    this.end(outcome);
  }

  async hasProgressedTo(steps: number): Promise<void> {
    while (!this.progressed.includes(steps)) await delay(2);
  }

  async hasRows(): Promise<void> {
    while (this.rows === 0) await delay(2);
  }
}

describe("worker pool", function () {
  this.timeout(20_000);

  let scripts: BuiltWorkers;
  let pool: WorkerPool;
  let created: number;
  let log: string[];
  let number = 0;

  before(async () => {
    scripts = await buildWorkers({ worker: "src/worker/main.ts", faulty: "test/worker/faultyWorker.ts" });
  });
  after(() => scripts.remove());

  afterEach(() => pool.dispose());

  /** @param names of the scripts that the first, second, … thread runs; the last goes on */
  function openPool({
    names = ["worker"],
    size = 2,
    sweepSize = undefined as number | undefined,
    idle = 10_000,
    contents = noContents,
  } = {}) {
    created = 0;
    log = [];
    pool = new WorkerPool({
      createWorker: () =>
        new Worker(scripts.script(names[Math.min(created++, names.length - 1)]), {
          stderr: true,
          resourceLimits: { maxOldGenerationSizeMb: 64 },
        }),
      size,
      sweepSize,
      idleMilliseconds: idle,
      contents,
      log: (message) => void log.push(message),
    });
  }

  function run(changes: Partial<RunSpecification> = {}): { id: string; observed: Observed } {
    const id = `run ${number++}`;
    const observed = new Observed();
    pool.run(id, specificationOf(changes), observed);
    return { id, observed };
  }

  it("simulates in a thread and shares the trace, bit for bit that of a simulation here", async () => {
    openPool();
    const specification = specificationOf({ steps: 40_000 });
    const { observed } = run({ steps: 40_000 });
    assert.deepEqual(await observed.outcome, { status: "finished", steps: 40_000, nonFinite: null, message: null });
    const here = new Simulation(specification);
    here.advance(specification.steps);
    assert.deepEqual(observed.description, {
      columns: here.columns,
      stateVectors: [],
      tensors: here.tensors.map(({ name }) => name),
      parameters: 3,
    });
    assert.equal(observed.chunks, 3);
    const trace = observed.trace as Trace;
    for (const [column] of here.columns.entries()) {
      assert.deepEqual(trace.column(column), here.trace.column(column), here.columns[column]);
    }
  });

  it("follows one parameter in a thread, bit for bit as here, and refuses one that is not there", async () => {
    openPool();
    const specification = specificationOf({ steps: 40_000 });
    const follow = (index: number) => {
      const observed = new Observed();
      pool.run(`probe ${index}`, specification, observed, "background", index);
      return observed;
    };
    const observed = follow(2);
    assert.deepEqual(await observed.outcome, { status: "finished", steps: 40_000, nonFinite: null, message: null });
    assert.equal(observed.description?.probed, "p[2]");
    const here = new ParameterProbe(specification, 2);
    here.advance(specification.steps);
    for (const [column] of here.columns.entries()) {
      assert.deepEqual(observed.trace?.column(column), here.trace.column(column), here.columns[column]);
    }
    const { status, message } = await follow(3).outcome;
    assert.deepEqual([status, message], ["failed", "There is no parameter 3; expected a whole number from 0 to 2."]);
  });

  it("plans schedules", async () => {
    openPool();
    const { optimizer } = specificationOf();
    assert.deepEqual(await pool.planSchedule(optimizer, 50), plannedSchedule(optimizer, 50));
  });

  it("evaluates points on as many threads as a sweep may have, while runs go on, until they are cancelled", async () => {
    openPool({ size: 1, sweepSize: 3 });
    const { observed } = run(endless);
    await observed.hasRows();
    const point = (changes: Partial<RunSpecification>) =>
      pool.evaluate({ group: "sweep", specification: specificationOf(changes), question: {} });
    const outcomes = await Promise.all([10, 20, 30, 40].map((steps) => point({ steps })));
    assert.deepEqual(
      outcomes.map(({ steps }) => steps),
      [10, 20, 30, 40],
    );
    assert.equal(pool.threads, 3);
    const endlessPoints = Promise.allSettled([point(endless), point(endless), point(endless)]);
    const rows = observed.rows;
    while (observed.rows <= rows) await delay(2);
    pool.cancelEvaluations("sweep");
    for (const { status } of await endlessPoints) assert.equal(status, "rejected");
    await assert.rejects(point({ steps: 0 }), /steps is 0/);
  });

  it("refuses a run that cannot be simulated, with the reason", async () => {
    openPool();
    const { observed } = run({ steps: 0 });
    const { status, message } = await observed.outcome;
    assert.equal(status, "failed");
    assert.match(message ?? "", /steps is 0; expected a whole number/);
    assert.equal((await run().observed.outcome).status, "finished");
  });

  it("stops at the first value that is not finite, and goes on past it when told to", async () => {
    openPool();
    const diverging = { optimizer: { ...specificationOf().optimizer, learningRate: 10 }, steps: 10_000 };
    const { status, steps, nonFinite } = await run(diverging).observed.outcome;
    assert.equal(status, "diverged");
    assert.ok(nonFinite);
    assert.equal(steps, nonFinite.step + 1);
    const further = await run({ ...diverging, continuePastNonFinite: true }).observed.outcome;
    assert.deepEqual([further.status, further.steps, further.nonFinite], ["finished", 10_000, nonFinite]);
  });

  it("cancels within a slice and keeps what there is", async () => {
    openPool();
    const { id, observed } = run(endless);
    await observed.hasRows();
    await delay(100);
    const begin = performance.now();
    pool.cancel(id);
    const { status, steps } = await observed.outcome;
    console.log(`      cancelled after ${(performance.now() - begin).toFixed(1)} ms`);
    assert.equal(status, "cancelled");
    assert.equal(observed.rows, steps);
    assert.ok(steps > 0 && steps < 10_000_000);
    assert.ok(observed.progressed.length > 0);
    assert.deepEqual(
      observed.progressed,
      observed.progressed.toSorted((a, b) => a - b),
    );
  });

  it("cancels a run that still waits for its turn", async () => {
    openPool({ size: 1 });
    const busy = Array.from({ length: 4 }, () => run(endless));
    const waiting = run(endless);
    pool.cancel(waiting.id);
    assert.deepEqual(await waiting.observed.outcome, {
      status: "cancelled",
      steps: 0,
      nonFinite: null,
      message: null,
    });
    for (const { id, observed } of busy) {
      pool.cancel(id);
      assert.equal((await observed.outcome).status, "cancelled");
    }
  });

  it("starts a run that waits when one that is under way is forgotten", async () => {
    openPool({ size: 1 });
    const busy = Array.from({ length: 4 }, () => run(endless));
    const waiting = run();
    pool.release(busy[0].id);
    assert.equal((await waiting.observed.outcome).status, "finished");
  });

  it("lets runs on one thread take turns, so that a short one is not kept waiting", async () => {
    openPool({ size: 1 });
    const long = run(endless);
    await long.observed.hasRows();
    assert.equal((await run().observed.outcome).status, "finished");
    assert.equal(pool.threads, 1);
    pool.cancel(long.id);
    await long.observed.outcome;
  });

  it("uses as many threads as it may before runs share one", async () => {
    openPool({ size: 2 });
    const runs = [run(endless), run(endless), run(endless)];
    assert.equal(pool.threads, 2);
    for (const { id, observed } of runs) {
      pool.cancel(id);
      await observed.outcome;
    }
  });

  it("closes a thread some time after its last use", async () => {
    openPool({ idle: 30 });
    await run().observed.outcome;
    assert.equal(pool.threads, 1);
    await delay(100);
    assert.equal(pool.threads, 0);
    assert.equal((await run().observed.outcome).status, "finished");
  });

  it("works out a step of a run, in whatever thread, and long after the run", async () => {
    openPool({ idle: 30 });
    const { id, observed } = run();
    await observed.outcome;
    const choice = { kind: "index", index: 1 } as const;
    const inspection = await pool.inspect(id, specificationOf(), 1, choice);
    // p₁ starts at 1; lr 0.1 and λ 2 shrink it by 0.8 a step.
    const line = inspection.lines.find(({ changesParameter }) => changesParameter);
    assert.ok(Math.abs((line?.value ?? 0) - 0.64) < 1e-15, String(line?.value));
    await delay(100);
    assert.equal(pool.threads, 0);
    assert.deepEqual(await pool.inspect(id, specificationOf(), 1, choice), inspection);
  });

  it("lets a run on the same thread go on, and be cancelled, while a step far from the start is replayed", async () => {
    openPool({ size: 1 });
    const long = specificationOf(endless);
    const inspection = pool.inspect("never simulated", long, long.steps - 1, { kind: "largestUpdate" });
    const forgotten = assert.rejects(inspection, /forgotten/);
    const { id, observed } = run(endless);
    await observed.hasRows();
    pool.cancel(id);
    assert.equal((await observed.outcome).status, "cancelled");
    assert.equal((await run().observed.outcome).status, "finished");
    assert.equal(created, 1);
    pool.release("never simulated");
    await forgotten;
  });

  it("works out a landscape, whose plane is in memory that all threads share", async () => {
    openPool({ size: 2 });
    const specification = specificationOf();
    const { plane, start } = await pool.findPlane({ group: "landscape", specification });
    assert.ok(plane.first.buffer instanceof SharedArrayBuffer);
    assert.deepEqual([...(start ?? [])], [1, 1, 1]);
    const { steps, x } = await pool.tracePath({ group: "landscape", specification, plane });
    assert.deepEqual([steps.at(-1), Math.abs(x.at(-1) ?? 1) < 1e-9], [100, true]);
    const places = { window: { left: -1, right: 1, bottom: -1, top: 1 }, columns: 3, rows: 2 };
    const losses = await pool.evaluateGrid({ group: "landscape", specification, plane, places });
    assert.ok(losses.length === 6 && losses.every((loss) => loss > 0));
  });

  it("gives up a landscape beside a run that goes on", async () => {
    openPool({ size: 1 });
    const { observed, id } = run(endless);
    await observed.hasRows();
    const search = pool.findPlane({ group: "landscape", specification: specificationOf(endless) });
    const cancelled = assert.rejects(search, /cancelled/);
    pool.cancelEvaluations("landscape");
    await cancelled;
    pool.cancel(id);
    assert.equal((await observed.outcome).status, "cancelled");
  });

  it("hands on why a step cannot be worked out", async () => {
    openPool();
    const beyond = pool.inspect("none", specificationOf(), 100, { kind: "largestUpdate" });
    await assert.rejects(beyond, /Step 100 is not part of the run/);
  });

  const faults = [
    { fault: "exits", seed: 0, message: /^The worker ended unexpectedly, with exit code 7, at step 0 of this run\.$/ },
    { fault: "throws", seed: 1, message: /^The worker crashed: the kernel went astray, at step 0 of this run\.$/ },
    { fault: "runs out of memory", seed: 2, message: /^The worker ran out of memory, at step 0 of this run\.$/ },
  ];
  for (const { fault, seed, message } of faults) {
    it(`reports a worker that ${fault}, and the next run gets another`, async () => {
      openPool({ names: ["faulty", "worker"], size: 1 });
      const { observed } = run({ seed });
      const { status, message: reported } = await observed.outcome;
      assert.equal(status, "failed");
      assert.match(reported ?? "", message);
      assert.equal((await run().observed.outcome).status, "finished");
    });
  }

  it("keeps the trace of a worker that is gone", async () => {
    openPool({ size: 1 });
    const { observed } = run(endless);
    await observed.hasRows();
    pool.dispose();
    const { rows } = observed;
    assert.ok(rows > 0);
    assert.ok(Number.isFinite(observed.trace?.value(0, rows - 1)));
  });

  it("ends a worker that does not answer a cancellation; the others' runs begin anew", async () => {
    openPool({ names: ["faulty", "worker"], size: 1 });
    const stuck = run({ seed: 3 });
    await stuck.observed.hasProgressedTo(FAULT_BEGINS);
    const bystander = run();
    const begin = performance.now();
    pool.cancel(stuck.id);
    assert.equal((await stuck.observed.outcome).status, "cancelled");
    console.log(`      ended after ${(performance.now() - begin).toFixed(1)} ms`);
    assert.equal((await bystander.observed.outcome).status, "finished");
    assert.equal(created, 2);
  });

  it("cancels a run in the middle of a long step, and leaves the others on its thread alone", async () => {
    openPool({ names: ["faulty"], size: 1 });
    const slow = run({ seed: 4 });
    const bystander = run({ seed: 5 });
    await slow.observed.hasProgressedTo(FAULT_BEGINS);
    const begin = performance.now();
    pool.cancel(slow.id);
    assert.equal((await slow.observed.outcome).status, "cancelled");
    assert.ok(performance.now() - begin < 800, "waited for the step");
    await bystander.observed.hasProgressedTo(FAULT_BEGINS);
    assert.deepEqual([bystander.observed.starts, created], [1, 1]);
  });

  it("lets runs in the background give way to those that someone waits for", async () => {
    openPool({ size: 1 });
    const waiting = new Observed();
    for (let count = 0; count < 5; count++) {
      pool.run(`background ${count}`, specificationOf(endless), count === 3 ? waiting : new Observed(), "background");
    }
    assert.equal((await run().observed.outcome).status, "finished");
    assert.equal(waiting.starts, 0);
    pool.release("background 0");
    await waiting.hasRows();
  });

  it("forgets a run without a word", async () => {
    openPool({ size: 1 });
    const { id, observed } = run(endless);
    await observed.hasRows();
    pool.release(id);
    const settled = await Promise.race([observed.outcome, delay(100, "nothing")]);
    assert.equal(settled, "nothing");
    assert.equal((await run().observed.outcome).status, "finished");
  });

  describe("with recorded gradients", () => {
    const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-pool-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "gradients.npy");
    const bytes = writeNpy({ shape: [2, 2], values: Float64Array.of(3, 4, 0, 1) });
    beforeEach(() => writeFileSync(path, bytes));
    /** The same where a worker has no path to it. */
    const shared: FileContents = { "memfs:/gradients.npy": new SharedArrayBuffer(bytes.length) };
    new Uint8Array(shared["memfs:/gradients.npy"]).set(bytes);

    /** The run's norms of gradients and parameters: it starts at zeros, with a learning rate of 0.1. */
    const normsOf = ({ trace }: Observed) =>
      ["gradientNorm", "parameterNorm"].map(
        (name) => trace && [...trace.column(trace.columnIndex(name), 0, trace.rows)],
      );

    /** Begins a replay of a file. */
    function replay(uri: string, contents: FileContents) {
      return run(replayOf(specificationOf(), recordingAt(uri, contents)));
    }

    it("reads them from the disk, and has no loss", async () => {
      openPool();
      const { id, observed } = replay(pathToFileURL(path).href, {});
      assert.deepEqual(await observed.outcome, { status: "finished", steps: 2, nonFinite: null, message: null });
      assert.ok(!observed.description?.columns.includes("loss"));
      assert.deepEqual(normsOf(observed), [
        [5, 1],
        [0, 0.5],
      ]);
      const specification = replayOf(specificationOf(), recordingAt(pathToFileURL(path).href));
      const inspected = await pool.inspect(id, specification, 1, { kind: "largestUpdate" });
      assert.equal(inspected.lines.at(-1)?.value, 0.1 * -4 - 0.1);
    });

    it("gets them handed over where it cannot read them, in every thread that asks", async () => {
      openPool({ contents: () => Promise.resolve(shared) });
      const { observed } = replay("memfs:/gradients.npy", shared);
      await observed.outcome;
      assert.deepEqual(normsOf(observed), [
        [5, 1],
        [0, 0.5],
      ]);
    });

    it("fails a run whose file cannot be handed over", async () => {
      openPool({ contents: () => Promise.reject(new Error("gradients.npy is gone")) });
      const { status, message } = await replay("memfs:/gradients.npy", shared).observed.outcome;
      assert.deepEqual([status, message], ["failed", "gradients.npy is gone"]);
    });

    it("does not begin a run that is cancelled while its file is read", async () => {
      let hand: (contents: FileContents) => void = () => {};
      openPool({
        contents: () =>
          new Promise<FileContents>((resolve) => {
            hand = resolve;
          }),
      });
      const { id, observed } = replay("memfs:/gradients.npy", shared);
      pool.cancel(id);
      assert.equal((await observed.outcome).status, "cancelled");
      hand(shared);
      await delay(20);
      assert.equal(observed.starts, 0);
    });

    it("fails a run whose file is gone or has changed, with its path", async () => {
      openPool();
      const uri = pathToFileURL(path).href;
      const recording = recordingAt(uri);
      rmSync(path);
      const gone = await run(replayOf(specificationOf(), recording)).observed.outcome;
      assert.deepEqual([gone.status, gone.message], ["failed", `Cannot read ${path}: there is no such file.`]);
      writeFileSync(path, writeNpy({ shape: [2, 2], values: Float64Array.of(3, 4, 0, 2) }));
      const changed = await run(replayOf(specificationOf(), recording)).observed.outcome;
      assert.deepEqual([changed.status, changed.message], ["failed", `${path} has changed since this run was made.`]);
    });

    it("stops at the step whose gradient is NaN", async () => {
      writeFileSync(path, writeNpy({ shape: [3, 2], values: Float64Array.of(3, 4, 0, Number.NaN, 1, 1) }));
      openPool();
      const { observed } = replay(pathToFileURL(path).href, {});
      const { status, steps, nonFinite } = await observed.outcome;
      assert.deepEqual([status, steps, nonFinite?.quantity, nonFinite?.step], ["diverged", 2, "gradient", 1]);
    });

    function recordingAt(uri: string, contents: FileContents = {}) {
      return readRecording({ gradients: uri, initial: null, shapes: null }, (file) => recordingBytes(file, contents));
    }
  });
});
