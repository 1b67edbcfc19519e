import type { AlgorithmLine } from "../algorithms/algorithm";
import { algorithmLine } from "../algorithms/algorithmLine";
import { roundIf } from "../algorithms/roundIf";
import type { FloatArray } from "../floatArray";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import { fillWithProducts, sumSquares } from "./matrixLoops";
import { type MatrixStack, placeInStack, stackMatrices } from "./matrixStack";
import type { BoundPreparation, Preparation, PreparationRun } from "./preparation";
import type { RunningMean, Shares } from "./runningMean";

type Scalars = PreparationRun["scalar"];

/** How a framework keeps the mean of a matrix' squared gradients: by rows (R) and by columns (C). */
export interface FactoredMean {
  readonly name: string;
  readonly hyperparameters: readonly string[];
  /** The dimensions along which rows and columns are counted; null where the mean is kept in full. */
  dimensionsOf(
    shape: readonly number[],
    hyperparameters: PreparationRun["hyperparameters"],
  ): readonly [rows: number, columns: number] | null;
  /** The shares of this update, and what they are called. */
  sharesOf(scalar: Scalars): Shares;
  readonly shareNames: Readonly<Record<keyof Shares, string>>;
  readonly running: RunningMean;
  /** Hyperparameter that is added to every square; absent: none, and means of squares are the squares of norms. */
  readonly added?: string;
  /** What the mean of R is at least, by which R · C is divided; absent: R alone is divided, by its mean as it is. */
  smallestMean?(scalar: Scalars): number;
  /**
   * Whether the state `scale`, 1/√v, is filled besides: as a product of two roots, which stays finite where R and C are so small
   * that v is 0.
   */
  readonly fillsScale: boolean;
}

/** The estimate of Shazeer and Stern 2018 (Adafactor): the product of R and C over the mean of R. */
export function factoredMean(mean: FactoredMean): Preparation {
  const { name, hyperparameters, fillsScale } = mean;
  return {
    name,
    text: linesOf(mean)
      .map((line) => `${line.name} = ${line.formula}`)
      .join("\n"),
    fills: fillsScale ? ["v", "scale"] : ["v"],
    hyperparameters,
    bind(run, tensor) {
      const dimensions = mean.dimensionsOf(tensor.shape, run.hyperparameters);
      return dimensions && new BoundFactoredMean(mean, run, tensor, stackMatrices(tensor.shape, ...dimensions));
    },
  };
}

/** The lines of R, C and v, and of the scale where there is one. */
function linesOf({ added, running, shareNames, smallestMean, fillsScale }: FactoredMean) {
  const moved = (name: string, side: string) => ({
    name,
    formula: running.formula(name, `(mean of ${added === undefined ? "g²" : "g² + ε"} in the ${side})`, shareNames),
  });
  return [
    moved("R", "row"),
    moved("C", "column"),
    { name: "v", formula: smallestMean === undefined ? "R / mean R · C" : "R · C / max(mean R, ε)" },
    ...(fillsScale ? [{ name: "scale", formula: "1/√(R / mean R) · 1/√C" }] : []),
  ];
}

/** All that belongs to the rows of a stack, or to its columns; of every matrix in turn, where nothing else is said. */
interface Side {
  readonly extent: number;
  readonly stride: number;
  readonly means: FloatArray;
  /** The means before the last update, and what they have moved towards. */
  readonly before: FloatArray;
  readonly towards: FloatArray;
  /** Of the present matrix. */
  readonly sums: Float64Array;
  /** Of the present matrix: what the estimate is the product of. */
  readonly factors: Float64Array;
}

class BoundFactoredMean implements BoundPreparation {
  private readonly rows: Side;
  private readonly columns: Side;
  /** The same two in the order of the memory. */
  private readonly outer: Side;
  private readonly inner: Side;
  /** What R or R · C was divided by in the last update, of every matrix. */
  private readonly divisors: Float64Array;
  private readonly v: FloatArray;
  private readonly scale: FloatArray | null;
  private readonly isSingle: boolean;
  private shares: Shares = { kept: 0, added: 0 };

