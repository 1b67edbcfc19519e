import { formatNumberInFormula } from "../formatNumber";
import { insertLines } from "../preparations/preparedLines";
import type { Problem } from "../problems/problem";
import { type ExplainedLine, explainStep } from "../rule/explanation";
import { Checkpoints } from "../simulation/checkpoints";
import { Simulation } from "../simulation/simulation";
import type { RunSpecification } from "../simulation/specification";
import { parameterName } from "./parameterName";
import { elementInputs, type ReplayedStep, replayNextStep, tensorOf } from "./replayedStep";
import type { ParameterChoice, StepInspection } from "./stepInspection";
import { stepStatistics } from "./stepStatistics";

/**
 * Works out single steps of a run. A step is reached by replaying from the nearest checkpoint, which gives the same
 * numbers as the run itself.
 */
export class StepInspector {
  private readonly simulation: Simulation;
  private readonly checkpoints: Checkpoints;

  /**
   * @param checkpoints of the same run, where they have been kept; more are added here
   * @param source where the gradients come from instead of the specification's problem
   * @throws SpecificationError or RuleError when the specification cannot be simulated
   */
  constructor(specification: RunSpecification, checkpoints: Checkpoints = new Checkpoints(), source?: Problem) {
    this.simulation = new Simulation({ ...specification, continuePastNonFinite: true }, { record: false, source });
    this.checkpoints = checkpoints;
    this.checkpoints.keep(this.simulation);
  }

  /** @throws RangeError when the run has no such step or the problem no such parameter */
  inspect(step: number, choice: ParameterChoice): StepInspection {
    const { simulation } = this;
    while (this.approach(step, Number.POSITIVE_INFINITY) > 0);
    const replayed = replayNextStep(simulation);
    const index = chooseParameter(replayed, choice);
    return {
      step,
      index,
      parameter: parameterName(simulation.tensors[tensorOf(simulation, index)], index),
      lines: explainUpdate(replayed, index),
      statistics: stepStatistics(replayed),
    };
  }

  /**
   * Replays towards a step, for those who cannot wait until `inspect` has replayed all of it: makes `most` updates or fewer,
   * no more than up to the next checkpoint.
   *
   * @returns the number of updates made; 0 when the step has been reached
   * @throws RangeError when the run has no such step
   */
  approach(step: number, most: number): number {
    const { simulation, checkpoints } = this;
    const { steps } = simulation.specification;
    if (!Number.isInteger(step) || step < 0 || step >= steps) {
      throw new RangeError(`Step ${step} is not part of the run; expected a whole number from 0 to ${steps - 1}.`);
    }
    const nearest = checkpoints.nearest(step);
    const isCloser = simulation.step > step || (nearest !== null && nearest.step > simulation.step);
    if (isCloser && nearest !== null) simulation.restore(nearest);
    if (this.hasReached(step)) return 0;
    const made = simulation.advance(
      Math.min(most, step - simulation.step, checkpoints.stepsUntilNext(simulation.step)),
    );
    checkpoints.keep(simulation);
    return made;
  }

  /** Whether `inspect` has nothing to replay but the step itself. */
  hasReached(step: number): boolean {
    return this.simulation.step === step;
  }
}

function explainUpdate(replayed: ReplayedStep, index: number): ExplainedLine[] {
  const { rule, session, specification } = replayed.simulation;
  if (replayed.simulation.isSkipped) return [skippedLine(replayed, index)];
  const inputs = elementInputs(replayed, index);
  const ownLines = session.explain?.(inputs, index, formatNumberInFormula) ?? [];
  if (rule === null) return ownLines;
  const ruleLines = explainStep(rule, specification.precision, inputs, formatNumberInFormula);
  const filled = session.filled?.(tensorOf(replayed.simulation, index)) ?? [];
  if (filled.length === 0) return ruleLines;
  // The rule's own lines for these states then have no effect.
  const effective = insertLines(ruleLines, filled, ownLines).filter(
    (line) => ownLines.includes(line) || !filled.includes(line.name),
  );
  return effective.map((line, position) => ({ ...line, line: position + 1 }));
}

/** All that there is to say of a parameter in a step without an update. */
function skippedLine({ parametersBefore, simulation }: ReplayedStep, index: number): ExplainedLine {
  const p = parametersBefore[index];
  const isScaled = simulation.specification.optimizer.lossScaling !== undefined;
  return {
    line: 1,
    name: "p",
    formula: `p, since the gradient${isScaled ? " of the scaled loss" : ""} is not finite`,
    substituted: formatNumberInFormula(p),
    value: p,
    changesParameter: true,
  };
}

function chooseParameter(replayed: ReplayedStep, choice: ParameterChoice): number {
  const { simulation, parametersBefore } = replayed;
  const { parameters, gradient } = simulation;
  switch (choice.kind) {
    case "index":
      if (!Number.isInteger(choice.index) || choice.index < 0 || choice.index >= parameters.length) {
        throw new RangeError(
          `There is no parameter ${choice.index}; expected a whole number from 0 to ${parameters.length - 1}.`,
        );
      }
      return choice.index;
    case "largestGradient":
      return largest(parameters.length, (i) => Math.abs(gradient[i]));
    case "firstNonFinite": {
      const states = [...simulation.session.states.values()];
      const vectors = [gradient, ...states, parameters];
      const found = gradient.findIndex((_, i) => vectors.some((vector) => !Number.isFinite(vector[i])));
      return found >= 0 ? found : largest(parameters.length, (i) => Math.abs(parameters[i] - parametersBefore[i]));
    }
    case "largestUpdate":
      return largest(parameters.length, (i) => Math.abs(parameters[i] - parametersBefore[i]));
  }
}

/** Position of the largest value; the first NaN counts as larger than all. */
function largest(count: number, valueAt: (index: number) => number): number {
  let best = 0;
  let bestValue = valueAt(0);
  for (let i = 1; i < count && !Number.isNaN(bestValue); i++) {
    const value = valueAt(i);
    if (value > bestValue || Number.isNaN(value)) {
      best = i;
      bestValue = value;
    }
  }
  return best;
}
