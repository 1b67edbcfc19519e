import assert from "node:assert/strict";
import {
  chartDomain,
  crosshairPlace,
  inspectedStep,
  type PanelModel,
  readRuns,
  selectedRun,
  shownRange,
  visibleRuns,
} from "../../../webview/panel/panelModel";
import { initialModel, type PanelAction, panelReducer } from "../../../webview/panel/panelReducer";
import { runSummary } from "../runSummary";

const curves = { columns: [], from: 0, to: 1, rows: 1, points: 0, data: new Float64Array() };

type ContentAction = Extract<PanelAction, { type: "content" }>;

function modelAfter(...actions: PanelAction[]): PanelModel {
  return actions.reduce(panelReducer, initialModel());
}

const content = (...runs: ReturnType<typeof runSummary>[]): ContentAction => ({
  type: "content",
  content: {
    runs,
    selected: runs[0]?.id ?? null,
    findings: {},
    followsEdits: true,
    measuresCurvature: false,
    instruments: [],
    removed: [],
  },
});

describe("panelReducer", () => {
  it("shows nothing before the host has spoken", () => {
    const model = modelAfter();
    assert.equal(model.content, null);
    assert.equal(selectedRun(model), null);
  });

  it("counts the steps of a run as they are made", () => {
    const running = runSummary({ status: "running", stepsDone: 10 });
    const model = modelAfter(content(running), { type: "progress", run: "a", stepsDone: 60 });
    assert.equal(selectedRun(model)?.stepsDone, 60);
  });

  it("drops curves of a run that is gone or has begun again", () => {
    const arrived: PanelAction = { type: "curves", curves: { a: curves } };
    assert.deepEqual(modelAfter(content(runSummary({ id: "b" })), arrived).curves, {});
    const kept = modelAfter(content(runSummary()), arrived, content(runSummary({ status: "cancelled" })));
    assert.deepEqual(Object.keys(kept.curves), ["a"]);
    const again = modelAfter(content(runSummary()), arrived, content(runSummary({ stepsDone: 0, status: "running" })));
    assert.deepEqual(again.curves, {});
  });

  it("keeps the curves of a run that is made anew in its place, and asks for its rows again", () => {
    const arrived: PanelAction[] = [
      { type: "curves", curves: { a: curves } },
      { type: "row", run: "a", row: { step: 3, values: [1] } },
    ];
    const anew = content(runSummary({ revision: 1, stepsDone: 5, status: "running" }));
    const model = modelAfter(content(runSummary()), ...arrived, anew);
    assert.deepEqual(Object.keys(model.curves), ["a"]);
    assert.deepEqual(model.rows, {});
  });

  it("takes curves and rows over with the news of the run that they belong to", () => {
    const next = { ...curves, rows: 2 };
    const row = { step: 3, values: [1] };
    const before = modelAfter(content(runSummary()), { type: "curves", curves: { a: curves } });
    const after = panelReducer(before, {
      ...content(runSummary({ revision: 1 })),
      curves: { a: next },
      rows: { a: row },
    });
    assert.deepEqual([after.curves, after.rows], [{ a: next }, { a: row }]);
  });

  it("leaves curves and rows as they are where only something else has changed", () => {
    const before = modelAfter(content(runSummary()), { type: "curves", curves: { a: curves } });
    const after = panelReducer(before, content(runSummary({ stale: true })));
    assert.equal(after.curves, before.curves);
    assert.equal(after.rows, before.rows);
  });

  it("keeps zoom and step while a run is made anew", () => {
    const view: PanelAction[] = [
      { type: "zoom", range: { from: 100, to: 300 } },
      { type: "step", step: 200 },
    ];
    const before = modelAfter(content(runSummary()), ...view);
    const after = panelReducer(before, content(runSummary({ revision: 1 })));
    assert.equal(after.view, before.view);
    assert.deepEqual(shownRange(after), shownRange(before));
  });

  it("writes the values of a few runs, and of many only those of the selected one", () => {
    const many = Array.from({ length: 7 }, (_, index) => runSummary({ id: `run ${index}` }));
    const ids = (...actions: PanelAction[]) => readRuns(modelAfter(...actions)).map(({ id }) => id);
    assert.equal(ids(content(...many.slice(1))).length, 6);
    assert.deepEqual(ids(content(...many), { type: "select", run: "run 3" }), ["run 3"]);
    const hidden: PanelAction = { type: "label", runs: ["run 3"], change: { isHidden: true } };
    assert.equal(ids(content(...many), { type: "select", run: "run 3" }, hidden).length, 6);
  });

  it("stretches runs to one length, and leaves the inspector at its step", () => {
    const both = content(runSummary({ steps: 500, stepsDone: 500 }), runSummary({ id: "b" }));
    const aligned = modelAfter(both, { type: "zoom", range: { from: 0, to: 10 } }, { type: "step", step: 100 });
    const model = panelReducer(aligned, { type: "alignment", alignment: "share" });
    assert.deepEqual(shownRange(model), { from: 0, to: 1000 });
    assert.equal(inspectedStep(model), 100);
    assert.equal(crosshairPlace(model), 200);
  });

  it("gives a run another name at once, and opens the list of runs to write one", () => {
    const model = modelAfter(content(runSummary()), { type: "edit", edit: { run: "a", field: "name" } });
    assert.ok(model.view.listsRuns);
    const named = panelReducer(model, { type: "label", runs: ["a"], change: { givenName: "mine" } });
    assert.equal(selectedRun(named)?.name, "mine");
  });

  it("hides a run and shows it again", () => {
    const both = content(runSummary(), runSummary({ id: "b" }));
    const hidden = modelAfter(both, { type: "label", runs: ["a"], change: { isHidden: true } });
    assert.deepEqual(
      visibleRuns(hidden).map(({ id }) => id),
      ["b"],
    );
    assert.equal(
      visibleRuns(panelReducer(hidden, { type: "label", runs: ["a"], change: { isHidden: false } })).length,
      2,
    );
  });

  it("keeps the arithmetic on show until the next has arrived", () => {
    const inspection = { step: 3, index: 0, parameter: "p[0]", lines: [], statistics: [] };
    const waiting = modelAfter(
      content(runSummary()),
      { type: "inspected", run: "a", inspection },
      { type: "inspecting" },
    );
    assert.equal(waiting.inspection.content, inspection);
    assert.ok(waiting.inspection.isWaiting);
    const failed = panelReducer(waiting, { type: "inspectionFailed", message: "There is no parameter 9." });
    assert.equal(failed.inspection.error, "There is no parameter 9.");
    assert.ok(!failed.inspection.isWaiting);
  });

  it("sets the axes of one chart or of all", () => {
    const model = modelAfter(
      { type: "scale", charts: ["loss", "m"], scale: "log" },
      { type: "scale", charts: ["m"], scale: "linear" },
    );
    assert.deepEqual(model.view.scales, { loss: "log", m: "linear" });
  });

  it("does not change where nothing has", () => {
    const model = modelAfter({ type: "hover", step: 4 }, { type: "plotWidth", chart: "loss", width: 300 });
    assert.equal(panelReducer(model, { type: "hover", step: 4 }), model);
    assert.equal(panelReducer(model, { type: "plotWidth", chart: "loss", width: 300 }), model);
  });
});

