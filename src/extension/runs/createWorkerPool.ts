import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { WorkerPool, type WorkerPoolOptions } from "./workerPool";

/** How long a worker without work is kept, with the checkpoints that make looking at a step quick, in milliseconds. */
const IDLE_MILLISECONDS = 30_000;

/**
 * @param script file of the bundled worker
 * @param size the most threads at a time
 */
export function createWorkerPool(
  script: string,
  contents: WorkerPoolOptions["contents"],
  log: (message: string) => void,
  size = Math.max(1, availableParallelism() - 1),
): WorkerPool {
  return new WorkerPool({
    createWorker: () => new Worker(script, { stderr: true }),
    size,
    sweepSize: availableParallelism(),
    idleMilliseconds: IDLE_MILLISECONDS,
    contents,
    log,
  });
}
