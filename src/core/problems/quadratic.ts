import type { Problem } from "./problem";
import { defineProblem } from "./problemDefinition";
import { createRotation, type Rotation } from "./rotation";
import { startingPoint } from "./startingPoint";

/** ½ Σ λᵢ xᵢ² in the coordinates x = Q p of its eigenvectors; Q is the identity unless it is rotated. */
export const quadratic = defineProblem({
  name: "quadratic",
  summary: "A bowl with given curvatures: what a learning rate does along each eigenvector can be computed by hand.",
  formula: "½ Σ λᵢ pᵢ²; rotated: ½ Σ λᵢ (Q p)ᵢ² with a random orthogonal Q",
  minimum: "0 at p = 0, if no eigenvalue is negative",
  reference: "Goh 2017, Why momentum really works, https://distill.pub/2017/momentum",
  parameters: {
    eigenvalues: {
      kind: "numbers",
      default: null,
      excludes: ["dimension", "conditionNumber"],
      documentation: "Curvatures λ, one a parameter. Default: spread evenly on a log scale from 1 to conditionNumber.",
    },
    dimension: { kind: "integer", default: 10, minimum: 1, maximum: 4_194_304, documentation: "Number of parameters." },
    conditionNumber: {
      kind: "number",
      default: 100,
      minimum: 1,
      documentation: "Largest eigenvalue; the smallest is 1.",
    },
    start: { kind: "numbers", default: null, documentation: "Starting point, one number a parameter. Default: all 1." },
    rotate: {
      kind: "boolean",
      default: false,
      documentation: "Turns the eigenvectors away from the axes, by a random rotation that the seed decides.",
    },
  },
  size: (values) => values.eigenvalues?.length ?? values.dimension,
  create(values, seed) {
    const eigenvalues =
      values.eigenvalues === undefined
        ? logSpaced(values.dimension, values.conditionNumber)
        : Float64Array.from(values.eigenvalues);
    const start = startingPoint(values.start, eigenvalues.length, 1);
    return createQuadratic(eigenvalues, start, values.rotate ? createRotation(eigenvalues.length, seed) : null);
  },
});

/** From 1 to `largest` with equal ratios between neighbors; a single one is `largest`. */
function logSpaced(dimension: number, largest: number): Float64Array {
  return Float64Array.from({ length: dimension }, (_, i) =>
    dimension === 1 ? largest : largest ** (i / (dimension - 1)),
  );
}

function createQuadratic(eigenvalues: Float64Array, start: ArrayLike<number>, rotation: Rotation | null): Problem {
  const dimension = eigenvalues.length;
  const x = new Float64Array(rotation === null ? 0 : dimension);
  return {
    tensors: [{ name: "p", shape: [dimension] }],
    isQuadratic: true,
    minimum: eigenvalues.some((eigenvalue) => eigenvalue < 0)
      ? undefined
      : { loss: 0, parameters: new Float64Array(dimension) },
    start(parameters) {
      parameters.set(start);
    },
    evaluate(parameters, gradient) {
      let twiceLoss = 0;
      if (rotation === null) {
        for (let i = 0; i < dimension; i++) {
          const slope = eigenvalues[i] * parameters[i];
          twiceLoss += slope * parameters[i];
          gradient[i] = slope;
        }
        return twiceLoss / 2;
      }
      x.set(parameters);
      rotation.apply(x);
      for (let i = 0; i < dimension; i++) {
        const slope = eigenvalues[i] * x[i];
        twiceLoss += slope * x[i];
        x[i] = slope;
      }
      rotation.applyTransposed(x);
      gradient.set(x);
      return twiceLoss / 2;
    },
  };
}
