import assert from "node:assert/strict";
import { showFile } from "./documents";
import { extension, runCommand } from "./extension";
import { ended, newRun } from "./runs";

const source =
  "problem: { name: rosenbrock }\nsteps: 200\nruns:\n  first: { optimizer: gradient-descent, learningRate: 0.001 }\n";

describe("the landscape", () => {
  it("shows a run's path on the loss, lets it start elsewhere, and keeps that as a run", async () => {
    await showFile("landscape.optim.yaml", source);
    const { id } = await newRun(() => runCommand("Simulate"));
    await ended(id);
    const { landscape, runs } = extension().exports;
    const plane = await landscape.landscapePlane({ run: id });
    assert.deepEqual(
      [plane.axes.map(({ parameter }) => parameter), plane.loss, plane.minimum?.loss],
      [["p[0]", "p[1]"], "own", 0],
    );
    const path = await landscape.landscapePath({ run: id, drawn: id });
    assert.ok(path);
    const x = new Float64Array(path.data, 8 * path.points, path.points);
    assert.deepEqual([path.points, x[0]], [201, -1.2]);
    const window = { left: -2, right: 2, bottom: -1, top: 3 };
    const losses = new Float64Array(await landscape.landscapeLosses({ run: id, window, columns: 5, rows: 5 }));
    assert.deepEqual([losses.length, losses[2 * 5 + 3]], [25, 0], "the loss at (1, 1)");

    await landscape.moveStart({ run: id, to: { x: 0, y: 2 } });
    const moved = runs().find((run) => run.id === id);
    assert.equal(moved?.trial?.words, "start (0, 2)");
    const own = await landscape.landscapePath({ run: id, drawn: id });
    assert.equal(own && new Float64Array(own.data, 8 * own.points, 1)[0], 0);
    const kept = await newRun(async () => landscape.keepStart({ run: id }));
    const end = await ended(kept.id);
    assert.match(end.name, / · start \(0, 2\)$/);
    assert.equal(runs().find((run) => run.id === id)?.trial, null);
    assert.equal((await landscape.landscapePath({ run: kept.id, drawn: kept.id }))?.points, 201);
  });
});
