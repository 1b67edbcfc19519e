import { Random } from "../../core/random";
import { type InputRole, madeOf, type NodeIndex, type NumericProgram } from "../../sources/numericProgram";
import { applyOperation, type SmallArray, scalar } from "./smallArray";

/** Samples and features of the arrays that a program is tried with: few, and not equal. */
export interface Sizes {
  readonly samples: number;
  readonly features: number;
}

export type Shape = readonly number[];

/** Shapes of the inputs by their nodes. */
export type Shapes = ReadonlyMap<NodeIndex, Shape>;

/** How numbers are drawn. */
export interface Draw {
  /** What stands for numbers of samples. */
  readonly count: number;
  /** Whether data lies between 0 and 1, as probabilities and labels do. */
  readonly isShare?: boolean;
}

/** Evaluations of nodes in the search for shapes; programs of many names are given up. */
const MAXIMUM_EVALUATIONS = 20_000;

/** A program of which some nodes are wanted, with what they need, in order. */
export class ProgramTrial {
  private readonly order: readonly NodeIndex[];

  constructor(
    private readonly program: NumericProgram,
    wanted: readonly NodeIndex[],
  ) {
    const needed = new Set(wanted.flatMap((index) => [...madeOf(program, index)]));
    this.order = [...needed].sort((a, b) => a - b);
  }

  /** Names that are given arrays, in order. */
  get inputs(): readonly { readonly index: NodeIndex; readonly name: string; readonly role: InputRole }[] {
    return this.order.flatMap((index) => {
      const node = this.program.nodes[index];
      return node.kind === "input" ? [{ index, name: node.name, role: node.role }] : [];
    });
  }

  /**
   * Every way of giving shapes to the inputs with which all nodes can be worked out and are as they should be.
   *
   * @param fits asked of every node as soon as it and those before it have values
   */
  *fittingShapes(sizes: Sizes, fits: (index: NodeIndex, values: readonly SmallArray[]) => boolean): Generator<Shapes> {
    const { program, order } = this;
    const values: SmallArray[] = [];
    const shapes = new Map<NodeIndex, Shape>();
    const random = new Random(1);
    let left = MAXIMUM_EVALUATIONS;
    yield* from(0);

    function* from(position: number): Generator<Shapes> {
      if (left-- <= 0) return;
      if (position === order.length) {
        yield new Map(shapes);
        return;
      }
      const index = order[position];
      const node = program.nodes[index];
      if (node.kind === "input") {
        for (const shape of shapesOf(node.role, sizes)) {
          shapes.set(index, shape);
          values[index] = randomArray(node.role, shape, random, { count: 1 });
          yield* from(position + 1);
        }
        return;
      }
      const made = evaluateNode(program, index, values);
      if (made === null) return;
      values[index] = made;
      if (fits(index, values)) yield* from(position + 1);
    }
  }

  /** Random arrays of these shapes. */
  randomInputs(shapes: Shapes, random: Random, settings: Draw): ReadonlyMap<NodeIndex, SmallArray> {
    return new Map(
      this.inputs.map(({ index, role }) => [index, randomArray(role, shapes.get(index) ?? [], random, settings)]),
    );
  }

  /** The values of all nodes; null where shapes do not fit. */
  evaluate(inputs: ReadonlyMap<NodeIndex, SmallArray>): readonly SmallArray[] | null {
    const values: SmallArray[] = [];
    for (const index of this.order) {
      const value = inputs.get(index) ?? evaluateNode(this.program, index, values);
      if (value === null) return null;
      values[index] = value;
    }
    return values;
  }
}

function evaluateNode({ nodes }: NumericProgram, index: NodeIndex, values: readonly SmallArray[]): SmallArray | null {
  const node = nodes[index];
  if (node.kind === "number") return scalar(node.value);
  if (node.kind === "input") return null;
  return applyOperation(
    node.name,
    node.operands.map((operand) => values[operand]),
    node,
  );
}

function shapesOf(role: InputRole, { samples: n, features: d }: Sizes): readonly Shape[] {
  switch (role) {
    case "count":
    case "rate":
      return [[]];
    case "parameter":
      return [[], [d], [d, 1], [1, d]];
    case "data":
      return [[n], [n, d], [], [d], [n, 1], [d, n], [1, n], [d, 1], [1, d]];
  }
}

function randomArray(role: InputRole, shape: Shape, random: Random, { count, isShare = false }: Draw): SmallArray {
  const length = shape.reduce((product, size) => product * size, 1);
  const normal = () => random.normal();
  const data = isShare ? () => random.uniform() : normal;
  const draw = { count: () => count, rate: () => 1, parameter: normal, data }[role];
  return { shape, data: Array.from({ length }, draw) };
}
