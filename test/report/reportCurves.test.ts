import assert from "node:assert/strict";
import type { Trace } from "../../src/core/trace/trace";
import type { WindowQuery } from "../../src/protocol/panel";
import { windowReply } from "../../src/protocol/windowReply";
import { reportCurves, reportGrid } from "../../src/report/reportCurves";
import { ReportedCurves } from "../../webview/host/reportedCurves";
import { traceOf } from "../core/trace/traceOf";

/** Falls, with a spike at one step, one that is not finite, and noise. */
function lossOf(rows: number): number[] {
  return Array.from({ length: rows }, (_, step) => {
    if (step === Math.floor(rows / 3)) return 1e6;
    if (step === Math.floor(rows / 2)) return Number.NaN;
    return 5 * Math.exp(-step / 900) + Math.sin(step * step);
  });
}

function traceWith(rows: number): Trace {
  const loss = lossOf(rows);
  return traceOf([loss, loss.map((value) => -value)]);
}

/** A trace as a page reads it, which shares a report's room with so many like it. */
function reported(trace: Trace, { runs = 1, smoothing = null as number | null, steps = [] as number[] } = {}) {
  const grid = reportGrid(new Array<Trace>(runs).fill(trace), steps);
  return new ReportedCurves(reportCurves(trace, grid, smoothing));
}

function window(change: Partial<WindowQuery> = {}): WindowQuery {
  return { run: "run", columns: ["b", "a"], from: 0, to: 5000, buckets: 640, ...change };
}

function numbers(reply: { readonly data: ArrayBuffer }): number[] {
  return Array.from(new Float64Array(reply.data));
}

describe("the curves of a report", () => {
  it("are those of the trace where there is room for all of its rows, averages too", () => {
    const trace = traceWith(5000);
    const curves = reported(trace);
    assert.ok(curves.isWhole);
    const smoothing = { timeConstant: 25, columns: ["a"] };
    for (const query of [
      window({ buckets: 5000 }),
      window({ buckets: 5000, smoothing }),
      window({ from: 1300, to: 1400, smoothing }),
      window({ from: 4990, to: 9000 }),
      window({ from: 11, to: 4711, buckets: 320, smoothing }),
      window({ buckets: 200, spacing: "log" }),
      window({ from: 0, to: 200, spacing: "log" }),
    ]) {
      const [asked, expected] = [curves.window(query), windowReply(trace, query)];
      assert.equal(asked.points, expected.points);
      const wanted = numbers(expected);
      assert.ok(
        numbers(asked).every((value, index) => Object.is(value, wanted[index])),
        JSON.stringify(query),
      );
    }
    assert.deepEqual(curves.row(4999), [trace.value(0, 4999), trace.value(1, 4999)]);
  });

  it("have no more points than are asked for, which keep what is smallest and largest between them", () => {
    const trace = traceWith(400_000);
    for (const rows of [reported(trace, { runs: 4 }), reported(traceWith(20_000))]) {
      for (const spacing of ["linear", "log"] as const) {
        const { points, data } = rows.window(window({ columns: ["a"], to: 400_000, buckets: 300, spacing }));
        assert.ok(points <= 300 && points > 100, `${points} points`);
        const all = new Float64Array(data);
        const [steps, values, , maximum] = [0, 1, 2, 3].map((block) =>
          all.subarray(block * points, (block + 1) * points),
        );
        assert.ok(steps.every((step, point) => point === 0 || step > steps[point - 1]));
        assert.equal(Math.max(...maximum), 1e6);
        assert.equal(steps[0], 0);
        assert.equal(values[0], 5);
      }
    }
  });

  it("have fewer points the more runs share the page, the last step and the steps that are marked among them", () => {
    const trace = traceWith(30_000);
    const of = (runs: number) => {
      const grid = reportGrid(new Array<Trace>(runs).fill(trace), [12_345]);
      const curves = reportCurves(trace, grid, 100);
      assert.equal(curves.rows, 30_000);
      const page = new ReportedCurves(curves);
      assert.deepEqual(page.row(12_345), [trace.value(0, 12_345), trace.value(1, 12_345)]);
      assert.deepEqual(page.row(29_999), [trace.value(0, 29_999), trace.value(1, 29_999)]);
      assert.ok(curves.data.length * runs <= 1.4 * 12e6, `${runs} runs have ${curves.data.length * runs} characters`);
      return curves.points;
    };
    const [few, many] = [of(20), of(200)];
    assert.ok(few > many && many >= 64, `${few} and ${many} points`);
  });

  it("have points at the same steps in runs of different lengths", () => {
    const traces = [traceWith(400_000), traceWith(300_000), traceWith(350_000)];
    const grid = reportGrid(traces, []);
    const [long, short] = traces.map((trace) => new ReportedCurves(reportCurves(trace, grid, null)));
    const { points, data } = short.window(window({ to: 300_000, columns: ["a"], buckets: 9000 }));
    const steps = new Float64Array(data).subarray(0, points - 1);
    for (const step of steps) assert.equal(long.row(step).length, 2);
  });

  it("have the averages over all steps that the charts showed, and no other", () => {
    const trace = traceWith(400_000);
    const curves = reported(trace, { runs: 4, smoothing: 500 });
    const smoothing = { timeConstant: 500, columns: ["b"] };
    const query = window({ from: 0, to: 3000, buckets: 9000, smoothing });
    const { points, data } = curves.window(query);
    const steps = new Float64Array(data).subarray(0, points);
    const averages = new Float64Array(data).subarray(8 * points);
    const all = numbers(windowReply(trace, { ...query, buckets: 3000 })).slice(8 * 3000);
    steps.forEach((step, point) => {
      if (step < 3000) assert.ok(Math.abs(averages[point] - all[step]) < 1e-12, `step ${step}`);
    });
    assert.throws(
      () => curves.window(window({ smoothing: { timeConstant: 20, columns: ["b"] } })),
      /no average of b over 20/,
    );
  });

  it("say what is not there", () => {
    const curves = reported(traceWith(400_000), { runs: 4 });
    assert.throws(() => curves.row(399_998), /no values of step 399998/);
    assert.throws(() => curves.window(window({ columns: ["c"] })), /no series c/);
    const cut = { rows: 4, points: 4, columns: ["a"], smoothing: null, data: "AAAA" };
    assert.throws(() => new ReportedCurves(cut), /at 4 points are 64 bytes; got 3/);
  });
});