  constructor(
    private readonly mean: FactoredMean,
    private readonly run: PreparationRun,
    private readonly tensor: LaidOutTensor,
    private readonly stack: MatrixStack,
  ) {
    const sideOf = ({ extent, stride }: MatrixStack["rows"]): Side => {
      const means = run.keep(extent * stack.starts.length);
      const [before, towards] = [means.slice(), means.slice()];
      return {
        extent,
        stride,
        means,
        before,
        towards,
        sums: new Float64Array(extent),
        factors: new Float64Array(extent),
      };
    };
    this.rows = sideOf(stack.rows);
    this.columns = sideOf(stack.columns);
    const rowsAreOuter = stack.rows.stride > stack.columns.stride;
    this.outer = rowsAreOuter ? this.rows : this.columns;
    this.inner = rowsAreOuter ? this.columns : this.rows;
    this.divisors = new Float64Array(stack.starts.length);
    this.v = run.state("v");
    this.scale = mean.fillsScale ? run.state("scale") : null;
    this.isSingle = run.precision === "float32";
  }

  update(): void {
    const { mean, run, rows, columns, outer, inner, isSingle } = this;
    this.shares = mean.sharesOf(run.scalar);
    const added = mean.added === undefined ? 0 : roundIf(isSingle, run.scalar(mean.added));
    const smallest = mean.smallestMean && roundIf(isSingle, mean.smallestMean(run.scalar));
    for (const { before, means } of [rows, columns]) before.set(means);
    this.stack.starts.forEach((position, matrix) => {
      const start = this.tensor.offset + position;
      // Squares whose norm is taken are not rounded by themselves.
      sumSquares(run.gradient, start, outer, inner, added, isSingle && mean.added !== undefined);
      this.moveMeans(rows, matrix, columns.extent);
      this.moveMeans(columns, matrix, rows.extent);
      const meanRow = meanOf(rows.factors, isSingle);
      const divisor = smallest !== undefined && meanRow < smallest ? smallest : meanRow;
      this.divisors[matrix] = divisor;
      if (smallest === undefined) divide(rows.factors, divisor, isSingle);
      fillWithProducts(this.v, start, outer, inner, smallest === undefined ? 1 : divisor, isSingle);
      if (this.scale === null) return;
      for (const { factors } of [rows, columns]) invertRoots(factors, isSingle);
      fillWithProducts(this.scale, start, outer, inner, 1, isSingle);
    });
  }

  /**
   * Moves the means of one matrix, and makes them its factors.
   *
   * @param entries of a row, or of a column
   */
  private moveMeans({ extent, means, towards, sums, factors }: Side, matrix: number, entries: number): void {
    const { mean, shares, isSingle } = this;
    for (let at = 0; at < extent; at++) {
      const index = matrix * extent + at;
      towards[index] = mean.added === undefined ? meanByNorm(sums[at], entries, isSingle) : sums[at] / entries;
      means[index] = mean.running.move(means[index], towards[index], shares, isSingle);
      factors[at] = means[index];
    }
  }

  explain(index: number, format: (value: number) => string): AlgorithmLine[] {
    const { mean, rows, columns, shares } = this;
    const { matrix, row, column } = placeInStack(this.stack, index - this.tensor.offset);
    const atRow = matrix * rows.extent + row;
    const atColumn = matrix * columns.extent + column;
    const numbers = { kept: `${format(shares.kept)} ·`, added: `${format(shares.added)} ·` };
    const moved = ({ before, towards }: Side, at: number) =>
      mean.running.formula(format(before[at]), format(towards[at]), numbers);
    const [r, c, divisor] = [rows.means[atRow], columns.means[atColumn], this.divisors[matrix]].map(format);
    const substituted = [
      moved(rows, atRow),
      moved(columns, atColumn),
      mean.smallestMean === undefined ? `${r} / ${divisor} · ${c}` : `${r} · ${c} / ${divisor}`,
      `1/√(${r} / ${divisor}) · 1/√${c}`,
    ];
    const values = [rows.means[atRow], columns.means[atColumn], this.v[index], this.scale?.[index] ?? Number.NaN];
    return linesOf(mean).map(({ name, formula }, line) =>
      algorithmLine(name, formula, substituted[line], values[line]),
    );
  }
}

/** As torch has it: the square of the norm over the number of entries. */
function meanByNorm(sumOfSquares: number, entries: number, isSingle: boolean): number {
  const norm = roundIf(isSingle, Math.sqrt(sumOfSquares));
  return roundIf(isSingle, norm * norm) / entries;
}

function meanOf(values: Float64Array, isSingle: boolean): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return roundIf(isSingle, roundIf(isSingle, sum) / values.length);
}

function divide(values: Float64Array, divisor: number, isSingle: boolean): void {
  for (let at = 0; at < values.length; at++) values[at] = roundIf(isSingle, values[at] / divisor);
}

function invertRoots(values: Float64Array, isSingle: boolean): void {
  for (let at = 0; at < values.length; at++)
    values[at] = roundIf(isSingle, 1 / roundIf(isSingle, Math.sqrt(values[at])));
}
