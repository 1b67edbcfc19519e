import { Worker } from "node:worker_threads";
import { adamFamily } from "../src/core/optimizers/adam";
import { Simulation } from "../src/core/simulation/simulation";
import type { RunSpecification } from "../src/core/simulation/specification";
import { Trace } from "../src/core/trace/trace";
import { Connection } from "../src/protocol/connection";
import { threadTransport } from "../src/protocol/threadTransport";
import type { WorkerContract } from "../src/protocol/worker";

const adam = adamFamily[0];

/** Adam on Rosenbrock's function with every series recorded. */
export function rosenbrockRun(steps: number): RunSpecification {
  const hyperparameters = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  return {
    optimizer: {
      rule: adam.rule({ ...hyperparameters, biasCorrection: true }),
      hyperparameters,
      learningRate: 0.001,
      schedule: null,
      clipping: null,
    },
    problem: { name: "rosenbrock", parameters: {} },
    steps,
    seed: 0,
    precision: "float64",
  };
}

/**
 * @param allocate memory for the trace; new memory unless given
 * @returns milliseconds that a run of so many steps takes in this thread
 */
export function simulateHere(steps: number, allocate?: (bytes: number) => ArrayBuffer): number {
  const begin = performance.now();
  new Simulation(rosenbrockRun(steps), { allocate }).advance(steps);
  return performance.now() - begin;
}

/** A worker thread that makes one run after the other. */
export class RosenbrockWorker {
  private readonly worker: Worker;
  private readonly connection: Connection<WorkerContract>;
  private runs = 0;
  private onFinished = () => {};
  private chunks: SharedArrayBuffer[] = [];

  constructor(file: string) {
    this.worker = new Worker(file);
    this.connection = new Connection<WorkerContract>(threadTransport(this.worker), {
      answers: {},
      listeners: {
        chunk: ({ chunk }) => void this.chunks.push(chunk),
        progress: () => {},
        finished: () => this.onFinished(),
      },
      onProtocolError: (message) => {
        throw new Error(message);
      },
    });
  }

  /** @returns milliseconds from the order to the news that the run is over, and the trace as it has arrived here */
  async simulate(steps: number): Promise<{ readonly milliseconds: number; readonly trace: Trace }> {
    const run = `run ${++this.runs}`;
    this.chunks = [];
    const finished = new Promise<void>((resolve) => {
      this.onFinished = resolve;
    });
    const begin = performance.now();
    const { columns } = await this.connection.call("start", { run, specification: rosenbrockRun(steps), contents: {} });
    await finished;
    const milliseconds = performance.now() - begin;
    const trace = new Trace(columns);
    for (const chunk of this.chunks) trace.addChunk(chunk);
    await this.connection.call("release", { run });
    return { milliseconds, trace };
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
