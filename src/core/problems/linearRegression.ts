import { batchSizeParameter, createBatches } from "./batches";
import type { Dataset } from "./dataset";
import { solveLeastSquares } from "./leastSquares";
import { evaluateLinearModel, linearTensors, type PredictionLoss } from "./linearModel";
import type { Problem } from "./problem";
import { defineProblem } from "./problemDefinition";
import {
  generatedRegressionDataset,
  lineDataset,
  missingInterceptDataset,
  proportionalDataset,
} from "./regressionDatasets";
import { startingPoint } from "./startingPoint";

const squaredError: PredictionLoss = {
  value: (prediction, target) => (prediction - target) * (prediction - target),
  slope: (prediction, target) => 2 * (prediction - target),
};

const onlyGenerated = { parameter: "dataset", value: "generated" } as const;

/** Mean of squared errors of x · w + b. */
export const linearRegression = defineProblem({
  name: "linear-regression",
  summary: "A line through points, on small data sets as tutorials use them, or on a generated one of any size.",
  formula: "mean over the batch of (x · w + b − y)²",
  minimum: "the least-squares solution, computed from the data",
  reference: "Legendre 1805, Nouvelles méthodes pour la détermination des orbites des comètes",
  parameters: {
    dataset: {
      kind: "choice",
      default: "generated",
      choices: {
        generated: "y = w · x + b + noise with weights and inputs drawn from a normal distribution.",
        proportional: "y = 2 x + N(0, 0.1), x ~ N(0, 1); one weight and no bias.",
        "missing-intercept": "y = 2 x + 1 + U(0, ½), x ~ U(0, 1); one weight and no bias, so that no weight fits.",
        line: "y = 2 x + 1 + N(0, 0.1) at evenly spaced points of [−1, 1]; weight and bias.",
      },
      documentation: "The points that the line goes through.",
    },
    samples: { kind: "integer", default: 100, minimum: 1, maximum: 1_000_000, documentation: "Number of points." },
    features: {
      kind: "integer",
      default: 5,
      minimum: 1,
      maximum: 65_536,
      onlyFor: onlyGenerated,
      documentation: "Inputs a sample, and so weights.",
    },
    intercept: { kind: "boolean", default: true, onlyFor: onlyGenerated, documentation: "Whether there is a bias." },
    noise: {
      kind: "number",
      default: 0.1,
      minimum: 0,
      onlyFor: onlyGenerated,
      documentation: "Standard deviation of the noise on the targets.",
    },
    batchSize: batchSizeParameter(0),
    start: {
      kind: "numbers",
      default: null,
      documentation:
        "Starting weights, then the bias. Default: all 0. A run from the data's own slope starts at its end.",
    },
  },
  size({ dataset, features, intercept }) {
    if (dataset === "generated") return features + (intercept ? 1 : 0);
    return dataset === "line" ? 2 : 1;
  },
  create(values, seed): Problem {
    const data = createData(values, seed);
    const start = startingPoint(values.start, data.columns, 0);
    const intercept = values.dataset === "line" || (values.dataset === "generated" && values.intercept);
    const batches = createBatches(data.samples, values.batchSize, seed);
    const model = { data, intercept, batches, l2: 0 };
    return {
      tensors: linearTensors(model),
      isQuadratic: true,
      /** Solved when asked for, since it may take longer than a run. */
      get minimum() {
        return solveLeastSquares(data) ?? undefined;
      },
      start(parameters) {
        parameters.set(start);
      },
      evaluate: evaluateLinearModel(model, squaredError),
    };
  },
});

interface DataSettings {
  readonly dataset: "generated" | "proportional" | "missing-intercept" | "line";
  readonly samples: number;
  readonly features: number;
  readonly intercept: boolean;
  readonly noise: number;
}

function createData(settings: DataSettings, seed: number): Dataset {
  switch (settings.dataset) {
    case "proportional":
      return proportionalDataset(settings.samples, seed);
    case "missing-intercept":
      return missingInterceptDataset(settings.samples, seed);
    case "line":
      return lineDataset(settings.samples, seed);
    case "generated":
      return generatedRegressionDataset(settings, seed);
  }
}
