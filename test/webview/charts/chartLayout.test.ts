import assert from "node:assert/strict";
import { chartDefinitions } from "../../../webview/charts/chartDefinitions";
import {
  type ChartLayout,
  chartGroups,
  DEFAULT_LAYOUT,
  drawnCharts,
  inOrder,
  LARGEST_PLOT_HEIGHT,
  moveBefore,
  moveBy,
  resize,
  restoreLayout,
  SMALLEST_PLOT_HEIGHT,
  sizeOf,
} from "../../../webview/charts/chartLayout";
import { runSummary } from "../runSummary";

function columns(...names: string[]) {
  return names.map((name) => ({ name, firstNonFinite: null, firstNonFiniteValue: null }));
}

const definitions = chartDefinitions([runSummary()]);
const usual = definitions.map(({ id }) => id);
const ordered = (layout: ChartLayout) => inOrder(definitions, layout.order).map(({ id }) => id);

describe("chartGroups", () => {
  const ids = (run: ReturnType<typeof runSummary>) => {
    const { primary, more } = chartGroups(chartDefinitions([run]));
    return [primary, more].map((charts) => charts.map(({ id }) => id));
  };

  it("keeps six charts in view, and that of the tensors", () => {
    const tensors = columns("gradientNorm[weight 1]", "gradientNorm[bias 1]");
    assert.deepEqual(ids(runSummary({ columns: [...runSummary().columns, ...tensors] })), [
      ["loss", "learningRate", "gradientNorm", "updateRatio", "m", "v", "tensors"],
      ["updateNorm", "parameterNorm"],
    ]);
  });

  it("folds nothing away of a run with six", () => {
    const run = runSummary({ columns: runSummary().columns.slice(0, 6), stateVectors: [] });
    assert.deepEqual(ids(run)[1], []);
  });
});

describe("the layout of charts", () => {
  it("has charts in the usual order until one is moved", () => {
    assert.deepEqual(ordered(DEFAULT_LAYOUT), usual);
    const moved = moveBefore(DEFAULT_LAYOUT, definitions, "v", "loss");
    assert.deepEqual(ordered(moved), ["v", ...usual.filter((id) => id !== "v")]);
    const last = moveBefore(moved, definitions, "v", null);
    assert.deepEqual(ordered(last), [...usual.filter((id) => id !== "v"), "v"]);
  });

  it("moves a chart by places among those that are drawn", () => {
    const hidden = { ...DEFAULT_LAYOUT, hidden: ["learningRate"] };
    const drawn = drawnCharts(definitions, hidden, false);
    const later = moveBy(hidden, definitions, drawn, "loss", 1);
    assert.deepEqual(
      drawnCharts(definitions, later, false)
        .map(({ id }) => id)
        .slice(0, 3),
      ["gradientNorm", "loss", "updateRatio"],
    );
    assert.equal(moveBy(hidden, definitions, drawn, "loss", -1), hidden);
  });

  it("keeps a chart that came later behind the one that it usually follows", () => {
    const order = ["v", "loss", "learningRate"];
    const all = inOrder(definitions, order).map(({ id }) => id);
    assert.deepEqual(all.slice(0, 4), ["v", "updateNorm", "parameterNorm", "loss"]);
    assert.equal(all[all.indexOf("learningRate") + 1], "gradientNorm");
    assert.deepEqual([...all].sort(), [...usual].sort());
  });

  it("keeps the place of charts that the runs on show do not have", () => {
    const layout = { ...DEFAULT_LAYOUT, order: ["u", "loss"] };
    assert.ok(moveBefore(layout, definitions, "loss", null).order.includes("u"));
  });

  it("draws the enlarged chart alone, and all when there is no such chart", () => {
    const alone = drawnCharts(definitions, { ...DEFAULT_LAYOUT, enlarged: "v" }, true);
    assert.deepEqual(
      alone.map(({ id }) => id),
      ["v"],
    );
    assert.equal(drawnCharts(definitions, { ...DEFAULT_LAYOUT, enlarged: "u" }, true).length, definitions.length);
  });

  it("bounds sizes", () => {
    const sizes = (height: number) =>
      sizeOf(resize(DEFAULT_LAYOUT, "loss", { height, isWide: true }), definitions[0]).height;
    assert.deepEqual([sizes(1), sizes(200.4), sizes(1e9)], [SMALLEST_PLOT_HEIGHT, 200, LARGEST_PLOT_HEIGHT]);
  });

  it("is restored without what has another form", () => {
    const kept = {
      order: ["a", 3, "a"],
      hidden: "loss",
      sizes: { loss: { height: 5, isWide: true }, m: { height: "high" }, v: null },
      enlarged: 7,
      unclipped: ["loss"],
    };
    assert.deepEqual(restoreLayout(kept), {
      order: ["a"],
      hidden: [],
      instruments: [],
      sizes: { loss: { height: SMALLEST_PLOT_HEIGHT, isWide: true } },
      enlarged: null,
      unclipped: ["loss"],
    });
    assert.deepEqual(restoreLayout(null), DEFAULT_LAYOUT);
  });
});
