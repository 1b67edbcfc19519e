/**
 * Looks for mistakes in the sound files of the tests and in a long file; prints what that took in milliseconds, as JSON.
 * A process of its own, bundled as the extension is.
 *
 *   node diagnosis.cjs ROOT
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diagnoseSource } from "../src/diagnosis/diagnoseSource";
import { readSource } from "../src/sources/readSource";
import { interleavedMedians } from "./medians";
import { trainingFile } from "./trainingFile";

/** What the rules take, in milliseconds, against the reading of the same text. */
export interface DiagnosisTimes {
  /** The ordinary file that takes the rules longest, and half of them. */
  readonly slowest: number;
  readonly slowestFile: string;
  readonly median: number;
  readonly medianReading: number;
  readonly long: number;
  readonly longReading: number;
}

const LINES = 10_000;
const ROUNDS = 5;

interface Times {
  readonly file: string;
  readonly reading: number;
  readonly diagnosis: number;
}

async function timesOf(file: string, text: string): Promise<Times> {
  const begin = performance.now();
  const reading = await readSource(file, text);
  const read = performance.now();
  diagnoseSource(reading, text);
  return { file, reading: read - begin, diagnosis: performance.now() - read };
}

/** Medians of several readings, each with facts of its own: nothing is remembered from one to the next. */
async function medianTimes(file: string, text: string): Promise<Times> {
  let last: Times | null = null;
  const { diagnosis, reading } = await interleavedMedians(
    {
      diagnosis: async () => {
        last = await timesOf(file, text);
        return last.diagnosis;
      },
      reading: () => last?.reading ?? 0,
    },
    ROUNDS,
  );
  return { file, reading, diagnosis };
}

async function main(root: string): Promise<void> {
  const folder = join(root, "test/diagnosis/sound");
  const times: Times[] = [];
  for (const file of readdirSync(folder)) times.push(await medianTimes(file, readFileSync(join(folder, file), "utf8")));
  times.sort((a, b) => a.diagnosis - b.diagnosis);
  const long = await medianTimes("train.py", trainingFile(LINES, 8).text);
  const [middle, slowest] = [times[times.length >> 1], times[times.length - 1]];
  const readings = times.map(({ reading }) => reading).sort((a, b) => a - b);
  const measured: DiagnosisTimes = {
    slowest: slowest.diagnosis,
    slowestFile: slowest.file,
    median: middle.diagnosis,
    medianReading: readings[readings.length >> 1],
    long: long.diagnosis,
    longReading: long.reading,
  };
  console.log(JSON.stringify(measured));
}

void main(process.argv[2]);
