import { COUNT } from "../../core/numberRange";
import { OWN_RULE } from "../ownRule";
import { callsAssignedTo } from "./assignedCalls";
import { type AssignedRate, assignedSchedule } from "./assignedRate";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
import { findStepCalls, type StepCall, stepInterval, stepsOf } from "./stepInterval";
import { noSchedule, outermostSchedulers, type ReadSchedule, readTorchSchedule } from "./torchSchedule";

/** What a file says of the schedules of torch's optimizers. */
export interface ScheduledFile {
  readonly source: PythonSource;
  readonly all: readonly FrameworkCall[];
  /** torch's schedulers by their optimizer. */
  readonly schedulers: ReadonlyMap<FrameworkCall, readonly FrameworkCall[]>;
  readonly assignedRates: readonly AssignedRate[];
}

/**
 * How the learning rate of an optimizer of torch moves, by its scheduler or by what the loop sets it to, and with every how many updates.
 */
export function readOptimizerSchedule(optimizer: FrameworkCall, file: ScheduledFile): ReadSchedule {
  const { source, all, schedulers, assignedRates } = file;
  const own = schedulers.get(optimizer) ?? [];
  const steps = findStepCalls(all, source);
  const rates = assignedRates.filter(
    ({ optimizer: named, ...use }) => callsAssignedTo(named, use, [optimizer], source).length > 0,
  );
  if (rates.length > 0) return readAssigned(optimizer, rates, own.length > 0, steps, source);
  const read = readTorchSchedule(own, source);
  const [scheduler] = outermostSchedulers(own, source);
  const step = scheduler && stepsOf(scheduler, steps, source)[0];
  return step === undefined ? read : stepped(read, optimizer, step, steps, source);
}

function readAssigned(
  optimizer: FrameworkCall,
  rates: readonly AssignedRate[],
  hasScheduler: boolean,
  steps: readonly StepCall[],
  source: PythonSource,
): ReadSchedule {
  const [rate, ...others] = rates;
  const update = stepsOf(optimizer, steps, source).find(({ scope }) => scope === rate.scope);
  const isAlone = others.length === 0 && !hasScheduler;
  const schedule = isAlone ? assignedSchedule(rate, update?.node ?? null, source) : null;
  if (schedule !== null) return stepped({ ...noSchedule, schedule }, optimizer, rate, steps, source);
  const range = source.rangeOf(rate.node);
  const message = isAlone
    ? "The learning rate that is set here cannot be read; expected an expression of a loop's counter, under no condition."
    : "A learning rate that is set here, and elsewhere too, cannot be simulated yet.";
  return { schedule: null, unresolved: ["schedule"], issues: [{ severity: "information", message, range }] };
}

/** The schedule as it is stepped: once in an epoch of several updates, for example. */
function stepped(
  read: ReadSchedule,
  optimizer: FrameworkCall,
  place: Pick<FrameworkCall, "node" | "scope">,
  steps: readonly StepCall[],
  source: PythonSource,
): ReadSchedule {
  const { schedule } = read;
  if (schedule === null) return read;
  const { reading, noted } = source.unknowns.watch(() => stepInterval(optimizer, place, steps, source));
  if (reading === null) return read;
  const of = schedule.name === OWN_RULE ? "this schedule" : schedule.name.slice(schedule.name.lastIndexOf(".") + 1);
  const need = { argument: null, of, range: source.rangeOf(place.node) };
  source.unknowns.need(noted, need, schedule.range, source, () => ({ kind: "integer", range: COUNT }));
  const { updates } = reading;
  if (updates === 1) return read;
  if (updates !== null && updates > 1) return { ...read, schedule: { ...schedule, interval: updates } };
  const asked = noted.flatMap(({ expression, answer }) => (answer === null ? (expression ?? []) : []));
  const message =
    "This schedule is stepped once for a whole loop of updates, whose number only the run knows" +
    (asked.length > 0 ? `: ${asked.join(" · ")}.` : "; a simulation steps it with every update.");
  const range = source.rangeOf(place.node);
  return { ...read, issues: [...read.issues, { severity: "information", message, range }] };
}
