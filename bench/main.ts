import { join } from "node:path";
import { parseArgs } from "node:util";
import { AdamInC, buildAdamInC } from "./adamInC";
import { AdamInTensorflow } from "./adamInTensorflow";
import { adamKernel } from "./adamKernel";
import { charts } from "./charts";
import { diagnosis } from "./diagnosis";
import { instrumentCost } from "./instrumentCost";
import { live } from "./live";
import { interleavedMedians } from "./medians";
import { optimizerCost } from "./optimizerCost";
import { reading } from "./reading";
import { formatNanoseconds, formatTable, type Result } from "./resultTable";
import { RosenbrockWorker, simulateHere } from "./rosenbrock";
import { scale } from "./scale";
import { smallRuns } from "./smallRuns";
import { sweep } from "./sweep";
import { loadTensorflow } from "./tensorflow";
import { traceMemory } from "./traceMemory";
import { UsedMemory } from "./usedMemory";
import { whatIf } from "./whatIf";

/** Nanoseconds that a round of a variant should take, about. */
const ROUND = 2e7;

/** Updates of so many parameters that fill a round: one takes about 100 ns and 6 ns a parameter, in C too. */
function stepsOfRound(parameters: number): number {
  return Math.max(2, Math.round(ROUND / (100 + 6 * parameters)));
}

/** The same for TensorFlow.js, in ten times the time, since one takes about 500 µs and 700 ns a parameter. */
function tensorflowStepsOfRound(parameters: number): number {
  return Math.max(2, Math.round((10 * ROUND) / (500_000 + 700 * parameters)));
}

async function adamAgainstC(root: string, folder: string): Promise<Result[]> {
  const program = buildAdamInC(root, folder);
  if (program === null) {
    console.log("There is no gcc here: the comparison with C is left out.");
    return [];
  }
  const results: Result[] = [];
  for (const parameters of [2, 100, 10_000, 1_000_000]) {
    const kernel = adamKernel(parameters);
    const inC = new AdamInC(program, parameters);
    const steps = stepsOfRound(parameters);
    const { ours, reference } = await interleavedMedians(
      { ours: () => kernel.run(steps), reference: () => inC.run(steps) },
      15,
    );
    inC.close();
    const ratio = ours / reference;
    results.push({
      name: `Adam, all statistics, ${parameters.toLocaleString("en-US")} p: against C`,
      ours: `${formatNanoseconds(ours / steps / parameters)}/p`,
      reference: `${formatNanoseconds(reference / steps / parameters)}/p`,
      ratio: ratio.toFixed(2),
      goal: parameters < 100 ? "" : "≤ 1.3",
      reached: parameters < 100 ? null : ratio <= 1.3,
    });
  }
  return results;
}

async function adamAgainstTensorflow(): Promise<Result[]> {
  const tensorflow = await loadTensorflow();
  if (tensorflow === null) {
    console.log("TensorFlow.js could not be installed: the comparison with it is left out.");
    return [];
  }
  const goals = new Map([
    [2, 1000],
    [10_000, 40],
  ]);
  const results: Result[] = [];
  for (const parameters of [2, 100, 10_000]) {
    const kernel = adamKernel(parameters);
    const peer = new AdamInTensorflow(tensorflow, parameters);
    const steps = stepsOfRound(parameters);
    const peerSteps = tensorflowStepsOfRound(parameters);
    const { ours, reference } = await interleavedMedians(
      { ours: () => kernel.run(steps) / steps, reference: () => peer.run(peerSteps) / peerSteps },
      7,
    );
    const ratio = reference / ours;
    const goal = goals.get(parameters);
    results.push({
      name: `Adam, all statistics, ${parameters.toLocaleString("en-US")} p: against tfjs on the CPU`,
      ours: `${formatNanoseconds(ours)}/step`,
      reference: `${formatNanoseconds(reference)}/step`,
      ratio: `${ratio.toFixed(0)}×`,
      goal: goal === undefined ? "" : `> ${goal}×`,
      reached: goal === undefined ? null : ratio > goal,
    });
  }
  return results;
}

async function rosenbrock(workerFile: string): Promise<Result[]> {
  const steps = 1_000_000;
  const worker = new RosenbrockWorker(workerFile);
  const usedMemory = new UsedMemory();
  let series = 0;
  const { here, inUsedMemory, inWorker, charted } = await interleavedMedians(
    {
      here: () => simulateHere(steps),
      inUsedMemory: () => {
        usedMemory.reclaim();
        return simulateHere(steps, usedMemory.allocate);
      },
      inWorker: async () => (await worker.simulate(steps)).milliseconds,
      charted: async () => {
        const { trace } = await worker.simulate(steps);
        series = trace.columns.length;
        const begin = performance.now();
        for (let column = 0; column < series; column++) trace.envelope(column, 0, trace.rows, 1000);
        return performance.now() - begin;
      },
    },
    5,
  );
  await worker.close();
  const rate = (milliseconds: number) => `${(steps / milliseconds / 1000).toFixed(1)} M steps/s`;
  const unrivaled = { reference: "", ratio: "" };
  return [
    {
      name: `Rosenbrock, ${series} series recorded, in this thread`,
      ours: rate(here),
      ...unrivaled,
      goal: "",
      reached: null,
    },
    {
      // Less than the row before by what the operating system takes to hand out memory.
      name: `Rosenbrock, ${series} series recorded, memory touched before`,
      ours: rate(inUsedMemory),
      ...unrivaled,
      goal: "",
      reached: null,
    },
    {
      name: `Rosenbrock, ${series} series recorded, in the worker`,
      ours: rate(inWorker),
      ...unrivaled,
      goal: "≥ 5 M steps/s",
      reached: steps / inWorker >= 5000,
    },
    {
      name: `1 M steps: all ${series} series at 1,000 pixels`,
      ours: `${charted.toFixed(1)} ms`,
      ...unrivaled,
      goal: "",
      reached: null,
    },
  ];
}

function memory(): Result {
  const bytes = traceMemory(10_000_000, 12);
  return {
    name: "10 M steps of 12 series in memory",
    ours: `${(bytes / 1e9).toFixed(2)} GB`,
    reference: "",
    ratio: "",
    goal: "< 1.5 GB",
    reached: bytes < 1.5e9,
  };
}

async function main(root: string, folder: string, workerFile: string, options: readonly string[]): Promise<void> {
  const parts: Readonly<Record<string, () => Result[] | Promise<Result[]>>> = {
    // First, while the process has no freed memory to use again.
    memory: () => [memory()],
    c: () => adamAgainstC(root, folder),
    tensorflow: adamAgainstTensorflow,
    optimizers: optimizerCost,
    small: smallRuns,
    instruments: instrumentCost,
    rosenbrock: () => rosenbrock(workerFile),
    sweep: () => sweep(workerFile),
    charts: () => charts(root),
    scale: () => scale(root),
    reading: () => reading(join(folder, "reading.cjs")),
    diagnosis: () => diagnosis(join(folder, "diagnosis.cjs"), root),
    live: () => live(root),
    whatIf: () => whatIf(root),
  };
  const { values } = parseArgs({
    args: [...options],
    options: { only: { type: "string", default: Object.keys(parts).join(",") } },
  });
  const results: Result[] = [];
  for (const name of values.only.split(",")) {
    if (!Object.hasOwn(parts, name)) throw new Error(`--only=${name}: there are ${Object.keys(parts).join(", ")}.`);
    results.push(...(await parts[name]()));
  }
  console.log(formatTable(results));
}

const [root, folder, workerFile, ...options] = process.argv.slice(2);
await main(root, folder, workerFile, options);
