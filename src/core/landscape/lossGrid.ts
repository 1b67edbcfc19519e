import type { Problem } from "../problems/problem";
import { Random } from "../random";
import type { RunSpecification } from "../simulation/specification";
import type { SlicedWork } from "../slicedWork";
import { landscapeLoss } from "./landscapeLoss";
import { type Plane, writePoint } from "./plane";
import type { PlaneWindow } from "./planeWindow";

/** Where in a plane the loss is wanted: at evenly spaced points, the outer ones on the window's edges. */
export interface GridPlaces {
  readonly window: PlaneWindow;
  /** 2 or more of each. */
  readonly columns: number;
  readonly rows: number;
}

/** Evaluates the loss in a plane, row by row from below. */
export class GridEvaluation implements SlicedWork<Float64Array> {
  readonly outcome: Float64Array;
  private readonly problem: Problem;
  private readonly random: Random;
  private readonly parameters: Float64Array;
  private readonly gradient: Float64Array;
  private made = 0;

  /** @throws SpecificationError when the problem cannot be made */
  constructor(
    specification: RunSpecification,
    private readonly plane: Plane,
    private readonly places: GridPlaces,
  ) {
    this.problem = landscapeLoss(specification).problem;
    this.random = new Random(specification.seed);
    this.parameters = new Float64Array(plane.origin.length);
    this.gradient = new Float64Array(plane.origin.length);
    this.outcome = new Float64Array(places.columns * places.rows);
  }

  get isDone(): boolean {
    return this.made === this.outcome.length;
  }

  advance(most: number): number {
    const first = this.made;
    while (this.made < this.outcome.length && this.made - first < most) this.evaluateNext();
    return this.made - first;
  }

  private evaluateNext(): void {
    const { plane, places, parameters, gradient } = this;
    const { window, columns, rows } = places;
    const { left, right, bottom, top } = window;
    const x = left + ((this.made % columns) / (columns - 1)) * (right - left);
    const y = bottom + (Math.floor(this.made / columns) / (rows - 1)) * (top - bottom);
    writePoint(plane, { x, y }, parameters);
    this.outcome[this.made++] = this.problem.evaluate(parameters, gradient, 0, this.random);
  }
}
