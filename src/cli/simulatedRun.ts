import { formatCount } from "../core/formatNumber";
import { RuleError } from "../core/rule/ruleError";
import { Simulation } from "../core/simulation/simulation";
import { type NonFiniteEvent, type RunSpecification, SpecificationError } from "../core/simulation/specification";
import type { Trace } from "../core/trace/trace";
import type { LabelledValue } from "../protocol/panel";
import { CommandError, EXIT } from "./commandError";

/** What a command is going to simulate, and where that stands. */
export interface PlannedRun {
  /** Different for every run of a command. */
  readonly name: string;
  /** Framework and optimizer: `torch AdamW`. */
  readonly title: string;
  readonly gist: readonly LabelledValue[];
  /** `train.py:24` */
  readonly source: string;
  readonly specification: RunSpecification;
}

/** A run that is over. */
export interface SimulatedRun extends PlannedRun {
  readonly trace: Trace;
  /** The first infinite or NaN quantity, at which the run stopped unless it was told to go on. */
  readonly nonFinite: NonFiniteEvent | null;
  readonly stateVectors: readonly string[];
  /** Names of the problem's tensors. */
  readonly tensors: readonly string[];
  /** Number of parameters. */
  readonly parameters: number;
}

/** A run before its first step. */
export interface PreparedRun {
  readonly plan: PlannedRun;
  readonly simulation: Simulation;
}

/** @throws CommandError when the specification cannot be simulated */
export function prepareRun(plan: PlannedRun): PreparedRun {
  return { plan, simulation: createSimulation(plan.source, () => new Simulation(plan.specification)) };
}

/** @throws CommandError when the simulation fails */
export function completeRun({ plan, simulation }: PreparedRun): SimulatedRun {
  advanceSimulation(plan.source, simulation, plan.specification.steps);
  const { trace, nonFinite, stateVectors, tensors, parameters } = simulation;
  return {
    ...plan,
    trace,
    nonFinite,
    stateVectors,
    tensors: tensors.map((tensor) => tensor.name),
    parameters: parameters.length,
  };
}

/** Makes a simulation; what is wrong with the specification is bad input. */
export function createSimulation(source: string, create: () => Simulation): Simulation {
  try {
    return create();
  } catch (error) {
    if (error instanceof SpecificationError) throw new CommandError(`${source}: ${error.message}`);
    if (error instanceof RuleError) {
      throw new CommandError(`${source}: line ${error.line}, column ${error.column} of the rule: ${error.message}`);
    }
    throw new CommandError(`${source}: ${(error as Error).message}`, EXIT.simulationFailed);
  }
}

/** Advances a simulation; what goes wrong then is the simulation's fault. */
export function advanceSimulation(source: string, simulation: Simulation, steps: number): void {
  try {
    simulation.advance(steps);
  } catch (error) {
    const reason = (error as Error).message;
    throw new CommandError(`${source}: step ${formatCount(simulation.step)} failed: ${reason}`, EXIT.simulationFailed);
  }
}

/** `train.py:24: diverged at step 17: loss is Infinity.`, for a run in which something became infinite or NaN. */
export function describeNonFinite(source: string, { step, quantity, tensor, value }: NonFiniteEvent): string {
  const where = tensor === null ? quantity : `${quantity} of ${tensor}`;
  return `${source}: step ${formatCount(step)}: ${where} is ${value}; every value before was finite.`;
}
