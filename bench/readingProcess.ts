/**
 * Reads a long file for the first time in this process, then again and after edits; prints what each took in milliseconds, as JSON.
 * A process of its own, since the first reading loads the parser and meets code that has never run.
 */
import { parser } from "@lezer/python";
import { mentionsFramework } from "../src/sources/languages";
import { ParseMemory } from "../src/sources/parseMemory";
import { readSource } from "../src/sources/readSource";
import { interleavedMedians } from "./medians";
import { type TrainingFile, trainingFile } from "./trainingFile";

/** What readings take, in milliseconds. */
export interface ReadingTimes {
  readonly first: number;
  readonly again: number;
  readonly parseAlone: number;
  readonly editInMiddle: number;
  readonly editAtOptimizer: number;
  readonly manyOptimizers: number;
  readonly noFramework: number;
  readonly longYaml: number;
  readonly longNotebook: number;
}

const LINES = 10_000;
const ROUNDS = 5;

async function time(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function read(path: string, { text, optimizers }: TrainingFile, memory?: ParseMemory): Promise<void> {
  const { configurations } = await readSource(path, text, undefined, undefined, memory);
  if (configurations.length !== optimizers) {
    throw new Error(`${path}: ${configurations.length} optimizers were read instead of ${optimizers}.`);
  }
}

/** Types one character more in every round, behind a place of the text. */
function typing(file: TrainingFile, behind: string, from: number): () => Promise<number> {
  const memory = new ParseMemory();
  let { text } = file;
  const at = text.indexOf(behind, from) + behind.length;
  return () => {
    text = `${text.slice(0, at)}1${text.slice(at)}`;
    return time(() => read("train.py", { ...file, text }, memory));
  };
}

/** A notebook of this code, one cell for every definition, with pictures among the outputs. */
function notebook({ text, optimizers }: TrainingFile): TrainingFile {
  const picture = { output_type: "display_data", data: { "image/png": "iVBORw0KGgo".repeat(4000) }, metadata: {} };
  const cells = text.split(/\n\n\n/).map((code, index) => ({
    cell_type: "code",
    metadata: {},
    outputs: index % 5 === 0 ? [picture] : [],
    source: `${code}\n`.split(/(?<=\n)/),
  }));
  return { text: JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1), optimizers };
}

async function main(): Promise<void> {
  const file = trainingFile(LINES, 8);
  const first = await time(() => read("train.py", file));
  const many = trainingFile(LINES, LINES);
  const without = file.text.replaceAll("torch", "tools");
  const yaml = `optimizer:\n${"  - { name: sample, label: 1, weights: [0.1, 0.2, 0.3] }\n".repeat(80_000)}`;
  const cells = notebook(file);
  const { text } = file;
  const medians = await interleavedMedians(
    {
      again: () => time(() => read("train.py", file)),
      parseAlone: () => time(() => parser.parse(text)),
      editInMiddle: typing(file, "longest = max(lengths, default=0", text.length / 2),
      editAtOptimizer: typing(file, "eps=1e-8", text.length / 2),
      manyOptimizers: () => time(() => read("train.py", many)),
      noFramework: () => time(() => mentionsFramework(without, "python")),
      longYaml: () => time(() => readSource("samples.yaml", yaml)),
      longNotebook: () => time(() => read("train.ipynb", cells)),
    },
    ROUNDS,
  );
  console.log(JSON.stringify({ first, ...medians } satisfies ReadingTimes));
}

void main();
