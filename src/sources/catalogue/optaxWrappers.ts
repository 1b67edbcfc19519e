import { BELOW_ONE, COUNT, NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  lookaheadLines,
  maskedLines,
  mechanicLines,
  scheduleFreeLines,
  unmaskedLines,
} from "../../core/optimizers/optaxWrapperRules";
import type { ArgumentDefinition, ArgumentIssue } from "./catalogue";
import { flag, noneAlone, number, stateType } from "./optaxArguments";
import { anyNumber, type TransformationEntry, transformation } from "./transformation";

const notYet = (argument: string, value: string): readonly ArgumentIssue[] => [
  { severity: "error", argument, message: `${argument}=${value} cannot be simulated yet.` },
];

const tensorMask = (documentation: string): ArgumentDefinition => ({
  name: "mask",
  kind: "mask",
  documentation,
  masks: "mask",
});

const maskedExtras: ArgumentDefinition = {
  name: "mask_compatible_extra_args",
  kind: "execution",
  default: false,
  keywordOnly: true,
  documentation: "Whether other arguments of the update are masked as well.",
};

/** What of optax stands around an optimizer. */
export const optaxWrappers: readonly TransformationEntry[] = [
  transformation({
    name: "with_extra_args_support",
    file: "optax/_src/base.py",
    summary: "Lets an optimizer take arguments that it has no use for.",
    role: { kind: "chain" },
  }),
  transformation({
    name: "contrib.split_real_and_imaginary",
    file: "optax/contrib/_complex_valued.py",
    summary: "Handles the two parts of complex parameters as parameters of their own; real ones as they are.",
    role: { kind: "chain" },
  }),
  transformation({
    name: "MultiSteps",
    file: "optax/transforms/_accumulation.py",
    summary: "Makes one update of the mean of several gradients.",
    subject: "opt",
    role: { kind: "accumulation", argument: "every_k_schedule" },
    arguments: [
      { name: "every_k_schedule", kind: "integer", range: COUNT, documentation: "Gradients that make one update." },
      flag("use_grad_mean", "Whether their mean is taken, or else their sum.", true),
      noneAlone("should_skip_update_fn", "Which gradients are left out; None for no gradient."),
      stateType("accumulator_dtype"),
    ],
    check: ({ use_grad_mean: isMean }) => (isMean ? [] : notYet("use_grad_mean", "False")),
  }),
  transformation({
    name: "apply_if_finite",
    file: "optax/transforms/_conditionality.py",
    summary: "Makes no update of gradients that are not finite, unless there are too many in a row.",
    subject: "inner",
    role: { kind: "guard", argument: "max_consecutive_errors" },
    arguments: [
      { name: "max_consecutive_errors", kind: "number", documentation: "Gradients in a row that make no update." },
    ],
  }),
  transformation({
    name: "flatten",
    file: "optax/transforms/_layouts.py",
    summary: "Takes all tensors for one vector.",
    subject: "inner",
    role: { kind: "wrapper", flattens: true },
  }),
  transformation({
    name: "masked",
    file: "optax/transforms/_masking.py",
    summary: "Is for some tensors alone; the others keep their updates.",
    subject: "inner",
    role: { kind: "wrapper", innerMask: "mask" },
    arguments: [tensorMask("Which tensors it is for."), maskedExtras],
    numbers: () => ({ mask: 1 }),
    lines: maskedLines,
    linesAfter: unmaskedLines,
  }),
  transformation({
    name: "freeze",
    file: "optax/transforms/_freezing.py",
    summary: "Takes 0 for the updates of some tensors.",
    arguments: [tensorMask("Which tensors stay as they are.")],
    numbers: () => ({ mask: 1 }),
    lines: () => "u = if(mask == 1, 0, u)",
  }),
  transformation({
    name: "partition",
    aliases: ["multi_transform"],
    file: "optax/transforms/_combining.py",
    summary: "Has a transformation for every label, and a label for every tensor.",
    subject: "transforms",
    role: { kind: "partition", labels: "param_labels" },
    arguments: [{ name: "param_labels", kind: "labels", documentation: "The label of every tensor." }, maskedExtras],
  }),
  transformation({
    name: "lookahead",
    file: "optax/_src/lookahead.py",
    summary:
      "Steps back, now and then, to a mean of where it is and where it stepped back to last; p is the fast parameters.",
    subject: "fast_optimizer",
    role: { kind: "wrapper" },
    arguments: [
      {
        ...number("sync_period", 1, "syncPeriod", "every", "Updates from one such step to the next.", COUNT),
        default: undefined,
        range: { minimum: 1 },
      },
      {
        ...number(
          "slow_step_size",
          0.5,
          "slowStep",
          "slow step",
          "Share of the fast parameters in the mean.",
          BELOW_ONE,
        ),
        default: undefined,
      },
      flag("reset_state", "Whether the optimizer starts anew after every such step."),
    ],
    check: ({ reset_state: resets }) => (resets ? notYet("reset_state", "True") : []),
    linesAfter: lookaheadLines,
  }),
  transformation({
    name: "contrib.schedule_free",
    file: "optax/contrib/_schedule_free.py",
    summary:
      "Takes the mean of all points that an optimizer comes by in the place of a schedule; p is where gradients are taken.",
    subject: "base_optimizer",
    role: { kind: "wrapper" },
    scheduleCount: "t",
    arguments: [
      {
        ...anyNumber(
          "learning_rate",
          "weightRate",
          "The optimizer's own learning rate, by which its points are weighed.",
        ),
        takesSchedule: true,
      },
      number("b1", 0.9, "beta", "β₁", "How near p is to the mean of all points: 1 for the mean itself."),
      number(
        "weight_lr_power",
        2,
        "weightPower",
        "weight power",
        "Power of the rate that weighs a point.",
        NOT_NEGATIVE,
      ),
      stateType("state_dtype"),
    ],
    lines: () => "zOld = if(step == 0, p, z)",
    linesAfter: scheduleFreeLines,
  }),
  transformation({
    name: "contrib.mechanize",
    file: "optax/contrib/_mechanic.py",
    summary: "Finds a factor for the steps of an optimizer, by how they and the gradients agree.",
    subject: "base_optimizer",
    role: { kind: "wrapper" },
    arguments: [
      number("weight_decay", 0.01, "decay", "decay", "Share of p in what the factor is found by.", NOT_NEGATIVE),
      number("eps", 1e-8, "epsilon", "ε", "Keeps quotients from dividing by 0.", POSITIVE),
      number("s_init", 1e-6, "firstFactor", "s₀", "What the factor starts from.", POSITIVE),
      {
        name: "num_betas",
        kind: "integer",
        default: 6,
        range: { ...COUNT, maximum: 20 },
        documentation: "Memories that the factor is the sum of.",
      },
    ],
    lines: () => "received = u",
    linesAfter: ({ num_betas: count }) => mechanicLines(Number(count)),
  }),
];
