import { COUNT } from "../../core/numberRange";
import type { ScheduleStepping, SourceIssue } from "../configuration";
import { OWN_RULE } from "../ownRule";
import { callsAssignedTo } from "./assignedCalls";
import { type AssignedRate, assignedSchedule } from "./assignedRate";
import { readDampened } from "./dampenedSchedule";
import type { FrameworkCall } from "./frameworkCalls";
import { lightningEpochs, lightningInterval } from "./lightning";
import type { PythonSource } from "./pythonSource";
import { readStepping } from "./scheduleStepping";
import { type StepCall, type StepInterval, stepInterval, stepsOf, stepsOfRun } from "./stepInterval";
import { lateStepIssues, steppingCalls } from "./timmSteps";
import { noSchedule, outermostSchedulers, type ReadSchedule, readTorchSchedule } from "./torchSchedule";

/** What a file says of the schedules of torch's optimizers. */
export interface ScheduledFile {
  readonly source: PythonSource;
  readonly all: readonly FrameworkCall[];
  /** torch's schedulers by their optimizer. */
  readonly schedulers: ReadonlyMap<FrameworkCall, readonly FrameworkCall[]>;
  readonly assignedRates: readonly AssignedRate[];
  readonly steps: readonly StepCall[];
}

/**
 * How the learning rate of an optimizer of torch moves, by its scheduler or by what the loop sets it to, and with every how many updates.
 */
export function readOptimizerSchedule(optimizer: FrameworkCall, file: ScheduledFile): ReadSchedule {
  const { source, schedulers, assignedRates, steps } = file;
  const own = schedulers.get(optimizer) ?? [];
  const rates = assignedRates.filter(({ optimizer: named, ...use }) =>
    callsAssignedTo(named, use, file.all, source).includes(optimizer),
  );
  if (rates.length > 0) return readAssigned(optimizer, rates, own.length > 0, steps, source);
  const dampened = readDampened(optimizer, own, source);
  if (dampened !== null) {
    const { read, place } = dampened;
    return place === null ? read : stepped(read, () => stepInterval(optimizer, place, steps, source), place, source);
  }
  const read = readTorchSchedule(own, source);
  const [scheduler] = outermostSchedulers(own, source);
  const [step, ...otherSteps] =
    scheduler === undefined ? [] : steppingCalls(stepsOf(scheduler, steps), read.schedule, source);
  if (step !== undefined) {
    const late = lateStepIssues(step, stepsOf(optimizer, steps), read.schedule, source);
    const told = { ...read, issues: [...read.issues, ...late] };
    const placed = stepped(told, () => stepInterval(optimizer, step, steps, source), step, source);
    const counted = withSteps(placed, stepsOfRun(scheduler, steps, source));
    return otherSteps.length > 0 ? counted : withStepping(counted, readStepping(step, source));
  }
  if (scheduler === undefined) return read;
  const lit = stepped(read, () => lightningInterval(scheduler, source), scheduler, source);
  return lit.schedule?.isSteppedByLoop ? withSteps(lit, lightningEpochs(source)) : lit;
}

function readAssigned(
  optimizer: FrameworkCall,
  rates: readonly AssignedRate[],
  hasScheduler: boolean,
  steps: readonly StepCall[],
  source: PythonSource,
): ReadSchedule {
  const [rate, ...others] = rates;
  const updates = stepsOf(optimizer, steps);
  const update = updates.find(({ scope }) => scope === rate.scope) ?? updates[0];
  const isAlone = others.length === 0 && !hasScheduler;
  const schedule = isAlone ? assignedSchedule(rate, update?.node ?? null, source) : null;
  if (schedule !== null)
    return stepped({ ...noSchedule, schedule }, () => stepInterval(optimizer, rate, steps, source), rate, source);
  const range = source.rangeOf(rate.node);
  const message = isAlone
    ? "The learning rate that is set here cannot be read; expected an expression of a loop's counter."
    : "A learning rate that is set here, and elsewhere too, cannot be simulated yet.";
  return { schedule: null, unresolved: ["schedule"], issues: [{ severity: "information", message, range }] };
}

function withSteps(read: ReadSchedule, steps: number | null): ReadSchedule {
  const { schedule } = read;
  return schedule === null || steps === null ? read : { ...read, schedule: { ...schedule, stepsOfRun: steps } };
}

function withStepping(read: ReadSchedule, stepping: ScheduleStepping | null): ReadSchedule {
  const { schedule } = read;
  return schedule === null || stepping === null ? read : { ...read, schedule: { ...schedule, stepping } };
}

/** The schedule as it is stepped: once in an epoch of several updates, for example. */
function stepped(
  read: ReadSchedule,
  intervalOf: () => StepInterval | null,
  place: Pick<FrameworkCall, "node">,
  source: PythonSource,
): ReadSchedule {
  const { schedule } = read;
  if (schedule === null) return read;
  const { reading, noted } = source.unknowns.watch(intervalOf);
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
  const issues: readonly SourceIssue[] = [...read.issues, { severity: "information", message, range }];
  return { ...read, schedule: { ...schedule, isSteppedByLoop: true }, issues };
}
