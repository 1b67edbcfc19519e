import type { RunSpecification } from "../simulation/specification";
import type { SlicedWork } from "../slicedWork";
import { ParameterReplay } from "./parameterReplay";
import { type Plane, project } from "./plane";

/** More points than a screen tells apart. */
const MOST_POINTS = 2000;

/** Where a run went, seen from above a plane. */
export interface PlanePath {
  /** Updates that were made before each point, in rising order. */
  readonly steps: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether it ends early, since the run did not come back from there. */
  readonly isCut: boolean;
}

/** Follows a run from its start to its end, and projects it onto a plane. */
export class PathTracing implements SlicedWork<PlanePath> {
  private readonly replay: ParameterReplay;
  private readonly steps: number[] = [];
  private readonly x: number[] = [];
  private readonly y: number[] = [];

  /** @throws SpecificationError or RuleError when the specification cannot be simulated */
  constructor(specification: RunSpecification, plane: Plane) {
    const see: ConstructorParameters<typeof ParameterReplay>[2] = (step, parameters) => {
      const { x, y } = project(plane, parameters);
      this.steps.push(step);
      this.x.push(x);
      this.y.push(y);
    };
    this.replay = new ParameterReplay(specification, () => MOST_POINTS, see);
  }

  get isDone(): boolean {
    return this.replay.isDone;
  }

  get outcome(): PlanePath {
    const { steps, x, y, replay } = this;
    return {
      steps: Float64Array.from(steps),
      x: Float64Array.from(x),
      y: Float64Array.from(y),
      isCut: replay.isCut,
    };
  }

  advance(most: number): number {
    return this.isDone ? 0 : Math.max(1, this.replay.advance(most));
  }
}
