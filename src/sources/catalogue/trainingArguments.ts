import { nearestName } from "../../core/nearestName";
import { BELOW_ONE, NOT_NEGATIVE, type NumberRange } from "../../core/numberRange";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, CatalogueEntry } from "./catalogue";
import { trainerOptimizers } from "./trainerOptimizers";
import { laterFields, seq2SeqFields, versionFourFields } from "./trainingFields";

/**
 * TrainingArguments of transformers 5.18.0, from which Trainer makes an optimizer, a schedule and the clipping. Trainer makes two parameter
 * groups: `weight_decay` holds for the first, and biases and the parameters of norms, in the second, have none.
 */

/** A field that decides nothing that is simulated. */
const other = (name: string, keywordOnly = false): ArgumentDefinition => ({
  name,
  kind: "execution",
  default: null,
  keywordOnly,
  documentation: "Has no part in optimizer, schedule and clipping.",
});

const number = (name: string, preset: number, range: NumberRange, documentation: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: preset,
  range,
  documentation,
});

const share = (name: string, preset: number, documentation: string): ArgumentDefinition => ({
  name,
  kind: "float",
  default: preset,
  range: BELOW_ONE,
  documentation,
});

const word = (name: string, preset: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "string",
  default: preset,
  documentation,
});

const LEARNING_RATE = 5e-5;

/** In the order of the class, as far as positional arguments go; the others by name alone. */
const fields: readonly ArgumentDefinition[] = [
  other("output_dir"),
  other("per_device_train_batch_size"),
  other("num_train_epochs"),
  {
    name: "max_steps",
    kind: "integer",
    default: -1,
    documentation: "Updates of the whole training; −1: as many as the epochs have.",
  },
  number("learning_rate", LEARNING_RATE, NOT_NEGATIVE, "Learning rate at the end of the warm-up."),
  word("lr_scheduler_type", "linear", "Name of the schedule, as of get_scheduler."),
  { ...other("lr_scheduler_kwargs"), documentation: "More arguments of the schedule." },
  number("warmup_steps", 0, NOT_NEGATIVE, "Updates on the way up to the learning rate; below 1, their share of all."),
  word("optim", "adamw_torch_fused", "Name of the optimizer."),
  {
    name: "optim_args",
    kind: "string",
    default: null,
    nullable: true,
    documentation: 'More arguments of the optimizer: "momentum=0.9,nesterov=true".',
  },
  {
    name: "weight_decay",
    kind: "number",
    default: 0,
    // torch checks no values of parameter groups.
    advisedRange: NOT_NEGATIVE,
    documentation: "Weight decay of all parameters but biases and those of norms.",
  },
  share("adam_beta1", 0.9, "Share of the mean gradient that is kept from step to step."),
  share("adam_beta2", 0.999, "Share of the mean of squares that is kept from step to step."),
  number("adam_epsilon", 1e-8, NOT_NEGATIVE, "Added to the root of the squares, so that it never divides by 0."),
  other("optim_target_modules"),
  other("gradient_accumulation_steps"),
  other("average_tokens_across_devices"),
  {
    name: "max_grad_norm",
    kind: "number",
    default: 1,
    nullable: true,
    documentation: "Longest gradient: a longer one is scaled down to it; 0 for any.",
  },
  ...laterFields.map((name) => other(name, true)),
  { ...word("eval_strategy", "no", 'When to evaluate: "no", "steps" or "epoch".'), keywordOnly: true },
];

/** What version 4 has besides. */
const earlierFields: readonly ArgumentDefinition[] = [
  {
    ...number(
      "warmup_ratio",
      0,
      { minimum: 0, maximum: 1 },
      "Share of all updates on the way up, where warmup_steps is 0.",
    ),
    keywordOnly: true,
  },
  {
    name: "adafactor",
    kind: "boolean",
    default: false,
    keywordOnly: true,
    documentation: "Whether the optimizer is Adafactor.",
  },
  ...versionFourFields.map((name) => other(name, true)),
];

