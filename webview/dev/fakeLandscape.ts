import { hasSameLandscape, landscapeLoss } from "../../src/core/landscape/landscapeLoss";
import { leadingPlane } from "../../src/core/landscape/leadingDirections";
import { GridEvaluation } from "../../src/core/landscape/lossGrid";
import { type Plane, project } from "../../src/core/landscape/plane";
import { Random } from "../../src/core/random";
import { isBlownUp } from "../../src/core/simulation/blownUp";
import type { RunSpecification } from "../../src/core/simulation/specification";
import type { Answers } from "../../src/protocol/connection";
import type { LandscapeCalls, LandscapePlane } from "../../src/protocol/landscape";

/** A run by its optimizer, of which there are two: kernels cannot be compiled in the page. */
export interface LandscapeRun {
  readonly optimizer: "momentum" | "adam";
  readonly learningRate: number;
  readonly problem: RunSpecification["problem"];
  readonly steps: number;
  readonly start?: readonly number[];
}

/** What the fake extension does besides. */
export interface FakeLandscapeOptions {
  /** A run, or its original, by the id under which its curves are asked for. */
  readonly runOf: (id: string) => LandscapeRun;
  /** Shows a run from another start; null for its own. */
  readonly show: (run: string, start: readonly number[] | null, words: string | null) => void;
  readonly note: (call: string, query: unknown) => void;
}

interface FakePlane extends LandscapePlane {
  readonly plane: Plane;
}

/** Landscapes of small runs, worked out at once. */
export function fakeLandscape({ runOf, show, note }: FakeLandscapeOptions): Answers<LandscapeCalls> {
  const planes = new Map<string, FakePlane>();
  const original = (run: string): LandscapeRun => ({ ...runOf(run), start: undefined });
  const planeOf = (run: string): FakePlane => {
    const known = planes.get(run) ?? { ...findPlane(original(run)), id: planes.size };
    planes.set(run, known);
    return known;
  };
  return {
    landscapePlane: ({ run }) => {
      const { plane: _, ...shown } = planeOf(run);
      return shown;
    },
    landscapePath: ({ run, drawn }) => {
      note("landscapePath", { run, drawn });
      const shown = runOf(drawn);
      if (!hasSameLandscape(specificationOf(shown), specificationOf(original(run)))) return null;
      const { points, isCut } = follow(shown);
      const places = points.map((point) => project(planeOf(run).plane, point));
      const data = [...points.keys(), ...places.map(({ x }) => x), ...places.map(({ y }) => y)];
      return { points: points.length, data: Float64Array.from(data).buffer, isCut };
    },
    landscapeLosses: ({ run, ...places }) => {
      note("landscapeLosses", places);
      const grid = new GridEvaluation(specificationOf(original(run)), planeOf(run).plane, places);
      grid.advance(Number.POSITIVE_INFINITY);
      return grid.outcome.buffer as ArrayBuffer;
    },
    leaveLandscape: (query) => note("leaveLandscape", query),
    moveStart: (query) => {
      note("moveStart", query);
      const { run, to } = query;
      if (to === null) show(run, null, null);
      else show(run, [to.x, to.y], `start (${to.x.toPrecision(3)}, ${to.y.toPrecision(3)})`);
    },
    keepStart: (query) => note("keepStart", query),
  };
}

function specificationOf({ problem, steps }: LandscapeRun): RunSpecification {
  const optimizer = { rule: "", hyperparameters: {}, learningRate: 0, schedule: null, clipping: null };
  return { optimizer, problem, steps, seed: 0, precision: "float64" };
}

function findPlane(run: LandscapeRun): Omit<FakePlane, "id"> {
  const { problem, kind } = landscapeLoss(specificationOf(run));
  const { points } = follow(run);
  const some = points.filter((_, index) => index % 5 === 0);
  const end = some[some.length - 1];
  const products = some.map((one) =>
    Float64Array.from(some, (other) => one.reduce((sum, entry, i) => sum + (entry - end[i]) * (other[i] - end[i]), 0)),
  );
  const leading = leadingPlane(some, products);
  const [one, none] = [Float64Array.of(1, 0), new Float64Array(2)];
  const isWhole = end.length === 2;
  const plane = isWhole ? { origin: none, first: one, second: Float64Array.of(0, 1) } : leading;
  const axis = (k: 0 | 1) => ({ parameter: isWhole ? `p[${k}]` : null, share: leading.shares[k] });
  const { minimum } = problem;
  return {
    plane,
    axes: [axis(0), axis(1)],
    parameters: end.length,
    loss: kind,
    minimum: minimum ? { ...project(plane, minimum.parameters), loss: minimum.loss, distance: 0 } : null,
    canMoveStart: true,
  };
}

/** The parameters before every step, and after the last. */
function follow(run: LandscapeRun): { readonly points: readonly Float64Array[]; readonly isCut: boolean } {
  const { problem } = landscapeLoss(specificationOf(run));
  const size = problem.tensors.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const p = new Float64Array(size);
  problem.start(p, new Random(0));
  if (run.start) p.set(run.start);
  const g = new Float64Array(size);
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const points = [p.slice()];
  let first = Number.NaN;
  for (let step = 0; step < run.steps; step++) {
    const loss = problem.evaluate(p, g, step, new Random(0));
    if (step === 0) first = loss;
    if (isBlownUp(first, loss)) return { points, isCut: true };
    for (let i = 0; i < size; i++) {
      if (run.optimizer === "momentum") {
        m[i] = 0.9 * m[i] + g[i];
        p[i] -= run.learningRate * m[i];
      } else {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
        p[i] -= (run.learningRate * (m[i] / (1 - 0.9 ** (step + 1)))) / Math.sqrt(v[i] / (1 - 0.99 ** (step + 1)));
      }
    }
    points.push(p.slice());
  }
  return { points, isCut: false };
}
