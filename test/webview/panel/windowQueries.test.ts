import assert from "node:assert/strict";
import { DEFAULT_LAYOUT } from "../../../webview/charts/chartLayout";
import { initialModel, type PanelAction, panelReducer } from "../../../webview/panel/panelReducer";
import { wholeQueries, windowQueries } from "../../../webview/panel/windowQueries";
import { runSummary } from "../runSummary";

function queries(...actions: PanelAction[]) {
  return windowQueries(actions.reduce(panelReducer, initialModel()));
}

const runs = (...all: ReturnType<typeof runSummary>[]): PanelAction => ({
  type: "content",
  content: {
    runs: all,
    selected: all[0].id,
    findings: {},
    followsEdits: true,
    measuresCurvature: false,
    instruments: [],
    removed: [],
  },
});
const plot: PanelAction = { type: "plotWidth", chart: "loss", width: 350 };

describe("windowQueries", () => {
  it("asks for nothing before it is known how wide the charts are", () => {
    assert.deepEqual(queries(runs(runSummary())), []);
  });

  it("asks for all steps with a bucket a device pixel", () => {
    const [query, ...others] = queries(runs(runSummary()), plot, { type: "allCharts", areShown: true });
    assert.deepEqual([query.from, query.to, query.buckets, others.length], [0, 1000, 352, 0]);
    assert.deepEqual(
      query.columns,
      runSummary().columns.map(({ name }) => name),
    );
  });

  it("asks for no curves of charts that are folded away", () => {
    const [{ columns }] = queries(runs(runSummary()), plot);
    assert.ok(columns.includes("v.max"));
    assert.ok(!columns.includes("parameterNorm"));
  });

  it("asks for the steps that can be seen and one on either side", () => {
    const [query] = queries(runs(runSummary()), plot, { type: "zoom", range: { from: 100.5, to: 199.5 } });
    assert.deepEqual([query.from, query.to], [99, 201]);
  });

  it("asks for no more than there is", () => {
    const running = runSummary({ status: "running", stepsDone: 150 });
    const [query] = queries(runs(running), plot);
    assert.equal(query.to, 150);
    assert.deepEqual(queries(runs(running), plot, { type: "zoom", range: { from: 500, to: 600 } }), []);
  });

  it("asks for fewer points of each of many runs, but for the one whose values are written", () => {
    const many = Array.from({ length: 32 }, (_, index) => runSummary({ id: `run ${index}` }));
    const all = queries(runs(...many), plot);
    assert.deepEqual([all.length, all[0].buckets, all[1].buckets, all[31].buckets], [32, 352, 96, 96]);
    const hundreds = Array.from({ length: 200 }, (_, index) => runSummary({ id: `run ${index}` }));
    assert.deepEqual(
      queries(runs(...hundreds), plot)
        .slice(0, 3)
        .map(({ buckets }) => buckets),
      [352, 64, 64],
    );
  });

  it("leaves out hidden runs, and the tensors of all runs but the selected one", () => {
    const columns = ["loss", "gradientNorm[w]", "gradientNorm[b]"].map((name) => ({
      name,
      firstNonFinite: null,
      firstNonFiniteValue: null,
    }));
    const both = runs(runSummary({ columns }), runSummary({ id: "b", columns }));
    assert.deepEqual(
      queries(both, plot).map((query) => query.columns),
      [["loss", "gradientNorm[w]", "gradientNorm[b]"], ["loss"]],
    );
    assert.deepEqual(
      queries(both, plot, { type: "label", runs: ["a"], change: { isHidden: true } }).map(({ run }) => run),
      ["b"],
    );
  });

  it("asks for buckets as the axis of steps has them, and for averages of all but schedules", () => {
    const [query] = queries(
      runs(runSummary()),
      plot,
      { type: "stepScale", scale: "log" },
      { type: "smoothing", timeConstant: 20 },
    );
    assert.equal(query.spacing, "log");
    assert.deepEqual(query.smoothing, {
      timeConstant: 20,
      columns: ["loss", "gradientNorm", "updateRatio", "m.mean", "m.rms", "v.mean", "v.rms"],
    });
  });

  it("asks for no curves of hidden charts, and for those of the enlarged one alone", () => {
    const layout = { ...DEFAULT_LAYOUT, hidden: ["v"] };
    const [hidden] = queries(runs(runSummary()), plot, { type: "layout", layout });
    assert.ok(!hidden.columns.includes("v.rms") && hidden.columns.includes("updateNorm"));
    const [single] = queries(runs(runSummary()), plot, { type: "layout", layout: { ...layout, enlarged: "loss" } });
    assert.deepEqual(single.columns, ["loss"]);
  });
});

describe("wholeQueries", () => {
  const whole = (...actions: PanelAction[]) =>
    wholeQueries([runs(runSummary()), plot, ...actions].reduce(panelReducer, initialModel()));
  const fixed: PanelAction = { type: "valueRange", valueRange: "all" };
  const zoom: PanelAction = { type: "zoom", range: { from: 100, to: 200 } };

  it("asks for all steps while fewer are shown and the axes of values are to hold all", () => {
    assert.deepEqual([whole(), whole(fixed), whole(zoom)], [[], [], []]);
    const [query] = whole(fixed, zoom);
    assert.deepEqual([query.from, query.to, query.isAside], [0, 1000, true]);
  });
});
