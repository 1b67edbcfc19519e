import { kerasAveragedMuon, kerasMuon as plainMuon } from "../../core/algorithms/kerasMuon";
import { BELOW_ONE, NOT_NEGATIVE } from "../../core/numberRange";
import type { ArgumentDefinition, ArgumentValues, OptimizerEntry } from "./catalogue";
import {
  beta1,
  beta2,
  epsilon,
  execution,
  flag,
  kerasEntry,
  learningRate,
  number,
  weightDecay,
} from "./kerasArguments";

const coefficient = (name: string, defaultValue: number, ruleName: string, ofWhat: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: defaultValue,
  documentation: `Factor of ${ofWhat} in the polynomial that is applied to the matrix.`,
  ruleNames: [ruleName],
});

const decay = (name: string, documentation: string): ArgumentDefinition => ({
  ...weightDecay(0.004),
  name,
  nullable: true,
  documentation,
  ruleNames: undefined,
});

/** Not shown beside Muon's own values. */
const ofAdam = (argument: ArgumentDefinition): ArgumentDefinition => ({ ...argument, symbol: undefined });

const algorithmOf = ({ use_ema: averages }: ArgumentValues) => (averages ? kerasAveragedMuon : plainMuon);

/** keras.optimizers.Muon, which no rule expresses. */
export const kerasMuon: OptimizerEntry = kerasEntry({
  title: "Muon",
  stateNames: { m: "momentum", v: "velocity" },
  file: "muon.py",
  summary: "Makes the momentum of matrices orthogonal before each step; all else goes by AdamW.",
  algorithm: (values) => algorithmOf(values).name,
  arguments: [
    learningRate(0.001),
    ofAdam({
      ...beta1,
      name: "adam_beta_1",
      documentation: "AdamW's share of the mean gradient that is kept from step to step.",
    }),
    ofAdam({
      ...beta2("AdamW's share of the mean of squares that is kept from step to step."),
      name: "adam_beta_2",
    }),
    ofAdam(decay("adam_weight_decay", "AdamW's weight decay, times lr.")),
    ofAdam({ ...epsilon(), documentation: "Keeps AdamW's root of the squares from dividing by 0." }),
    decay("weight_decay", "Decoupled: matrices shrink by p · weight_decay · lr before each step."),
  ],
  lastArguments: [
    execution("exclude_layers", null, "Layers that go by AdamW; of a test problem every matrix goes by Muon."),
    execution("exclude_embeddings", 1, "Whether embeddings go by AdamW; a test problem has none."),
    coefficient("muon_a", 3.4445, "a", "X"),
    coefficient("muon_b", -4.775, "b", "(X Xᵀ) X"),
    coefficient("muon_c", 2.0315, "c", "(X Xᵀ)² X"),
    ofAdam(
      number("adam_lr_ratio", 1, "rateRatio", "", "AdamW's learning rate over that of Muon.", {
        advisedRange: NOT_NEGATIVE,
      }),
    ),
    number("momentum", 0.95, "momentum", "momentum", "Share of the momentum that is kept from step to step.", {
      advisedRange: BELOW_ONE,
    }),
    {
      name: "ns_steps",
      kind: "integer",
      default: 5,
      documentation: "How often the polynomial is applied.",
      ruleNames: ["steps"],
    },
    {
      ...flag("nesterov", "Steps as if the gradient had already been added to the momentum once more."),
      default: true,
    },
    {
      name: "rms_rate",
      kind: "number",
      default: 0.2,
      nullable: true,
      documentation:
        "Root mean square of a step over the learning rate; None for steps whose length does not depend on the shape.",
    },
  ],
  numbers: (values) => ({
    weightDecay: Number(values.weight_decay),
    adamWeightDecay: Number(values.adam_weight_decay),
    nesterov: Number(values.nesterov),
    scales: values.rms_rate === null ? 0 : 1,
    rmsRate: Number(values.rms_rate),
    ...(values.use_ema ? { overwriteInterval: Number(values.ema_overwrite_frequency) } : {}),
  }),
  rule: (values) => algorithmOf(values).text,
});
