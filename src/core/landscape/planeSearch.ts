import { parameterName } from "../inspection/parameterName";
import { type RunSpecification, SpecificationError } from "../simulation/specification";
import { layOutTensors } from "../simulation/tensorLayout";
import type { SlicedWork } from "../slicedWork";
import { type LossKind, landscapeLoss } from "./landscapeLoss";
import { leadingPlane } from "./leadingDirections";
import { ParameterReplay } from "./parameterReplay";
import { type Plane, type PlanePoint, project } from "./plane";

/** Most points of the path that decide the directions, and most memory for them. */
const MOST_POINTS = 64;
const MOST_BYTES = 64 * 2 ** 20;
/** Least points: the ends of a path, and one between them. */
const LEAST_POINTS = 3;
/** Numbers of a starting point beyond which it would weigh too much in all that is kept and sent of a run. */
const MOST_MOVABLE = 4096;

/** A plane of a run's parameters with what is known of the loss there. */
export interface FoundPlane {
  readonly plane: Plane;
  readonly axes: readonly [PlaneAxis, PlaneAxis];
  /** Number of parameters. */
  readonly parameters: number;
  readonly loss: LossKind;
  /** Null where the problem knows none. */
  readonly minimum: PlaneMinimum | null;
  /** Where the run starts; null where there are too many parameters to give them anew. */
  readonly start: Float64Array | null;
}

/** What a coordinate of the plane is. */
export interface PlaneAxis {
  /** The name of the only parameter along it; null for a direction. */
  readonly parameter: string | null;
  /** Its share of the movement: of the squared distances of the path's points from its end. */
  readonly share: number;
}

/** The place of the smallest loss, as near as the plane comes to it. */
export interface PlaneMinimum extends PlanePoint {
  readonly loss: number;
  /** From the plane. */
  readonly distance: number;
}

/** Looks for the plane of a run's landscape: that of its parameters where there are two, and of the leading directions of its path where there are more. */
export class PlaneSearch implements SlicedWork<FoundPlane> {
  private readonly replay: ParameterReplay;
  private readonly points: Float64Array[] = [];
  private readonly products: Float64Array[] = [];
  private readonly allocate: (length: number) => Float64Array;
  private found: FoundPlane | null = null;

  /**
   * @param allocate memory for the plane: shared memory is handed to other threads without a copy
   * @throws SpecificationError or RuleError when the specification cannot be simulated, has no loss to speak of, or only one parameter
   */
  constructor(
    private readonly specification: RunSpecification,
    allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
  ) {
    this.allocate = (length) => new Float64Array(allocate(8 * length));
    const most = (size: number) => Math.max(LEAST_POINTS, Math.min(MOST_POINTS, Math.floor(MOST_BYTES / (8 * size))));
    this.replay = new ParameterReplay(specification, most, (_step, parameters) => {
      this.points.push(Float64Array.from(parameters));
    });
    if (this.replay.size < 2) {
      throw new SpecificationError("problem", "This problem has one parameter; a landscape takes two or more.");
    }
  }

  get isDone(): boolean {
    return this.found !== null;
  }

  get outcome(): FoundPlane {
    if (this.found === null) throw new Error("The plane has not been found yet.");
    return this.found;
  }

  /** A piece is a step of the run, or the products of one point of its path with all others. */
  advance(most: number): number {
    if (this.isDone) return 0;
    if (!this.replay.isDone) return Math.max(1, this.replay.advance(most));
    const { points, products } = this;
    const first = products.length;
    while (products.length < points.length && products.length - first < most) this.multiplyNext();
    if (products.length === points.length) this.found = this.finish();
    return Math.max(1, products.length - first);
  }

  /** Adds a row to the matrix of inner products, and its mirror image. */
  private multiplyNext(): void {
    const { points, products } = this;
    const origin = points[points.length - 1];
    const row = new Float64Array(points.length);
    const k = products.length;
    products.forEach((other, j) => {
      row[j] = other[k];
    });
    for (let j = k; j < points.length; j++) {
      for (let i = 0; i < origin.length; i++) row[j] += (points[k][i] - origin[i]) * (points[j][i] - origin[i]);
    }
    products.push(row);
  }

  private finish(): FoundPlane {
    const { points, products, replay, specification } = this;
    const { problem, kind } = landscapeLoss(specification);
    const leading = leadingPlane(points, products, this.allocate);
    const isWhole = replay.size === 2;
    const plane = isWhole ? this.wholePlane() : leading;
    const tensors = layOutTensors(problem.tensors, []);
    const names = isWhole
      ? tensors.flatMap((tensor) =>
          Array.from({ length: tensor.length }, (_, i) => parameterName(tensor, tensor.offset + i)),
        )
      : [];
    const axis = (k: 0 | 1): PlaneAxis => ({ parameter: names[k] ?? null, share: leading.shares[k] });
    const { minimum } = problem;
    const nearest = minimum && project(plane, minimum.parameters);
    return {
      plane,
      axes: [axis(0), axis(1)],
      parameters: replay.size,
      loss: kind,
      minimum:
        minimum && nearest
          ? { ...nearest, loss: minimum.loss, distance: distanceFrom(plane, nearest, minimum.parameters) }
          : null,
      start: replay.size <= MOST_MOVABLE ? points[0] : null,
    };
  }

  /** All that there is where there are two parameters. */
  private wholePlane(): Plane {
    const [origin, first, second] = Array.from({ length: 3 }, () => this.allocate(2));
    first[0] = 1;
    second[1] = 1;
    return { origin, first, second };
  }
}

function distanceFrom({ origin, first, second }: Plane, { x, y }: PlanePoint, parameters: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < parameters.length; i++) {
    const distance = parameters[i] - (origin[i] + x * first[i] + y * second[i]);
    squares += distance * distance;
  }
  return Math.sqrt(squares);
}
