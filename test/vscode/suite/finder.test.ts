import assert from "node:assert/strict";
import { showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";
import { ended, newRun } from "./runs";

const source = "import torch\noptimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)\n";

/** The state of the finder as soon as its sweep is over. */
function swept() {
  return eventually("the end of the sweep", () => {
    const state = extension().exports.finder();
    return state !== null && state.status !== "running" && state.stable !== null ? state : undefined;
  });
}

describe("Optimizer: Find Learning Rate", () => {
  it("sweeps around the rate of the optimizer at hand, and makes a run of the point that is picked", async () => {
    await showUntitled("python", source);
    const own = await newRun(() => runCommand("Find Learning Rate"));
    const state = await swept();
    assert.deepEqual([state.status, state.message, state.run], ["finished", null, own.id]);
    assert.equal(state.rates[state.ownRate], 0.1);
    assert.ok(state.outcomes.every((outcome) => outcome !== null));
    assert.ok(state.outcomes.at(-1)?.divergedAt !== null, "the largest rate does not diverge");
    const { askFinder, row } = extension().exports;
    const rate = state.ownRate - 2;
    const picked = await newRun(() => askFinder({ kind: "pick", rate, second: 0 }));
    const run = await ended(picked.id);
    assert.deepEqual([run.status, run.stale], ["finished", false]);
    assert.match(run.name, /^SGD · lr /);
    assert.equal(row(run.id, 0)[run.columns.findIndex(({ name }) => name === "learningRate")], state.rates[rate]);
  });

  it("sweeps a second hyperparameter besides, and can be cancelled", async () => {
    const { askFinder, finder } = extension().exports;
    const { run, choices } = await swept();
    const momentum = choices.find(({ label }) => label === "momentum");
    assert.ok(momentum, `no momentum among ${choices.map(({ label }) => label).join(", ")}`);
    await askFinder({ kind: "open", run, second: momentum.id });
    await askFinder({ kind: "cancel" });
    assert.equal(finder()?.status, "cancelled");
    await askFinder({ kind: "open", run, second: momentum.id, span: { below: 1, above: 0, perDecade: 1 } });
    const { second, outcomes, status } = await swept();
    assert.equal(status, "finished");
    assert.equal(outcomes.length, 2 * (second?.values.length ?? 0));
    await askFinder({ kind: "close" });
    assert.equal(finder(), null);
  });
});
