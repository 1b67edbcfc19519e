/**
 * The optimizers that transformers' Trainer makes by the names of `TrainingArguments.optim`: transformers 5.18.0,
 * transformers/trainer_optimizer.py and the class OptimizerNames in transformers/training_args.py.
 */

/** What Trainer makes of a name. */
export interface TrainerOptimizer {
  /** Member of OptimizerNames. */
  readonly member: string;
  /** Full name of the optimizer, or of the nearest. */
  readonly optimizer: string;
  /** Whether it is that optimizer, and not only the nearest that can be simulated. */
  readonly isSame: boolean;
  /** What sets its numbers apart from those of the nearest, where they are near enough for that to be simulated instead. */
  readonly difference?: string;
  /** Arguments of the optimizer with the fields of TrainingArguments that they are taken from; several fields make a tuple. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Arguments that Trainer gives a value of its own. */
  readonly fixed: Readonly<Record<string, boolean>>;
  /** Arguments that `optim_args` may name. */
  readonly optimArgs: readonly string[];
}

/** Trainer sets weight_decay in its parameter groups, whatever the optimizer's own default is. */
const always = { lr: ["learning_rate"], weight_decay: ["weight_decay"] };
const adam = { ...always, betas: ["adam_beta1", "adam_beta2"], eps: ["adam_epsilon"] };

function same(
  member: string,
  optimizer: string,
  more: Partial<Pick<TrainerOptimizer, "fields" | "fixed" | "optimArgs" | "difference">> = {},
): TrainerOptimizer {
  return { member, optimizer, isSame: true, fields: always, fixed: {}, optimArgs: [], ...more };
}

function nearest(member: string, optimizer: string): TrainerOptimizer {
  return { ...same(member, optimizer), isSame: false };
}

const adamw = "torch.optim.AdamW";

/** AdamW with its moments in another form, given the same arguments. */
function adamwOf(member: string, difference: string): TrainerOptimizer {
  return { ...same(member, adamw, { fields: adam, difference }), isSame: false };
}

// Tensors of fewer than 4,096 numbers keep their moments in 32 bits (bitsandbytes, `min_8bit_size`; torchao, torchao/optim/adam.py).
const bits8 = "keeps the moments of large tensors in 8 bits, and decays behind the step";
const paged = "decays behind the step";
const torchaoBits = (bits: number) => `keeps the moments of large tensors in ${bits} bits`;

const rmsprop = "torch.optim.RMSprop";
const lion = "keras.optimizers.Lion";

/** By the names that `optim` takes. */
export const trainerOptimizers: Readonly<Record<string, TrainerOptimizer>> = {
  adamw_torch: same("ADAMW_TORCH", adamw, { fields: adam }),
  adamw_torch_fused: same("ADAMW_TORCH_FUSED", adamw, { fields: adam, fixed: { fused: true } }),
  adamw_torch_xla: same("ADAMW_TORCH_XLA", adamw, { fields: adam }),
  adamw_torch_npu_fused: same("ADAMW_TORCH_NPU_FUSED", adamw, { fields: adam }),
  adafactor: same("ADAFACTOR", "transformers.Adafactor", { fixed: { scale_parameter: false, relative_step: false } }),
  sgd: same("SGD", "torch.optim.SGD", { optimArgs: ["momentum", "dampening", "nesterov"] }),
  adagrad: same("ADAGRAD", "torch.optim.Adagrad", { optimArgs: ["lr_decay", "eps"] }),
  rmsprop: same("RMSPROP", rmsprop, { optimArgs: ["momentum", "alpha", "eps", "centered"] }),
  adamw_anyprecision: nearest("ADAMW_ANYPRECISION", adamw),
  adamw_torch_4bit: adamwOf("ADAMW_TORCH_4BIT", torchaoBits(4)),
  adamw_torch_8bit: adamwOf("ADAMW_TORCH_8BIT", torchaoBits(8)),
  ademamix: nearest("ADEMAMIX", adamw),
  adamw_bnb_8bit: adamwOf("ADAMW_BNB", bits8),
  adamw_8bit: adamwOf("ADAMW_8BIT", bits8),
  ademamix_8bit: nearest("ADEMAMIX_8BIT", adamw),
  lion_8bit: nearest("LION_8BIT", lion),
  lion_32bit: nearest("LION", lion),
  paged_adamw_32bit: adamwOf("PAGED_ADAMW", paged),
  paged_adamw_8bit: adamwOf("PAGED_ADAMW_8BIT", bits8),
  paged_ademamix_32bit: nearest("PAGED_ADEMAMIX", adamw),
  paged_ademamix_8bit: nearest("PAGED_ADEMAMIX_8BIT", adamw),
  paged_lion_32bit: nearest("PAGED_LION", lion),
  paged_lion_8bit: nearest("PAGED_LION_8BIT", lion),
  rmsprop_bnb: nearest("RMSPROP_BNB", rmsprop),
  rmsprop_bnb_8bit: nearest("RMSPROP_8BIT", rmsprop),
  rmsprop_bnb_32bit: nearest("RMSPROP_32BIT", rmsprop),
  galore_adamw: nearest("GALORE_ADAMW", adamw),
  galore_adamw_8bit: nearest("GALORE_ADAMW_8BIT", adamw),
  galore_adafactor: nearest("GALORE_ADAFACTOR", "torch.optim.Adafactor"),
  galore_adamw_layerwise: nearest("GALORE_ADAMW_LAYERWISE", adamw),
  galore_adamw_8bit_layerwise: nearest("GALORE_ADAMW_8BIT_LAYERWISE", adamw),
  galore_adafactor_layerwise: nearest("GALORE_ADAFACTOR_LAYERWISE", "torch.optim.Adafactor"),
  lomo: nearest("LOMO", "torch.optim.SGD"),
  adalomo: nearest("ADALOMO", "torch.optim.Adafactor"),
  grokadamw: nearest("GROKADAMW", adamw),
  schedule_free_radam: nearest("SCHEDULE_FREE_RADAM", "torch.optim.RAdam"),
  schedule_free_adamw: nearest("SCHEDULE_FREE_ADAMW", "optax.contrib.schedule_free_adamw"),
  schedule_free_sgd: nearest("SCHEDULE_FREE_SGD", "optax.contrib.schedule_free_sgd"),
  apollo_adamw: nearest("APOLLO_ADAMW", adamw),
  apollo_adamw_layerwise: nearest("APOLLO_ADAMW_LAYERWISE", adamw),
  stable_adamw: nearest("STABLE_ADAMW", adamw),
};

/** Optimizers of transformers itself that cannot be simulated, by full name, each with the nearest that can. */
export const transformersNotSimulated: ReadonlyMap<string, string> = new Map(
  ["transformers", "transformers.optimization"].flatMap((module) => [
    [`${module}.AdamW`, adamw],
    [`${module}.Adafactor`, "torch.optim.Adafactor"],
  ]),
);
