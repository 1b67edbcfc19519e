import { type MessagePort, parentPort } from "node:worker_threads";
import { Connection, type Silent } from "../../src/protocol/connection";
import { threadTransport } from "../../src/protocol/threadTransport";
import type { WorkerContract } from "../../src/protocol/worker";

/** What the worker says of a run's progress when the fault begins. */
const FAULT_BEGINS = 2;

/**
 * A worker that accepts a run and then comes to grief, in the way that the run's `seed` asks for: it stands in for faults
 * that the real one has none of.
 */
const faults: readonly (() => void)[] = [
  () => process.exit(7),
  () => {
    throw new Error("the kernel went astray");
  },
  () => {
    const hoard: unknown[] = [];
    for (;;) hoard.push(new Array(1e5).fill({}));
  },
  () => {
    for (;;);
  },
  () => {
    for (const end = performance.now() + 1000; performance.now() < end; );
  },
  () => {},
];

const connection: Connection<Silent, WorkerContract> = new Connection<Silent, WorkerContract>(
  threadTransport(parentPort as MessagePort),
  {
    answers: {
      start({ run, specification }) {
        connection.tell("progress", { run, steps: 1 });
        setTimeout(() => {
          connection.tell("progress", { run, steps: FAULT_BEGINS });
          faults[specification.seed]();
        }, 20);
        return { columns: ["loss"], stateVectors: [], tensors: ["p"], parameters: 1 };
      },
      planSchedule: () => null,
      cancel: () => {},
      inspect: () => {
        throw new Error("There is nothing to inspect.");
      },
      diagnose: () => [],
      evaluate: () => {
        throw new Error("There is nothing to evaluate.");
      },
      findPlane: () => {
        throw new Error("There is no plane.");
      },
      tracePath: () => {
        throw new Error("There is no path.");
      },
      evaluateGrid: () => {
        throw new Error("There is no loss.");
      },
      cancelEvaluations: () => {},
      stableRate: () => "noLimit",
      release: () => {},
    },
    listeners: {},
    onProtocolError: (message) => console.error(message),
  },
);
