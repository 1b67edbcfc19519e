import { formatCount } from "../core/formatNumber";
import { ParameterProbe } from "../core/inspection/parameterProbe";
import type { FileContents } from "../core/problems/recordingSpecification";
import { Checkpoints } from "../core/simulation/checkpoints";
import { Simulation, type SimulationOptions } from "../core/simulation/simulation";
import type { RunSpecification } from "../core/simulation/specification";
import type { RunDescription, RunOutcome } from "../protocol/worker";
import { recordedSource } from "./recordedSource";
import { Slices } from "./slices";

/** A run that is being simulated, or one parameter of it that is followed, a slice at a time. */
export class ActiveRun {
  /** Null where one parameter is followed: the run has its own. */
  readonly checkpoints: Checkpoints | null = null;
  private readonly simulation: Simulation | ParameterProbe;
  private newChunks: SharedArrayBuffer[] = [];
  private readonly slices = new Slices();

  /**
   * @param probe position of the one parameter to follow
   * @throws SpecificationError, RuleError or RecordingError when the specification cannot be simulated, RangeError when there is no such parameter
   */
  constructor(
    readonly specification: RunSpecification,
    contents: FileContents,
    probe?: number,
  ) {
    const options: SimulationOptions = {
      source: recordedSource(specification, contents),
      allocate: (bytes) => new SharedArrayBuffer(bytes),
      onChunk: (chunk) => void this.newChunks.push(chunk as SharedArrayBuffer),
    };
    if (probe !== undefined) {
      this.simulation = new ParameterProbe(specification, probe, options);
      return;
    }
    const simulation = new Simulation(specification, options);
    this.simulation = simulation;
    this.checkpoints = new Checkpoints();
    this.checkpoints.keep(simulation);
  }

  get steps(): number {
    return this.simulation.step;
  }

  get description(): RunDescription {
    const { columns, stateVectors, tensors, parameters } = this.simulation;
    const description = {
      columns,
      stateVectors,
      tensors: tensors.map((tensor) => tensor.name),
      parameters: parameters.length,
    };
    return this.simulation instanceof Simulation ? description : { ...description, probed: this.simulation.parameter };
  }

  /** Chunks of the trace that have been begun since the last call. */
  takeNewChunks(): readonly SharedArrayBuffer[] {
    const chunks = this.newChunks;
    this.newChunks = [];
    return chunks;
  }

  /** Computes for one slice. @returns how the run ended, or null while there is more to do */
  advance(): RunOutcome | null {
    const { simulation } = this;
    try {
      this.slices.work((most) => this.advanceBatch(most));
    } catch (error) {
      return this.failure(error);
    }
    if (!simulation.isDone) return null;
    const stopped = simulation.nonFinite !== null && !this.specification.continuePastNonFinite;
    return this.outcome(stopped ? "diverged" : "finished", null);
  }

  /** The outcome of a run that is not to go on. */
  cancelled(): RunOutcome {
    return this.outcome("cancelled", null);
  }

  /** @returns the number of steps made, at most up to the next checkpoint */
  private advanceBatch(most: number): number {
    const { simulation, checkpoints } = this;
    if (checkpoints === null || !(simulation instanceof Simulation)) return simulation.advance(most);
    const made = simulation.advance(Math.min(most, checkpoints.stepsUntilNext(simulation.step)));
    checkpoints.keep(simulation);
    return made;
  }

  private failure(error: unknown): RunOutcome {
    const reason = error instanceof Error ? error.message : String(error);
    return this.outcome("failed", `Step ${formatCount(this.simulation.step)} failed: ${reason}`);
  }

  private outcome(status: RunOutcome["status"], message: string | null): RunOutcome {
    return { status, steps: this.simulation.step, nonFinite: this.simulation.nonFinite, message };
  }
}
