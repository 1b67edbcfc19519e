import {
  cpuAdagradRule,
  cpuAdamRule,
  deepspeedLionRule,
  fusedAdamRule,
  fusedLambRule,
} from "../../core/optimizers/deepspeedRules";
import { type ArgumentDefinition, type ArgumentIssue, anyUses, type OptimizerEntry } from "./catalogue";
import {
  amsgrad,
  amsgradIssues,
  betas,
  biasCorrection,
  decayOf,
  deepspeedEntry,
  epsilon,
  flag,
  fp32States,
  learningRate,
  momentBetas,
  setGradNone,
  weightDecay,
} from "./deepspeedArguments";

const DECOUPLED = "Whether weight decay acts on the parameters, as in AdamW, and not on the gradient.";

const adamDecay = weightDecay("Decoupled, or with the AdamW mode off an L2 penalty in the gradient.");
const lionBetas = betas("Shares of the mean gradient that are kept for the step, and from step to step.");
const lionDecay = weightDecay("Decoupled: the parameters shrink by 1 − lr · weight_decay at each step.");

const bound = (name: string, preset: number, ruleName: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: preset,
  documentation,
  ruleNames: [ruleName],
  symbol: name.replace("_", " "),
});

/** The optimizers of deepspeed.ops. */
export const deepspeedOptimizers: readonly OptimizerEntry[] = [
  {
    ...deepspeedEntry({
      title: "FusedAdam",
      package: "adam",
      module: "fused_adam",
      source: "csrc/adam/multi_tensor_adam.cu, read; run was the kernel for processors, csrc/cpu/adam",
      subject: "params",
    }),
    summary: "AdamW in one kernel, or Adam with an L2 penalty.",
    arguments: [
      learningRate(1e-3),
      biasCorrection,
      momentBetas,
      epsilon(1e-8),
      flag("adam_w_mode", true, DECOUPLED, "AdamW mode"),
      adamDecay,
      amsgrad,
      setGradNone,
    ],
    check: amsgradIssues,
    rule: (groups) =>
      fusedAdamRule({
        weightDecay: decayOf(groups, "adam_w_mode"),
        biasCorrection: anyUses(groups, "bias_correction"),
      }),
  },
  {
    ...deepspeedEntry({
      title: "DeepSpeedCPUAdam",
      package: "adam",
      module: "cpu_adam",
      source: "csrc/includes/cpu_adam.h",
      subject: "model_params",
    }),
    summary: "AdamW on the processor, for states that are kept in its memory, or Adam with an L2 penalty.",
    arguments: [
      learningRate(1e-3),
      biasCorrection,
      momentBetas,
      epsilon(1e-8),
      adamDecay,
      amsgrad,
      flag("adamw_mode", true, DECOUPLED, "AdamW mode"),
      fp32States,
    ],
    check: amsgradIssues,
    rule: (groups) =>
      cpuAdamRule({ weightDecay: decayOf(groups, "adamw_mode"), biasCorrection: anyUses(groups, "bias_correction") }),
  },
  {
    ...deepspeedEntry({
      title: "DeepSpeedCPUAdagrad",
      package: "adagrad",
      module: "cpu_adagrad",
      source: "csrc/includes/cpu_adagrad.h",
      subject: "model_params",
    }),
    summary: "Divides the gradient by the root of the sum of its squares so far, on the processor.",
    arguments: [
      learningRate(1e-2),
      epsilon(1e-10),
      weightDecay("L2 penalty: weight_decay · p is added to the gradient."),
      { ...amsgrad, documentation: "Has no effect." },
      fp32States,
    ],
    rule: (groups) => cpuAdagradRule(anyUses(groups, "weight_decay")),
  },
  {
    ...deepspeedEntry({
      title: "FusedLamb",
      package: "lamb",
      module: "fused_lamb",
      source: "csrc/lamb/fused_lamb_cuda_kernel.cu, read: it needs CUDA to run",
      subject: "params",
    }),
    summary: "Adam whose step has the length of the parameters of its tensor, within bounds, times the learning rate.",
    arguments: [
      learningRate(1e-3),
      biasCorrection,
      momentBetas,
      epsilon(1e-8),
      flag("eps_inside_sqrt", false, "Whether ε is added to the squares and not to their root.", "ε in the root"),
      weightDecay("Added to the step as weight_decay · p, before its length is taken."),
      {
        name: "max_grad_norm",
        kind: "number",
        default: 0,
        documentation: "Largest norm of the gradient, which the caller then has to give; 0 for none.",
      },
      bound("max_coeff", 10, "largestRatio", "Largest ratio of the norms of parameters and step."),
      bound("min_coeff", 0.01, "smallestRatio", "Smallest ratio of the norms of parameters and step."),
      amsgrad,
    ],
    check: (values) => [...amsgradIssues(values), ...clippingIssues(Number(values.max_grad_norm))],
    rule: (groups) =>
      fusedLambRule({
        weightDecay: anyUses(groups, "weight_decay"),
        biasCorrection: anyUses(groups, "bias_correction"),
        epsilonInRoot: anyUses(groups, "eps_inside_sqrt"),
      }),
  },
  {
    ...deepspeedEntry({
      title: "FusedLion",
      package: "lion",
      module: "fused_lion",
      source: "csrc/lion/multi_tensor_lion.cu, read: it needs CUDA to run",
      subject: "params",
    }),
    summary: "Steps of the learning rate's length along the sign of a mean gradient, upwards where that is 0.",
    arguments: [learningRate(1e-3), lionBetas, lionDecay, setGradNone],
    rule: (groups) => deepspeedLionRule(anyUses(groups, "weight_decay"), "upwards"),
  },
  {
    ...deepspeedEntry({
      title: "DeepSpeedCPULion",
      package: "lion",
      module: "cpu_lion",
      source: "csrc/includes/cpu_lion.h",
      subject: "model_params",
    }),
    summary: "Steps of the learning rate's length along the sign of a mean gradient, downwards where that is 0.",
    arguments: [learningRate(1e-3), lionBetas, lionDecay, fp32States],
    rule: (groups) => deepspeedLionRule(anyUses(groups, "weight_decay"), "downwards"),
  },
];

