import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { quantile } from "./quantile";
import type { Result } from "./resultTable";

interface WhatIfTimes {
  readonly frames: readonly number[];
  readonly toDrawn: readonly number[];
}

/** From one drawing to the next at 60 a second, in milliseconds, with what clocks are off by. */
const FRAME = 17;

/** Times dragging a slider in VS Code; `timeWhatIf` says what is measured. */
export async function whatIf(root: string): Promise<Result[]> {
  // Not bundled: it finds the extension and VS Code from where it lies.
  const file = pathToFileURL(join(root, "test", "vscode", "timeWhatIf.mjs")).href;
  const { timeWhatIf }: { timeWhatIf: () => Promise<WhatIfTimes> } = await import(file);
  const { frames, toDrawn } = await timeWhatIf();
  const result = (name: string, samples: readonly number[], goal: number | null): Result => ({
    name: `what-if drag, 1,000 steps: ${name}, p50 / p95`,
    ours: `${quantile(samples, 0.5).toFixed(0)} / ${quantile(samples, 0.95).toFixed(0)} ms`,
    reference: "",
    ratio: "",
    goal: goal === null ? "" : `p50 ≤ ${goal} ms`,
    reached: goal === null ? null : quantile(samples, 0.5) <= goal,
  });
  return [
    result("from one drawing to the next", frames, FRAME),
    result("from the slider's last value to its curves", toDrawn, null),
  ];
}
