import { Simulation, type SimulationOptions } from "../simulation/simulation";
import type { RunSpecification } from "../simulation/specification";
import { TraceWriter } from "../trace/traceWriter";
import { parameterName } from "./parameterName";
import { tensorOf } from "./replayedStep";

/**
 * Series of every probe, before those of the rule's states: the parameter after the step, the gradient as the update had it, its square, and the change of
 * the parameter.
 */
export const PROBE_SERIES = ["p", "g", "g²", "Δp"] as const;

/**
 * One parameter of a run over all steps: a trace of its gradient and of what every update left of it and of its states, which are the numbers that
 * a step's arithmetic shows. It is simulated for this anew.
 */
export class ParameterProbe {
  readonly columns: readonly string[];
  /** For example `p[17]` or `weight 1[3, 4]`. */
  readonly parameter: string;
  private readonly simulation: Simulation;
  private readonly writer: TraceWriter;
  private readonly row: Float64Array;

  /**
   * @param index of the parameter, over all tensors
   * @throws RangeError when the problem has no such parameter
   * @throws SpecificationError or RuleError when the specification cannot be simulated
   */
  constructor(
    readonly specification: RunSpecification,
    private readonly index: number,
    { source, allocate, onChunk }: Omit<SimulationOptions, "record"> = {},
  ) {
    // What is measured beside the run changes none of its numbers.
    this.simulation = new Simulation(
      { ...specification, curvature: undefined, instruments: undefined },
      { source, record: false },
    );
    const { parameters, stateVectors, tensors } = this.simulation;
    if (!Number.isInteger(index) || index < 0 || index >= parameters.length) {
      throw new RangeError(
        `There is no parameter ${index}; expected a whole number from 0 to ${parameters.length - 1}.`,
      );
    }
    this.parameter = parameterName(tensors[tensorOf(this.simulation, index)], index);
    this.columns = [...PROBE_SERIES, ...stateVectors];
    this.row = new Float64Array(this.columns.length);
    this.writer = new TraceWriter({ columns: this.columns, expectedRows: specification.steps, allocate, onChunk });
  }

  get trace() {
    return this.writer.trace;
  }

  get step() {
    return this.simulation.step;
  }

  get isDone() {
    return this.simulation.isDone;
  }

  get nonFinite() {
    return this.simulation.nonFinite;
  }

  get stateVectors() {
    return this.simulation.stateVectors;
  }

  get tensors() {
    return this.simulation.tensors;
  }

  get parameters() {
    return this.simulation.parameters;
  }

  /**
   * Makes at most `steps` updates.
   *
   * @returns the number made: fewer where the run ends
   */
  advance(steps: number): number {
    const first = this.step;
    for (let made = 0; made < steps && !this.isDone; made++) this.update();
    this.writer.flush();
    return this.step - first;
  }

  private update(): void {
    const { simulation, index, row } = this;
    const before = simulation.parameters[index];
    simulation.advance(1);
    const after = simulation.parameters[index];
    const g = simulation.gradient[index];
    row.set([after, g, g * g, after - before]);
    let column: number = PROBE_SERIES.length;
    for (const state of simulation.session.states.values()) row[column++] = state[index];
    this.writer.append(row);
  }
}
