import { Checkpoints } from "../../src/core/simulation/checkpoints";
import { Simulation } from "../../src/core/simulation/simulation";
import type { RunSpecification } from "../../src/core/simulation/specification";
import type { Trace } from "../../src/core/trace/trace";
import { decodeTrace } from "../../src/core/trace/traceFile";
import type { RunSummary } from "../../src/protocol/panel";
import type { ReportRun } from "../../src/protocol/report";
import { bytesOf } from "./downloads";

/** A run of a report page, whose trace may still be in the making. */
export interface ReportedRun {
  readonly specification: RunSpecification;
  readonly summary: RunSummary;
  readonly trace: Trace;
  /** Where the inspector may start from. */
  readonly checkpoints: Checkpoints;
  /** Makes the trace, where the page does not have it, a little at a time. */
  begin(listeners: ReportedRunListeners): void;
}

export interface ReportedRunListeners {
  readonly progressed: (summary: RunSummary) => void;
  readonly ended: () => void;
}

/** Milliseconds of simulating between two looks at the page: it answers clicks within 100. */
const SLICE = 40;
/** Most steps between two looks at the clock. */
const STEPS_AT_A_TIME = 200;

/**
 * @throws TraceFileError when the page's trace is damaged
 * @throws SpecificationError or RuleError when the page has no trace and its specification cannot be simulated
 */
export function reportedRun({ summary, specification, trace }: ReportRun): ReportedRun {
  const checkpoints = new Checkpoints();
  if (trace !== null) {
    const decoded = decodeTrace(bytesOf(trace)).trace;
    return { specification, summary, trace: decoded, checkpoints, begin: () => {} };
  }
  const simulation = new Simulation(specification);
  const run = {
    specification,
    summary: { ...summary, status: "running", stepsDone: 0 } as RunSummary,
    trace: simulation.trace,
    checkpoints,
    begin: ({ progressed, ended }: ReportedRunListeners) => {
      const advance = () => {
        const end = performance.now() + SLICE;
        while (!simulation.isDone && performance.now() < end) {
          simulation.advance(Math.min(STEPS_AT_A_TIME, checkpoints.stepsUntilNext(simulation.step)));
          checkpoints.keep(simulation);
        }
        if (simulation.isDone) {
          run.summary = summary;
          ended();
          return;
        }
        run.summary = { ...run.summary, stepsDone: simulation.trace.rows };
        progressed(run.summary);
        setTimeout(advance);
      };
      setTimeout(advance);
    },
  };
  return run;
}
