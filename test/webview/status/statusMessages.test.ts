import assert from "node:assert/strict";
import type { RunSummary } from "../../../src/protocol/panel";
import { statusMessages } from "../../../webview/status/statusMessages";
import { runSummary } from "../runSummary";

const nonFinite = { step: 1204, quantity: "v", tensor: "weight 1", value: Number.NaN };

describe("statusMessages", () => {
  const cases: readonly [string, Partial<RunSummary>, readonly string[], readonly string[]][] = [
    ["nothing of a run that went well", {}, [], []],
    [
      "where a run diverged",
      { status: "diverged", nonFinite },
      ["Diverged: v of weight 1 became NaN at step 1,204."],
      ["continueRun"],
    ],
    [
      "that a run went on past it",
      { status: "finished", nonFinite: { ...nonFinite, quantity: "learningRate", tensor: null, value: Infinity } },
      ["Went on past step 1,204: learning rate became ∞ at step 1,204."],
      [],
    ],
    [
      "how far a cancelled run got",
      { status: "cancelled", stepsDone: 641 },
      ["Cancelled after 641 of 1,000 steps."],
      [],
    ],
    ["what failed", { status: "failed", message: "Out of memory." }, ["Out of memory."], ["simulate", "showLog"]],
    ["that the source has changed", { stale: true }, ["The source has changed since this run."], ["simulate"]],
  ];
  for (const [name, change, texts, actions] of cases) {
    it(`tells ${name}`, () => {
      const messages = statusMessages(runSummary(change));
      assert.deepEqual(
        messages.map(({ text }) => text),
        texts,
      );
      assert.deepEqual(
        messages.flatMap((message) => message.actions.map(({ action }) => action)),
        actions,
      );
    });
  }

  it("speaks of replaying where gradients are replayed", () => {
    const offered = (isReplay: boolean) => statusMessages(runSummary({ stale: true, isReplay }))[0].actions[0].text;
    assert.deepEqual([offered(false), offered(true)], ["Simulate again", "Replay again"]);
  });

  it("has two lines at most, the gravest first", () => {
    const messages = statusMessages(
      runSummary({ status: "failed", message: "Out of memory.", nonFinite, stale: true }),
    );
    assert.deepEqual(
      messages.map(({ kind }) => kind),
      ["error", "warning"],
    );
  });
});
