import { Random } from "../../core/random";
import type { NodeIndex, NumericNode, NumericProgram } from "../../sources/numericProgram";
import { ProgramTrial, type Shapes, type Sizes } from "./programTrial";
import type { SmallArray } from "./smallArray";

/** How an expression of a program is related to the derivative of a loss. */
export interface GradientComparison {
  /** Whether it points up the loss or down. */
  readonly sign: 1 | -1;
  /** How many times the derivative it is; null where that depends on more than the number of samples. Worked out when it is asked for. */
  factor(): GradientFactor | null;
  /** Random points at which it was found so. */
  readonly points: number;
  /** The loss at the lowest of those whose data lies between 0 and 1. */
  readonly lowestLoss: number;
}

/** `share · samples^power`. */
export interface GradientFactor {
  readonly share: number;
  readonly power: number;
}

const SIZES: Sizes = { samples: 4, features: 3 };
const MORE_SAMPLES: Sizes = { samples: 6, features: 3 };
const MORE_FEATURES: Sizes = { samples: 4, features: 2 };
/** Random points at which one way of giving shapes is tried. */
const POINTS = 4;
/** Ways of giving shapes that are tried, and of those in which the two are multiples as many as suffice. */
const MAXIMUM_WAYS = 24;
const ENOUGH_WAYS = 5;
/** Steps of central differences; in float64 their error is about 1e-10 of the value. */
const STEP = 1e-5;
/** Two directions are one where they differ by less than this share. */
const TOLERANCE = 1e-5;

/**
 * Compares an expression with the derivative of a loss by central differences at random points, with arrays of all shapes that fit.
 *
 * @param loss a node that gives a number, or an array whose sum it is
 * @returns null where it is no multiple of the derivative, or is one of either sign
 */
export function compareGradient(
  program: NumericProgram,
  loss: NodeIndex,
  gradient: NodeIndex,
): GradientComparison | null {
  const trial = new ProgramTrial(program, [loss, gradient]);
  const parameter = trial.inputs.find(({ role }) => role === "parameter")?.index;
  if (parameter === undefined) return null;
  const compare = (sizes: Sizes, count = 1) => comparedAt(trial, parameter, loss, gradient, sizes, count);
  const found = compare(SIZES);
  if (found === null) return null;
  const { points, lowestLoss } = found;
  return { sign: found.factor > 0 ? 1 : -1, points, lowestLoss, factor };

  function factor(): GradientFactor | null {
    const [more, wider, counted] = [compare(MORE_SAMPLES), compare(MORE_FEATURES), compare(SIZES, 3)];
    const own = found?.factor ?? Number.NaN;
    const isSame = (other: ComparedAt | null) => other !== null && Math.abs(other.factor / own - 1) < TOLERANCE;
    if (more === null || !isSame(wider) || !isSame(counted)) return null;
    const power = Math.log(more.factor / own) / Math.log(MORE_SAMPLES.samples / SIZES.samples);
    const whole = Math.round(power);
    return Math.abs(power - whole) > TOLERANCE ? null : { share: own / SIZES.samples ** whole, power: whole };
  }
}

interface ComparedAt {
  readonly factor: number;
  readonly points: number;
  readonly lowestLoss: number;
  /** Numbers in all arrays together. */
  readonly size: number;
}

function comparedAt(
  trial: ProgramTrial,
  parameter: NodeIndex,
  loss: NodeIndex,
  gradient: NodeIndex,
  sizes: Sizes,
  count: number,
): ComparedAt | null {
  const sameShape = (index: NodeIndex, values: readonly SmallArray[]) =>
    index !== gradient || String(values[gradient].shape) === String(values[parameter].shape);
  const decided: ComparedAt[] = [];
  let ways = 0;
  for (const shapes of trial.fittingShapes(sizes, sameShape)) {
    if (ways++ >= MAXIMUM_WAYS) break;
    const compared = comparedWith(trial, shapes, parameter, loss, gradient, count);
    if (compared !== null) decided.push(compared);
    if (decided.length >= ENOUGH_WAYS) break;
  }
  const [first, ...others] = decided;
  if (first === undefined || others.some(({ factor }) => factor > 0 !== first.factor > 0)) return null;
  // Where arrays are largest, factors show what they depend on.
  const largest = decided.reduce((best, other) => (other.size > best.size ? other : best));
  return {
    factor: largest.factor,
    size: largest.size,
    points: decided.reduce((sum, { points }) => sum + points, 0),
    lowestLoss: Math.min(...decided.map(({ lowestLoss }) => lowestLoss)),
  };
}

function comparedWith(
  trial: ProgramTrial,
  shapes: Shapes,
  parameter: NodeIndex,
  loss: NodeIndex,
  gradient: NodeIndex,
  count: number,
): ComparedAt | null {
  const random = new Random(7);
  const factors: number[] = [];
  let lowestLoss = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 * POINTS && factors.length < POINTS; tries += 1) {
    const isShare = tries % 2 === 1;
    const inputs = trial.randomInputs(shapes, random, { count, isShare });
    const values = trial.evaluate(inputs);
    const derivative = derivativeOf(trial, inputs, parameter, loss);
    if (values === null || derivative === null) return null;
    const own = values[gradient].data;
    const numbers = [...own, ...derivative];
    // A point outside of what a logarithm or a root takes says nothing.
    if (!numbers.every(Number.isFinite)) continue;
    const square = dot(derivative, derivative);
    if (square < 1e-12) continue;
    const factor = dot(own, derivative) / square;
    const rest = Math.hypot(...own.map((value, i) => value - factor * derivative[i]));
    if (factor === 0 || rest > TOLERANCE * Math.hypot(...own)) return null;
    factors.push(factor);
    if (isShare) lowestLoss = Math.min(lowestLoss, total(values[loss]));
  }
  const [first] = factors;
  if (factors.length < POINTS) return null;
  // A multiple that is another at every point is none.
  if (factors.some((factor) => Math.abs(factor / first - 1) > TOLERANCE)) return null;
  const size = [...shapes.values()].reduce((sum, shape) => sum + shape.reduce((whole, length) => whole * length, 1), 0);
  return { factor: first, points: factors.length, lowestLoss, size };
}

/** The derivative of a loss by its parameter, by central differences. */
function derivativeOf(
  trial: ProgramTrial,
  inputs: ReadonlyMap<NodeIndex, SmallArray>,
  parameter: NodeIndex,
  loss: NodeIndex,
): readonly number[] | null {
  const { shape, data } = inputs.get(parameter) ?? { shape: [], data: [] };
  const lossAt = (i: number, shift: number): number | null => {
    const moved = data.map((value, j) => (j === i ? value + shift : value));
    const values = trial.evaluate(new Map([...inputs, [parameter, { shape, data: moved }]]));
    return values && total(values[loss]);
  };
  const derivative = data.map((_, i) => {
    const [up, down] = [lossAt(i, STEP), lossAt(i, -STEP)];
    return up === null || down === null ? null : (up - down) / (2 * STEP);
  });
  return derivative.every((value) => value !== null) ? derivative : null;
}

function total({ data }: SmallArray): number {
  return data.reduce((sum, value) => sum + value, 0);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** A program with nodes behind its own, and the last of these. */
export function extended(
  { nodes }: NumericProgram,
  ...more: readonly ((nextIndex: NodeIndex) => NumericNode)[]
): { readonly program: NumericProgram; readonly last: NodeIndex } {
  const all = [...nodes];
  for (const make of more) all.push(make(all.length));
  return { program: { nodes: all }, last: all.length - 1 };
}
