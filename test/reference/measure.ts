import { Simulation } from "../../src/core/simulation/simulation";
import type { AlgorithmRecording, FedCase, ProblemCase } from "./algorithmRecording";
import { deviation, exactly, worstDeviation, worstUnits } from "./deviations";
import type { Deviations } from "./limits";
import type { RecordedOptimizer, RecordedSchedule } from "./recording";
import { type Inputs, type Replayed, readOptimizer, replay, replaySchedule } from "./replay";
import { replayShapes } from "./replayShapes";

/** The updates after which units in the last place are counted. */
const COUNTED_STEPS = [1, 100];

/** How far the simulation of a recorded case is from the framework's numbers. */
export function measureOptimizer(recording: Inputs, recorded: RecordedOptimizer): Deviations {
  const { trajectory, states } = replay(recording, recorded);
  const deviations = compareTrajectories(trajectory, recorded, recording.recordedSteps);
  return { ...deviations, states: recorded.states === undefined ? null : worstStateDeviation(states, recorded) };
}

/** The same of an optimizer that looks at the shapes of its tensors. */
export function measureShapes(recording: AlgorithmRecording, recorded: FedCase): Deviations {
  return compareTrajectories(replayShapes(recording, recorded), recorded, recorded.recordedSteps);
}

/** The same of an optimizer that evaluates the loss, with its counts of evaluations and directions after every step. */
export function measureOnProblem({ code, problem, precision, trajectory }: ProblemCase): Deviations & {
  readonly evaluations: readonly number[];
  readonly iterations: readonly number[];
} {
  const steps = trajectory.length;
  const simulation = new Simulation({ optimizer: readOptimizer(code), problem, steps, seed: 0, precision });
  const column = (name: string) => Array.from(simulation.trace.column(simulation.trace.columnIndex(name)));
  const ours = trajectory.map(() => {
    simulation.advance(1);
    return Array.from(simulation.parameters);
  });
  const recordedSteps = trajectory.map((_, index) => index + 1);
  return {
    ...compareTrajectories(ours, { precision, trajectory }, recordedSteps),
    evaluations: column("evaluations"),
    iterations: column("iterations"),
  };
}

/** Largest deviation of a learning rate, relative to the highest of its schedule. */
export function measureSchedule({ code, learningRates }: RecordedSchedule): number {
  const ours = replaySchedule(code, learningRates.length);
  const highest = Math.max(...learningRates.map(Math.abs));
  return Math.max(...learningRates.map((rate, step) => deviation(ours[step], rate, highest)));
}

function compareTrajectories(
  ours: Replayed["trajectory"],
  { precision, trajectory }: Pick<RecordedOptimizer, "precision" | "trajectory">,
  recordedSteps: readonly number[],
): Deviations {
  const theirs = trajectory.map((row) => row.map(exactly[precision]));
  const counted = precision === "float64" ? [] : COUNTED_STEPS.filter((step) => recordedSteps.includes(step));
  const units = counted.map((step) => {
    const row = recordedSteps.indexOf(step);
    return [step, worstUnits(ours[row], theirs[row])] as const;
  });
  return { precision, parameters: worstDeviation(ours, theirs), states: null, units: Object.fromEntries(units) };
}

/** Relative to each number itself; infinite where we lack a state. */
function worstStateDeviation(ours: Replayed["states"], { states = {}, precision }: RecordedOptimizer): number {
  const exact = exactly[precision];
  const deviations = Object.entries(states).flatMap(([name, tensors]) =>
    tensors.flatMap((entries, tensor) =>
      (entries ?? []).map((value, i) => deviation(ours[name]?.[tensor][i] ?? Infinity, exact(value), exact(value))),
    ),
  );
  return Math.max(0, ...deviations);
}
