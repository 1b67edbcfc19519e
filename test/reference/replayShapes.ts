import type { TensorDescription } from "../../src/core/problems/problem";
import { RecordedGradients } from "../../src/core/problems/recordedGradients";
import { Simulation } from "../../src/core/simulation/simulation";
import type { OptimizerSpecification } from "../../src/core/simulation/specification";
import type { AlgorithmRecording, FedCase, Shapes } from "./algorithmRecording";
import { gradientRows } from "./gradients";
import { readOptimizer } from "./replay";

/** The run asks for a problem, whose place the recorded gradients take. */
const problem = { name: "quadratic", parameters: {} };

/** Feeds gradients to an optimizer whose tensors have any shapes: what `shapes.py` does. Group i has tensor i. */
export function replayShapes(
  { initial, steps: rowsOfGradients }: AlgorithmRecording,
  { code, gradients, shapes, precision, recordedSteps }: FedCase,
): number[][] {
  const tensors = describeShapes(shapes);
  const length = shapes.reduce((total, shape) => total + lengthOf(shape), 0);
  const size = Math.ceil(length / initial.length);
  const rows = gradientRows(gradients, rowsOfGradients);
  const gradientsOfAll = Math.floor(rowsOfGradients / size);
  const optimizer = oneGroupForEach(readOptimizer(code));
  const { accumulation = 1 } = optimizer;
  const read = (step: number, out: { set(values: number[]): void }) =>
    out.set(tiled(rows.slice(step * size, (step + 1) * size), length));
  const start = tiled(new Array<readonly number[]>(size).fill(initial), length);
  const simulation = new Simulation(
    { optimizer, problem, steps: Math.floor(gradientsOfAll / accumulation), seed: 0, precision },
    {
      source: new RecordedGradients(
        { steps: gradientsOfAll, parameters: length, read },
        tensors,
        Float64Array.from(start),
      ),
      record: false,
    },
  );
  // Frameworks count gradients; a simulation counts updates.
  return recordedSteps.map((gradientsSeen) => {
    simulation.advance(Math.floor(gradientsSeen / accumulation) - simulation.step);
    return Array.from(simulation.parameters);
  });
}

/**
 * Makes two updates of an optimizer whose tensors have these shapes.
 *
 * @throws SpecificationError when it cannot
 */
export function tryShapes(code: string, shapes: Shapes): void {
  const source = { tensors: describeShapes(shapes), start: () => {}, evaluate: () => 1 };
  const optimizer = oneGroupForEach(readOptimizer(code));
  new Simulation({ optimizer, problem, steps: 2, seed: 0, precision: "float64" }, { source }).advance(2);
}

function describeShapes(shapes: Shapes): TensorDescription[] {
  return shapes.map((shape, index) => ({ name: `tensor ${index}`, shape }));
}

function oneGroupForEach(optimizer: OptimizerSpecification): OptimizerSpecification {
  const groups = optimizer.groups?.map((group, index) => ({ ...group, tensors: [`tensor ${index}`] }));
  return { ...optimizer, groups };
}

function lengthOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** Rows behind each other, cut off at a length. */
function tiled(rows: readonly (readonly number[])[], length: number): number[] {
  return rows.flat().slice(0, length);
}
