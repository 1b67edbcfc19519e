import assert from "node:assert/strict";
import type { RunSummary } from "../../../src/protocol/panel";
import { eventually } from "./eventually";
import { extension } from "./extension";

/** A run of the panel. */
export function runOf(id: string): RunSummary {
  const run = extension()
    .exports.runs()
    .find((each) => each.id === id);
  assert.ok(run, `The run ${id} is gone`);
  return run;
}

/** The run that an action starts. */
export async function newRun(act: () => Promise<void>): Promise<RunSummary> {
  const { runs } = await extension().activate();
  const before = new Set(runs().map(({ id }) => id));
  await act();
  return eventually("a new run", () => runs().find((run) => !before.has(run.id)));
}

/** A run when it is no longer under way. */
export function ended(id: string): Promise<RunSummary> {
  return eventually(`the end of the run ${id}`, () => (runOf(id).status === "running" ? undefined : runOf(id)));
}
