import { spawnSync } from "node:child_process";
import type { ReadingTimes } from "./readingProcess";
import type { Result } from "./resultTable";

/** Processes that read for the first time. */
const PROCESSES = 3;

/**
 * How long it takes until the lenses of a file of 10,000 lines of Python can be shown, against parsing it alone in the same process.
 *
 * @param program the bundle of `readingProcess.ts`
 */
export function reading(program: string): Result[] {
  const runs = Array.from({ length: PROCESSES }, () => timesOf(program)).sort((a, b) => a.first - b.first);
  // All of one process, as what else the machine does falls on its parser and its reader alike.
  const times = runs[runs.length >> 1];
  const row = (name: string, milliseconds: number, goal?: number): Result => ({
    name,
    ours: `${milliseconds.toPrecision(3)} ms`,
    reference: `${times.parseAlone.toPrecision(3)} ms parse`,
    ratio: (milliseconds / times.parseAlone).toFixed(2),
    goal: goal === undefined ? "" : `≤ ${goal} ms`,
    reached: goal === undefined ? null : milliseconds <= goal,
  });
  const alone = (result: Result): Result => ({ ...result, reference: "", ratio: "" });
  return [
    row("10,000 lines of Python, first reading of a process", times.first, 600),
    row("10,000 lines of Python, read again", times.again),
    row("10,000 lines of Python, a character typed in the middle", times.editInMiddle, 30),
    row("10,000 lines of Python, a character typed at an optimizer", times.editAtOptimizer, 30),
    row("10,000 lines of Python, optimizers everywhere", times.manyOptimizers, 2000),
    alone(row("10,000 lines of Python without a framework", times.noFramework)),
    alone(row("YAML of 4 MB", times.longYaml, 2000)),
    alone(row("Notebook of 6 MB", times.longNotebook, 2000)),
  ];
}

function timesOf(program: string): ReadingTimes {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The reading could not be measured: ${stderr}`);
  return JSON.parse(stdout);
}
