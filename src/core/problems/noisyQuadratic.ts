import { Random } from "../random";
import { defineProblem } from "./problemDefinition";
import { randomStream } from "./randomStream";

/**
 * ½ Σ hᵢ pᵢ² with hᵢ = 1/i^power, and a gradient that is noisy with the covariance of the Hessian over the batch size:
 * gᵢ = hᵢ pᵢ + √(hᵢ / batchSize) εᵢ, ε ~ N(0, 1). The loss is the exact one.
 *
 * The paper takes 10,000 dimensions; 100 keep the spread of curvatures that matters and are a hundred times as fast. With
 * a batch of 32 the noise is a third of the gradient's length at the start and all of it at the end, as in a network.
 */
export const noisyQuadratic = defineProblem({
  name: "noisy-quadratic",
  summary: "Few steep and many flat directions, with gradient noise: behaves most like training a network.",
  formula: "½ Σ pᵢ² / i^power; gradient noise of variance 1 / (i^power · batchSize)",
  minimum: "0 at p = 0; noise keeps a fixed learning rate from reaching it",
  reference:
    "Zhang et al. 2019, Which algorithmic choices matter at which batch sizes? Insights from a noisy quadratic model, arXiv:1907.04164",
  parameters: {
    dimension: {
      kind: "integer",
      default: 100,
      minimum: 1,
      maximum: 4_194_304,
      documentation: "Number of parameters.",
    },
    power: {
      kind: "number",
      default: 1,
      minimum: 0,
      maximum: 10,
      documentation: "How fast curvatures fall: the i-th is 1/i^power.",
    },
    batchSize: {
      kind: "integer",
      default: 32,
      minimum: 0,
      words: { full: 0 },
      documentation: "Samples a gradient stands for: the variance of its noise is divided by it; 0 for no noise.",
    },
  },
  size: (values) => values.dimension,
  create({ dimension, power, batchSize }, seed) {
    const curvatures = Float64Array.from({ length: dimension }, (_, i) => 1 / (i + 1) ** power);
    const deviations = batchSize === 0 ? null : curvatures.map((curvature) => Math.sqrt(curvature / batchSize));
    return {
      tensors: [{ name: "p", shape: [dimension] }],
      isQuadratic: true,
      minimum: { loss: 0, parameters: new Float64Array(dimension) },
      start(parameters) {
        const random = new Random(seed, randomStream.initialization);
        for (let i = 0; i < dimension; i++) parameters[i] = random.normal();
      },
      evaluate(parameters, gradient, _step, random) {
        let twiceLoss = 0;
        for (let i = 0; i < dimension; i++) {
          const slope = curvatures[i] * parameters[i];
          twiceLoss += slope * parameters[i];
          gradient[i] = deviations === null ? slope : slope + deviations[i] * random.normal();
        }
        return twiceLoss / 2;
      },
    };
  },
});
