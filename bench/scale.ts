import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Result } from "./resultTable";

interface ScaleTimes {
  readonly redraw: number;
  readonly zoom: number;
  readonly hover: number;
  readonly heap: number;
}

interface Scale {
  readonly runs: number;
  readonly steps: number;
  readonly panel: ScaleTimes;
  readonly whole: ScaleTimes | null;
}

/** Milliseconds, and megabytes for the heap. */
const goals = { redraw: 50, hover: 16, heap: 150 };

/** Times the panel in a headless browser with 200 runs and with 10 million steps; `timeScale` says what is measured. */
export async function scale(root: string): Promise<Result[]> {
  // Not bundled: it builds the panel from the files beside itself.
  const file = pathToFileURL(join(root, "test", "webview", "browser", "timeScale.mjs")).href;
  const { timeScale }: { timeScale: () => Promise<readonly Scale[]> } = await import(file);
  return (await timeScale()).flatMap(({ runs, steps, panel, whole }) => {
    const size = `${runs === 1 ? "a run" : `${runs} runs`} of ${steps.toLocaleString("en-US")} steps`;
    const result = (name: string, quantity: keyof ScaleTimes): Result => {
      const isHeap = quantity === "heap";
      const format = isHeap ? formatMegabytes : formatMilliseconds;
      const goal = quantity === "zoom" ? null : goals[quantity];
      const value = isHeap ? panel.heap / 1e6 : panel[quantity];
      return {
        name: `${size}: ${name}; one chart given all`,
        ours: format(panel[quantity]),
        reference: whole === null ? "none" : format(whole[quantity]),
        ratio: whole === null ? "" : (panel[quantity] / whole[quantity]).toPrecision(2),
        goal: goal === null ? "" : `≤ ${goal} ${isHeap ? "MB" : "ms"}`,
        reached: goal === null ? null : value <= goal,
      };
    };
    return [
      result("a zoom step redrawn", "redraw"),
      result("its curves in full", "zoom"),
      result("a move of the crosshair", "hover"),
      result("heap", "heap"),
    ];
  });
}

function formatMilliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
