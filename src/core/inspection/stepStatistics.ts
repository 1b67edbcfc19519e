import { evaluateElement } from "../rule/evaluator";
import type { Simulation } from "../simulation/simulation";
import { findPreconditioner } from "./preconditioner";
import { elementInputs, type ReplayedStep, tensorOf } from "./replayedStep";
import type { InspectedStatistic } from "./stepInspection";

/** Statistics that need every parameter's own arithmetic are taken from at most this many, evenly spread. */
const MAXIMUM_SAMPLES = 4096;

const RATE_LABELS = {
  "effectiveLearningRate.p5": "effective lr, p5",
  "effectiveLearningRate.p50": "effective lr, p50",
  "effectiveLearningRate.p95": "effective lr, p95",
};
/** Names of trace columns as the inspector shows them. */
const COLUMN_LABELS: Readonly<Record<string, string>> = {
  loss: "loss",
  learningRate: "learning rate",
  momentum: "momentum",
  beta1: "β₁",
  gradientNorm: "‖g‖",
  updateNorm: "‖Δp‖",
  parameterNorm: "‖p‖",
  updateRatio: "‖Δp‖ / ‖p‖",
  clipFactor: "clip factor",
  lossScale: "loss scale",
  sharpness: "sharpness",
  preconditionedSharpness: "sharpness of P⁻¹H",
  stabilityRatio: "stability ratio",
  alpha: "overshoot α",
  ...RATE_LABELS,
};
/** Names of what is worked out beside them. */
const PRECONDITIONER_LABELS = { epsilonShare: "ε share, max", ...RATE_LABELS };

/** All that the inspector may call a statistic. */
export const STATISTIC_LABELS: readonly string[] = [COLUMN_LABELS, PRECONDITIONER_LABELS].flatMap(Object.values);

/** The numbers of a step that belong to no single parameter: the trace's row, and what the division by √v does. */
export function stepStatistics(replayed: ReplayedStep): InspectedStatistic[] {
  return [...rowStatistics(replayed.simulation), ...preconditionerStatistics(replayed)];
}

function rowStatistics(simulation: Simulation): InspectedStatistic[] {
  return simulation.columns.flatMap((name, column) => {
    const label = COLUMN_LABELS[name];
    return label === undefined ? [] : [{ name, label, value: simulation.lastRow[column] }];
  });
}

function preconditionerStatistics(replayed: ReplayedStep): InspectedStatistic[] {
  const { simulation } = replayed;
  const { rule } = simulation;
  if (rule === null || simulation.isSkipped) return [];
  const preconditioner = findPreconditioner(rule);
  if (preconditioner === null) return [];
  const { precision } = simulation.specification;
  const { epsilon } = preconditioner;
  const lrSlot = simulation.session.scalarIndex("lr");
  const stride = Math.ceil(simulation.parameters.length / MAXIMUM_SAMPLES);
  const rates: number[] = [];
  let largestShare = 0;
  for (let index = 0; index < simulation.parameters.length; index += stride) {
    const { values } = evaluateElement(rule, precision, elementInputs(replayed, index));
    rates.push(replayed.scalars[tensorOf(simulation, index)][lrSlot] / values[preconditioner.divisor]);
    if (epsilon !== null) largestShare = Math.max(largestShare, values[epsilon.value] / values[epsilon.sum]);
  }
  rates.sort((a, b) => a - b);
  const percentile = (share: number) => rates[Math.round(share * (rates.length - 1))];
  return [
    ...(epsilon === null ? [] : [statistic("epsilonShare", largestShare)]),
    // The row has them where they are recorded.
    ...(simulation.columns.includes("effectiveLearningRate.p50")
      ? []
      : [
          statistic("effectiveLearningRate.p5", percentile(0.05)),
          statistic("effectiveLearningRate.p50", percentile(0.5)),
          statistic("effectiveLearningRate.p95", percentile(0.95)),
        ]),
  ];
}

function statistic(name: keyof typeof PRECONDITIONER_LABELS, value: number): InspectedStatistic {
  return { name, label: PRECONDITIONER_LABELS[name], value };
}