/** Optimizers that go with DeepSpeed and cannot be simulated, by the type of a configuration file in lower case, each with the nearest type that can be. */
export const deepspeedTypesNotSimulated: ReadonlyMap<string, string> = new Map([
  ["onebitadam", "Adam"],
  ["zerooneadam", "Adam"],
  ["onebitlamb", "Lamb"],
  ["muadam", "Adam with torch_adam and without adam_w_mode"],
  ["muadamw", "AdamW with torch_adam"],
  ["musgd", "SGD"],
  ["muon", "AdamW"],
]);

/** The same by full name, as Python imports them. */
export const deepspeedNotSimulated: ReadonlyMap<string, string> = new Map([
  ["deepspeed.runtime.fp16.onebit.adam.OnebitAdam", "deepspeed.ops.adam.FusedAdam"],
  ["deepspeed.runtime.fp16.onebit.zoadam.ZeroOneAdam", "deepspeed.ops.adam.FusedAdam"],
  ["deepspeed.runtime.fp16.onebit.lamb.OnebitLamb", "deepspeed.ops.lamb.FusedLamb"],
  ["deepspeed.ops.adam.ZenFlowCPUAdam", "deepspeed.ops.adam.DeepSpeedCPUAdam"],
  ["deepspeed.runtime.zero.muon.muon_optimizer.MuonWithAuxAdam", "torch.optim.Muon"],
]);

function clippingIssues(limit: number): readonly ArgumentIssue[] {
  if (!(limit > 0)) return [];
  const message = `max_grad_norm is ${limit}, for which FusedLamb needs a norm that step() is not given; expected 0.`;
  return [{ severity: "error", argument: "max_grad_norm", message }];
}
