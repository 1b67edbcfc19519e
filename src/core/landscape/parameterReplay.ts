import type { FloatArray } from "../floatArray";
import { isBlownUp } from "../simulation/blownUp";
import { Simulation } from "../simulation/simulation";
import { type RunSpecification, SpecificationError } from "../simulation/specification";

/**
 * Makes a run again to see where its parameters went: at the first step, at evenly spaced ones, and behind the last. It ends early where the loss has grown
 * so far that the run does not come back, or the parameters are no numbers any more.
 */
export class ParameterReplay {
  isDone = false;
  /** Whether it has ended early. */
  isCut = false;
  /** Number of parameters. */
  readonly size: number;
  private readonly simulation: Simulation;
  private readonly stride: number;
  private readonly lossIndex: number;
  private firstLoss = Number.NaN;

  /**
   * @param most points to see, two or more
   * @param see told of the number of updates that were made, and the parameters then, which are overwritten afterwards
   * @throws SpecificationError or RuleError when the specification cannot be simulated, or has no loss to speak of
   */
  constructor(
    specification: RunSpecification,
    most: (size: number) => number,
    private readonly see: (step: number, parameters: FloatArray) => void,
  ) {
    const { curvature: _, recording, ...plain } = specification;
    if (recording !== undefined) {
      throw new SpecificationError("recording", "Recorded gradients come without a loss; expected a test problem.");
    }
    this.simulation = new Simulation(plain, { record: false });
    this.size = this.simulation.parameters.length;
    this.stride = Math.max(1, Math.ceil(plain.steps / (most(this.size) - 1)));
    this.lossIndex = this.simulation.columns.indexOf("loss");
  }

  /** @returns the number of steps made, at most `most` */
  advance(most: number): number {
    const { simulation, stride } = this;
    let made = 0;
    while (made < most && !this.isDone) {
      const { step, parameters } = simulation;
      if (step % stride === 0 || simulation.isDone) {
        if (!parameters.every(Number.isFinite)) {
          this.end(true);
          break;
        }
        this.see(step, parameters);
      }
      if (simulation.isDone) {
        this.end(simulation.nonFinite !== null);
        break;
      }
      simulation.advance(1);
      made++;
      const loss = simulation.lastRow[this.lossIndex];
      if (step === 0) this.firstLoss = loss;
      if (isBlownUp(this.firstLoss, loss)) this.end(true);
    }
    return made;
  }

  private end(isCut: boolean): void {
    this.isDone = true;
    this.isCut = isCut;
  }
}
