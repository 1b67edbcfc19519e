import { spawnSync } from "node:child_process";
import type { DiagnosisTimes } from "./diagnosisProcess";
import type { Result } from "./resultTable";

/** Milliseconds after which findings have to be there, once nobody types. */
const GOAL = 150;

/**
 * How long the rules on sources take, beyond reading.
 *
 * @param program the bundle of `diagnosisProcess.ts`
 * @param root of the repository, in which the sound files are
 */
export function diagnosis(program: string, root: string): Result[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, root], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The diagnosis could not be measured: ${stderr}`);
  const times: DiagnosisTimes = JSON.parse(stdout);
  const row = (name: string, milliseconds: number, reading: number | null, goal?: number): Result => ({
    name,
    ours: `${milliseconds.toPrecision(3)} ms`,
    reference: reading === null ? "" : `${reading.toPrecision(3)} ms reading`,
    ratio: reading === null ? "" : (milliseconds / reading).toFixed(2),
    goal: goal === undefined ? "" : `≤ ${goal} ms`,
    reached: goal === undefined ? null : milliseconds <= goal,
  });
  return [
    row("Rules on an ordinary file, median", times.median, times.medianReading),
    row(`Rules on the slowest ordinary file (${times.slowestFile})`, times.slowest, null, GOAL),
    row("Rules on 10,000 lines of Python", times.long, times.longReading, GOAL),
  ];
}
