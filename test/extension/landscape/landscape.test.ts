import assert from "node:assert/strict";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { carryStart } from "../../../src/extension/landscape/carryStart";
import { Landscape } from "../../../src/extension/landscape/landscape";
import { withMovedStart } from "../../../src/extension/landscape/movedStart";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import { EvaluatingPool } from "../runs/evaluatingPool";
import { planOf } from "../runs/planOf";
import { sharedChunk } from "../runs/sharedChunk";

const flat = { name: "rosenbrock", parameters: {} };

/** A store whose runs end at once, and the landscape of its runs. */
function openLandscape() {
  const simulated: RunSpecification[] = [];
  const store = new RunStore({
    run: (_run, specification, observer: RunObserver) => {
      simulated.push(specification);
      queueMicrotask(() => {
        observer.started({ columns: ["loss"], stateVectors: [], tensors: ["p"], parameters: 3 });
        observer.chunk(sharedChunk(["loss"], [[1]]));
        observer.finished({ status: "finished", steps: specification.steps, nonFinite: null, message: null });
      });
    },
    cancel: () => {},
    release: () => {},
    inspect: (run) => Promise.reject(new Error(run)),
  });
  const pool = new EvaluatingPool();
  const landscape = new Landscape({ store, pool });
  const simulate = async (...given: Parameters<typeof planOf>) => {
    const { id } = store.simulate(planOf(...given));
    await new Promise<void>((resolve) => void setImmediate(resolve));
    return id;
  };
  return { store, pool, landscape, simulate, simulated };
}

const pathOf = ({ points, data }: { points: number; data: ArrayBuffer }) => ({
  steps: [...new Float64Array(data, 0, points)],
  x: [...new Float64Array(data, 8 * points, points)],
  y: [...new Float64Array(data, 16 * points, points)],
});

