import { defineProblem } from "./problemDefinition";

/** Σ pᵢ², with the gradient 2 p. */
export const sumOfSquares = defineProblem({
  name: "sum-of-squares",
  summary: "The roundest bowl: every parameter takes the same path, and one step of learning rate ½ ends it.",
  formula: "Σ pᵢ²",
  minimum: "0 at p = 0",
  reference: "De Jong 1975, An analysis of the behavior of a class of genetic adaptive systems, function F1",
  parameters: {
    start: {
      kind: "numbers",
      default: [1, 2, 3, 4],
      documentation: "Starting point; its length is the number of parameters.",
    },
  },
  size: (values) => values.start.length,
  create(values) {
    const { start } = values;
    const dimension = start.length;
    return {
      tensors: [{ name: "p", shape: [dimension] }],
      isQuadratic: true,
      minimum: { loss: 0, parameters: new Float64Array(dimension) },
      start(parameters) {
        parameters.set(start);
      },
      evaluate(parameters, gradient) {
        let loss = 0;
        for (let i = 0; i < dimension; i++) {
          const p = parameters[i];
          loss += p * p;
          gradient[i] = 2 * p;
        }
        return loss;
      },
    };
  },
});
