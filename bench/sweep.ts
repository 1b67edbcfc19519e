import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { withRateFactor } from "../src/core/simulation/rateFactor";
import { Simulation } from "../src/core/simulation/simulation";
import type { RunSpecification } from "../src/core/simulation/specification";
import { evaluatePoint } from "../src/core/sweep/pointEvaluation";
import { sweepRates } from "../src/core/sweep/rateGrid";
import { evaluatePoints } from "../src/extension/runs/evaluatePoints";
import { WorkerPool } from "../src/extension/runs/workerPool";
import { exampleArguments, ruleNumbers } from "../src/sources/catalogue/catalogue";
import { optimizers } from "../src/sources/catalogue/findEntry";
import { interleavedMedians } from "./medians";
import type { Result } from "./resultTable";

const STEPS = 1000;

/** Points of Adam on the noisy quadratic, a hundred of them, as the learning-rate finder evaluates them. */
function sweptRuns(): RunSpecification[] {
  const entry = optimizers.find(({ name }) => name === "torch.optim.Adam");
  if (entry === undefined) throw new Error("The catalogue has no torch.optim.Adam.");
  const values = { ...exampleArguments(entry), [entry.learningRate]: 1 };
  const optimizer = {
    rule: entry.rule([values]),
    hyperparameters: ruleNumbers(entry, values),
    learningRate: 1,
    schedule: null,
    clipping: null,
  };
  return sweepRates(1e-2, { below: 3, above: 1.95, perDecade: 20 }).map((rate) => ({
    optimizer: withRateFactor(optimizer, rate),
    problem: { name: "noisy-quadratic", parameters: {} },
    steps: STEPS,
    seed: 0,
    precision: "float64",
  }));
}

/** Points a second of a sweep over all cores, against the same one after the other, and against runs that keep their traces. */
export async function sweep(workerFile: string): Promise<Result[]> {
  const runs = sweptRuns();
  const pool = new WorkerPool({
    createWorker: () => new Worker(workerFile, { stderr: true }),
    size: availableParallelism(),
    idleMilliseconds: 60_000,
    contents: () => null,
    log: (message) => console.error(message),
  });
  const timed = async (work: () => unknown): Promise<number> => {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  };
  const points = runs.map((specification, key) => ({ key, specification }));
  const told = { signal: new AbortController().signal, onOutcome: () => {} };
  const { shared, inTurn, recorded } = await interleavedMedians(
    {
      shared: () => timed(() => evaluatePoints(pool, "bench", points, {}, told)),
      inTurn: () => timed(() => runs.forEach((run) => void evaluatePoint(run))),
      recorded: () => timed(() => runs.forEach((run) => void new Simulation(run).advance(STEPS))),
    },
    7,
  );
  pool.dispose();
  const rate = (milliseconds: number) => `${((1000 * runs.length) / milliseconds).toFixed(0)} points/s`;
  const result = (name: string, reference: number): Result => ({
    name: `sweep, ${runs.length} points of ${STEPS.toLocaleString("en-US")} steps, ${availableParallelism()} cores: against ${name}`,
    ours: rate(shared),
    reference: rate(reference),
    ratio: `${(reference / shared).toFixed(2)}×`,
    goal: "",
    reached: null,
  });
  return [result("one after the other", inTurn), result("runs with traces", recorded)];
}