describe("the landscape of a run", () => {
  it("is a plane with the path, and its losses on a grid, the same however many threads share it", async () => {
    const { landscape, simulate, pool } = openLandscape();
    const run = await simulate();
    const plane = await landscape.landscapePlane({ run });
    assert.deepEqual(
      [plane.parameters, plane.axes.map(({ parameter }) => parameter), plane.canMoveStart],
      [3, [null, null], true],
    );
    assert.ok(plane.axes[0].share > plane.axes[1].share);
    const path = await landscape.landscapePath({ run, drawn: run });
    assert.ok(path);
    const { steps, x, y } = pathOf(path);
    assert.equal(steps.at(-1), 100);
    assert.ok(Math.hypot(x.at(-1) ?? 1, y.at(-1) ?? 1) < 1e-9, "the plane does not go through the end");
    const places = { window: { left: -2, right: 1, bottom: -1, top: 1 }, columns: 7, rows: 9 };
    const shared = new Float64Array(await landscape.landscapeLosses({ run, ...places }));
    Object.assign(pool, { sweepThreads: 1 });
    const whole = new Float64Array(await landscape.landscapeLosses({ run, ...places }));
    shared.forEach((loss, i) => void assert.ok(Math.abs(loss - whole[i]) <= 1e-12 * whole[i]));
    assert.equal(shared.length, 63);
  });

  it("is looked for once, and again for another run; what is asked for anew gives up what was", async () => {
    const { landscape, simulate, pool } = openLandscape();
    const [one, other] = [await simulate(), await simulate({ seed: 1 })];
    const first = await landscape.landscapePlane({ run: one });
    assert.equal((await landscape.landscapePlane({ run: one })).id, first.id);
    assert.notEqual((await landscape.landscapePlane({ run: other })).id, first.id);
    const places = { window: { left: -2, right: 1, bottom: -1, top: 1 }, columns: 3, rows: 4 };
    const late = landscape.landscapeLosses({ run: other, ...places });
    await Promise.resolve();
    await Promise.resolve();
    const next = landscape.landscapeLosses({ run: other, ...places });
    await assert.rejects(late, /cancelled/);
    assert.equal((await next).byteLength, 8 * 12);
    landscape.leaveLandscape();
    assert.ok(pool.cancelled.length > 0);
  });

  it("has no path of a run on another problem; no plane of a single parameter", async () => {
    const { landscape, simulate } = openLandscape();
    const [run, other] = [await simulate(), await simulate({ problem: flat })];
    assert.equal(await landscape.landscapePath({ run, drawn: other }), null);
    const one = await simulate({ problem: { name: "quadratic", parameters: { dimension: 1 } } });
    await assert.rejects(landscape.landscapePlane({ run: one }), /has one parameter/);
  });

  it("lets the run start elsewhere, beside the one that starts where its source says", async () => {
    const { landscape, simulate, store } = openLandscape();
    const run = await simulate({ problem: flat });
    const before = await landscape.landscapePlane({ run });
    await landscape.moveStart({ run, to: { x: 0.500004, y: 2 } });
    const { specification, trial } = store.get(run).plan;
    assert.deepEqual([specification.start, trial?.start, trial?.words], [[0.5, 2], "start (0.5, 2)", ""]);
    const summary = store.get(run).summary();
    assert.equal(summary.trial?.words, "start (0.5, 2)");
    // The plane stays, and both paths lie in it.
    assert.equal((await landscape.landscapePlane({ run })).id, before.id);
    const path = await landscape.landscapePath({ run, drawn: run });
    assert.deepEqual(path && [pathOf(path).x[0], pathOf(path).y[0]], [0.5, 2]);
    const original = await landscape.landscapePath({ run, drawn: summary.trial?.original?.id ?? "" });
    assert.deepEqual(original && [pathOf(original).x[0], pathOf(original).y[0]], [-1.2, 1]);
    await landscape.moveStart({ run, to: null });
    assert.deepEqual([store.get(run).plan.trial, store.get(run).plan.specification.start], [undefined, undefined]);
  });

  it("moves the start along its plane where there are more parameters, and keeps what lies outside of it", async () => {
    const { landscape, simulate, store } = openLandscape();
    const run = await simulate();
    await landscape.landscapePlane({ run });
    const before = await landscape.landscapePath({ run, drawn: run });
    assert.ok(before);
    const from = { x: pathOf(before).x[0], y: pathOf(before).y[0] };
    await landscape.moveStart({ run, to: { x: from.x + 0.25, y: from.y - 0.5 } });
    const { specification, trial } = store.get(run).plan;
    assert.equal(trial?.start, "start moved by (0.25, −0.5)");
    const moved = specification.start ?? [];
    assert.ok(Math.abs(Math.hypot(...moved.map((entry) => entry - 1)) - Math.hypot(0.25, 0.5)) < 1e-12);
  });

  it("makes a run of its own of a start that is to be kept", async () => {
    const { landscape, simulate, store } = openLandscape();
    const run = await simulate({ problem: flat });
    await assert.rejects(landscape.keepStart({ run }), /starts where/);
    await landscape.moveStart({ run, to: { x: 1, y: 2 } });
    await landscape.keepStart({ run });
    await store.whenShown(run);
    const [own, kept] = store.runs.map(({ plan }) => plan);
    assert.deepEqual([own.trial, own.specification.start], [undefined, undefined]);
    assert.deepEqual(
      [kept.name, kept.trial, kept.isVariant, kept.specification.start],
      ["gradient descent lr 0.1 · start (1, 2)", undefined, true, [1, 2]],
    );
    assert.equal(store.selected?.plan, kept);
  });
});

describe("a start that is tried", () => {
  const plan = planOf({ problem: flat });
  const tried = {
    ...plan,
    specification: { ...plan.specification, steps: 7 },
    trial: { changes: { lr: 1 }, words: "lr 1", original: plan.specification },
  };
  const moved = { start: [0, 0], words: "start (0, 0)" };

  it("leaves other values that are tried as they are, and is taken back without them", () => {
    const both = withMovedStart(tried, moved);
    assert.deepEqual([both.trial?.words, both.trial?.start, both.specification.steps], ["lr 1", "start (0, 0)", 7]);
    assert.deepEqual(withMovedStart(both, null), tried);
    assert.deepEqual(withMovedStart(withMovedStart(plan, moved), null), plan);
  });

  it("is taken back to the start of a run that was kept from elsewhere", () => {
    const kept = planOf({ problem: flat, start: [3, 3] });
    assert.deepEqual(withMovedStart(withMovedStart(kept, moved), null), kept);
  });

  it("goes over to the next version of its source on the same landscape, and to no other", () => {
    const next = planOf({ problem: flat, steps: 9 });
    assert.deepEqual(carryStart(next, withMovedStart(plan, moved)).specification.start, [0, 0]);
    assert.equal(carryStart(next, plan), next);
    const elsewhere = planOf({ steps: 9 });
    assert.equal(carryStart(elsewhere, withMovedStart(plan, moved)), elsewhere);
  });
});
