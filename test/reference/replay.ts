import type { Precision } from "../../src/core/floatArray";
import { type GradientRecording, RecordedGradients } from "../../src/core/problems/recordedGradients";
import { LearningRates } from "../../src/core/simulation/learningRates";
import { Simulation } from "../../src/core/simulation/simulation";
import type { OptimizerSpecification } from "../../src/core/simulation/specification";
import type { OptimizerEntry } from "../../src/sources/catalogue/catalogue";
import { findOptimizer } from "../../src/sources/catalogue/findEntry";
import type { OptimizerConfiguration } from "../../src/sources/configuration";
import { runSpecification } from "../../src/sources/runSpecification";
import { gradientRows } from "./gradients";
import { readCode } from "./readCode";
import type { RecordedOptimizer, Recording } from "./recording";

/** The run asks for a problem, whose place recorded gradients take. */
const problem = { name: "quadratic", parameters: {} };

/** The one optimizer of some code as it is read. */
export function readConfiguration(code: string): OptimizerConfiguration {
  const { configurations } = readCode(code);
  if (configurations.length !== 1) throw new Error(`${configurations.length} optimizers in ${code}; expected one.`);
  return configurations[0];
}

/**
 * Reads the one optimizer of some code.
 *
 * @param steps updates of the run, where the code does not say
 */
export function readOptimizer(code: string, precision: Precision = "float64", steps = 1): OptimizerSpecification {
  const lowered = runSpecification(readConfiguration(code), { problem, steps, seed: 0, precision });
  if ("specification" in lowered) return lowered.specification.optimizer;
  throw new Error(lowered.issues.map((issue) => issue.message).join("\n"));
}

/** What the simulation makes of a recorded case, in the recording's form. */
export interface Replayed {
  readonly trajectory: readonly (readonly number[])[];
  /** Under the framework's names, where the catalogue has them. */
  readonly states: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** What all cases of a recording share. */
export type Inputs = Pick<Recording, "lengths" | "initial" | "steps" | "recordedSteps">;

/** Feeds gradients to an optimizer. Group i has tensor i. */
export function replay(recording: Inputs, { code, gradients, precision }: RecordedOptimizer): Replayed {
  const optimizer = readOptimizer(code, precision, recording.steps);
  const { accumulation = 1 } = optimizer;
  const tensors = recording.lengths.map((length, index) => ({ name: `tensor ${index}`, shape: [length] }));
  const groups = optimizer.groups?.map((group, index) => ({ ...group, tensors: [`tensor ${index}`] }));
  const simulation = new Simulation(
    {
      optimizer: { ...optimizer, groups },
      problem,
      steps: Math.floor(recording.steps / accumulation),
      seed: 0,
      precision,
      continuePastNonFinite: true,
    },
    {
      source: new RecordedGradients(rowsOf(recording, gradients), tensors, Float64Array.from(recording.initial)),
      record: false,
    },
  );
  // Frameworks count gradients; a simulation counts updates.
  const trajectory = recording.recordedSteps.map((gradientsSeen) => {
    simulation.advance(Math.floor(gradientsSeen / accumulation) - simulation.step);
    return Array.from(simulation.parameters);
  });
  return { trajectory, states: statesOf(simulation, findOptimizer(readConfiguration(code).optimizer)) };
}

/** The states of all tensors, of a scalar one entry for each. */
function statesOf({ session, tensors }: Simulation, entry: OptimizerEntry | undefined): Replayed["states"] {
  const states = [...session.states.keys(), ...session.stateScalars].map((name) => {
    const vector = session.states.get(name);
    const entries = tensors.map(({ offset, length }, tensor) =>
      vector === undefined
        ? [session.scalars(tensor)[session.scalarIndex(name)]]
        : Array.from(vector.subarray(offset, offset + length)),
    );
    return [entry?.stateNames?.[name] ?? name, entries];
  });
  return Object.fromEntries(states);
}

function rowsOf(recording: Inputs, kind: RecordedOptimizer["gradients"]): GradientRecording {
  const rows = gradientRows(kind, recording.steps);
  return { steps: rows.length, parameters: recording.initial.length, read: (step, out) => out.set(rows[step]) };
}

/** The learning rates of the first updates. */
export function replaySchedule(code: string, steps: number): number[] {
  const rates = new LearningRates(readOptimizer(code, "float64", steps));
  return Array.from({ length: steps }, (_, step) => {
    rates.advance(step, nothingObserved);
    return rates.values[0];
  });
}

const nothingObserved = { loss: 0, gradientNorm: 0, gradientSum: 0, parameterChange: 0 };
