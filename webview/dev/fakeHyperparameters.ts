import type { NumberControl } from "../../src/core/numberControl";
import type { Hyperparameter } from "../../src/protocol/panel";

const memory: NumberControl = {
  kind: "number",
  range: { minimum: 0, exclusiveMaximum: 1 },
  scale: "memory",
  from: 0,
  to: 0.9999,
  hasZero: true,
};

function logarithmic(from: number, to: number): NumberControl {
  return { kind: "number", range: { minimum: 0 }, scale: "logarithmic", from, to, hasZero: true };
}

/** Those of AdamW with a cosine schedule, from as many kinds of places as there are. */
export function fakeHyperparameters(learningRate: number): readonly Hyperparameter[] {
  const count: NumberControl = { ...logarithmic(1, 200_000), range: { minimum: 1, integer: true }, hasZero: false };
  return [
    {
      id: "lr",
      label: "lr",
      documentation: "Learning rate: length of the steps.",
      value: learningRate,
      control: logarithmic(learningRate / 1000, learningRate * 1000),
      writing: "default of --lr, line 9",
    },
    {
      id: "betas[0]",
      label: "β₁",
      documentation: "Share of its last value that the running mean of gradients keeps.",
      value: 0.9,
      control: memory,
      writing: "line 24",
    },
    {
      id: "betas[1]",
      label: "β₂",
      documentation: "The same for the running mean of squared gradients.",
      value: 0.999,
      control: memory,
      writing: "line 24",
    },
    {
      id: "eps",
      label: "ε",
      documentation: "Added to the divisor.",
      value: 1e-8,
      control: logarithmic(1e-11, 1e-5),
      writing: "a default: adds eps=… to the call, line 24",
    },
    {
      id: "weight_decay",
      label: "wd",
      documentation: "Decoupled weight decay.",
      value: 0.01,
      control: logarithmic(1e-5, 10),
      writing: "replaces the expression 0.1 * SCALE, config.py, line 3",
    },
    {
      id: "amsgrad",
      label: "amsgrad",
      documentation: "Whether the largest second moment so far divides.",
      value: false,
      control: { kind: "switch" },
      writing: "a default: adds amsgrad=… to the call, line 24",
    },
    {
      id: "schedule.T_max",
      label: "T",
      documentation: "Steps until the learning rate is at its lowest.",
      value: 2000,
      control: count,
      writing: null,
    },
    {
      id: "schedule.eta_min",
      label: "min",
      documentation: "Lowest learning rate.",
      value: 0,
      control: logarithmic(1e-6, 1),
      writing: "a default: adds eta_min=… to the call, line 25",
    },
  ];
}