describe("panelModel", () => {
  it("gives a run that goes on its whole length, and one that has ended what it made", () => {
    assert.deepEqual(chartDomain(modelAfter(content(runSummary({ status: "running", stepsDone: 10 })))), {
      from: 0,
      to: 1000,
    });
    assert.deepEqual(chartDomain(modelAfter(content(runSummary({ status: "cancelled", stepsDone: 10 })))), {
      from: 0,
      to: 10,
    });
  });

  it("forgets a zoom that lies beyond the runs", () => {
    const zoomed = modelAfter(content(runSummary()), { type: "zoom", range: { from: 100, to: 200 } });
    assert.deepEqual(shownRange(zoomed), { from: 100, to: 200 });
    const shorter = panelReducer(zoomed, content(runSummary({ id: "b", steps: 50, stepsDone: 50 })));
    assert.deepEqual(shownRange(shorter), { from: 0, to: 50 });
  });

  it("inspects the chosen step, else where the run became non-finite, else its last", () => {
    const nonFinite = { step: 7, quantity: "loss", tensor: null, value: Number.NaN };
    assert.equal(inspectedStep(modelAfter(content(runSummary()))), 999);
    assert.equal(inspectedStep(modelAfter(content(runSummary({ nonFinite })))), 7);
    assert.equal(inspectedStep(modelAfter(content(runSummary({ nonFinite })), { type: "step", step: 3 })), 3);
    assert.equal(inspectedStep(modelAfter(content(runSummary({ stepsDone: 5 })), { type: "step", step: 300 })), 4);
    assert.equal(inspectedStep(modelAfter(content(runSummary({ stepsDone: 0 })))), null);
  });

  it("follows a run with what is drawn of it", () => {
    const running = content(runSummary({ status: "running", stepsDone: 600 }));
    assert.equal(inspectedStep(modelAfter(running)), 599);
    const drawn = { ...curves, points: 2, data: Float64Array.of(0, 500) };
    assert.equal(inspectedStep(modelAfter(running, { type: "curves", curves: { a: drawn } })), 500);
  });

  it("reads the charts under the pointer, and at the inspected step without one", () => {
    const model = modelAfter(content(runSummary()), { type: "step", step: 3 });
    assert.equal(crosshairPlace(model), 3);
    assert.equal(crosshairPlace(panelReducer(model, { type: "hover", step: 8 })), 8);
  });
});