const entry = (title: string, module: string, more: readonly string[]): CatalogueEntry => ({
  framework: "transformers",
  name: `transformers.${title}`,
  aliases: [`transformers.${module}.${title}`],
  title,
  summary: "What transformers' Trainer makes its optimizer, schedule and clipping from.",
  source: "transformers 5.18.0, transformers/training_args.py and transformers/trainer_optimizer.py",
  arguments: [...fields, ...earlierFields, ...more.map((name) => other(name, true))],
  synonyms: { evaluation_strategy: "eval_strategy" },
  renamedArguments: {
    lr: "learning_rate",
    lr_scheduler: "lr_scheduler_type",
    optimizer: "optim",
    clip_grad: "max_grad_norm",
  },
  check: trainingIssues,
});

/** A class that another package derives from TrainingArguments, with fields of its own that have no part in the optimizer. */
const derived = (
  name: string,
  module: string,
  source: string,
  learningRate: number = LEARNING_RATE,
): CatalogueEntry => {
  const title = name.slice(name.lastIndexOf(".") + 1);
  const { arguments: inherited, ...own } = entry(title, "training_args", []);
  return {
    ...own,
    name,
    aliases: [`${module}.${title}`],
    source,
    arguments: inherited.map((it) => (it.name === "learning_rate" ? { ...it, default: learningRate } : it)),
    takesOthers: true,
  };
};

/** TRL has learning rates of its own (TRL 1.16.0). */
const trl = (title: string, file: string, learningRate: number): CatalogueEntry =>
  derived(`trl.${title}`, `trl.trainer.${file}`, `TRL 1.16.0, trl/trainer/${file}.py`, learningRate);

/** Those that TRL has moved out of its main module since. */
const formerTrl = (title: string, folder: string, learningRate: number): CatalogueEntry => {
  const module = `trl.experimental.${folder}`;
  const moved = derived(`${module}.${title}`, `${module}.${folder}_config`, `TRL 1.16.0, ${module}`, learningRate);
  return { ...moved, aliases: [...moved.aliases, `trl.${title}`, `trl.trainer.${folder}_config.${title}`] };
};

/** The classes of arguments that Trainer and Seq2SeqTrainer take, and the trainers that are made of these. */
export const trainingArguments: readonly CatalogueEntry[] = [
  entry("TrainingArguments", "training_args", []),
  entry("Seq2SeqTrainingArguments", "training_args_seq2seq", seq2SeqFields),
  trl("SFTConfig", "sft_config", 2e-5),
  trl("DPOConfig", "dpo_config", 1e-6),
  trl("GRPOConfig", "grpo_config", 1e-6),
  trl("KTOConfig", "kto_config", 1e-6),
  trl("RLOOConfig", "rloo_config", 1e-6),
  trl("RewardConfig", "reward_config", 1e-4),
  formerTrl("ORPOConfig", "orpo", 1e-6),
  formerTrl("CPOConfig", "cpo", 1e-6),
  derived(
    "sentence_transformers.SentenceTransformerTrainingArguments",
    "sentence_transformers.training_args",
    "Sentence Transformers, sentence_transformers/training_args.py",
  ),
];

function trainingIssues({
  optim,
  lr_scheduler_type: schedule,
  eval_strategy,
}: ArgumentValues): readonly ArgumentIssue[] {
  const issues: ArgumentIssue[] = [];
  if (typeof optim === "string" && !Object.hasOwn(trainerOptimizers, optim)) {
    const nearest = nearestName(optim, Object.keys(trainerOptimizers));
    const hint = nearest === undefined ? "expected a name such as adamw_torch." : `did you mean ${nearest}?`;
    issues.push({ severity: "error", argument: "optim", message: `optim is "${optim}"; ${hint}` });
  }
  if ((schedule === "reduce_lr_on_plateau" || schedule === "greedy") && eval_strategy === "no") {
    const message = `lr_scheduler_type is "${schedule}", which is fed by evaluations; expected an eval_strategy.`;
    issues.push({ severity: "error", argument: "lr_scheduler_type", message });
  }
  return issues;
}
