import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { quantile } from "./quantile";
import type { Result } from "./resultTable";

interface LiveTimes {
  readonly toNews: readonly number[];
  readonly toDrawn: readonly number[];
}

/** What may pass from a key press until its charts are drawn, in milliseconds. */
const GOAL = 100;

/** Times simulating as you type in VS Code; `timeLive` says what is measured. */
export async function live(root: string): Promise<Result[]> {
  // Not bundled: it finds the extension and VS Code from where it lies.
  const file = pathToFileURL(join(root, "test", "vscode", "timeLive.mjs")).href;
  const { timeLive }: { timeLive: () => Promise<LiveTimes> } = await import(file);
  const { toNews, toDrawn } = await timeLive();
  const total = toNews.map((milliseconds, key) => milliseconds + toDrawn[key]);
  const result = (name: string, samples: readonly number[], goal: number | null): Result => ({
    name: `typing, 1,000 steps: ${name}, p50 / p95`,
    ours: `${quantile(samples, 0.5).toFixed(0)} / ${quantile(samples, 0.95).toFixed(0)} ms`,
    reference: "",
    ratio: "",
    goal: goal === null ? "" : `≤ ${goal} ms`,
    reached: goal === null ? null : quantile(samples, 0.95) <= goal,
  });
  return [
    result("from the key to the panel's news of the run", toNews, null),
    result("from there to charts drawn", toDrawn, null),
    result("from the key to charts drawn", total, GOAL),
  ];
}
