import assert from "node:assert/strict";
import { INITIAL_VIEW, restoreView, type ViewState } from "../../../webview/panel/viewState";

describe("restoreView", () => {
  it("gives back what was kept", () => {
    const view: ViewState = {
      step: 12,
      range: { from: 1, to: 9.5 },
      scales: { loss: "linear", m: "log" },
      stepScale: "log",
      valueRange: "all",
      smoothing: 20,
      layout: {
        order: ["v", "loss"],
        hidden: ["m"],
        instruments: ["heatMap"],
        sizes: { loss: { height: 200, isWide: true } },
        enlarged: "loss",
        unclipped: ["loss"],
      },
      choice: { kind: "index", index: 3 },
      probed: 17,
      portrait: { x: "g", y: "v" },
      showsAllCharts: true,
      listsRuns: true,
      comparesRuns: false,
      targetLoss: 0.5,
      alignment: "share",
      showsWhatIf: true,
      showsLandscape: true,
      landscapeWindow: { run: "run 0", window: { left: -1, right: 2, bottom: 0, top: 1 } },
    };
    assert.deepEqual(restoreView(JSON.parse(JSON.stringify(view))), view);
  });

  const damaged: readonly [string, unknown][] = [
    ["nothing", undefined],
    ["no object", "view"],
    ["other fields", { steps: 3 }],
    ["a negative step", { step: -1 }],
    ["a range that ends before it begins", { range: { from: 5, to: 2 } }],
    ["a parameter that is none", { probed: -1 }],
    ["axes that are no names", { portrait: { x: 3 } }],
    ["an unknown scale", { scales: { loss: "cubic" } }],
    ["an unknown scale of steps", { stepScale: "cubic" }],
    [
      "a window without an extent",
      { landscapeWindow: { run: "run 0", window: { left: 1, right: 1, bottom: 0, top: 1 } } },
    ],
    ["a window of nothing", { landscapeWindow: { run: "run 0" } }],
    ["an average over no steps", { smoothing: 0 }],
    ["an average over endless steps", { smoothing: Infinity }],
    ["an unknown choice", { choice: { kind: "smallest" } }],
    ["an index that is none", { choice: { kind: "index", index: 1.5 } }],
    ["an unknown alignment", { alignment: "time" }],
    ["a word for a number", { targetLoss: "0.1" }],
    ["a number for a yes", { listsRuns: 1 }],
    ["a word for a yes", { showsAllCharts: "yes" }],
  ];
  for (const [name, kept] of damaged) {
    it(`starts anew from ${name}`, () => assert.deepEqual(restoreView(kept), INITIAL_VIEW));
  }
});
