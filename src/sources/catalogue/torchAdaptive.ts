import { NOT_NEGATIVE, UNIT_INTERVAL } from "../../core/numberRange";
import {
  torchAdadeltaRule,
  torchAdafactorRule,
  torchAdagradRule,
  torchRmspropRule,
} from "../../core/optimizers/torchAdaptiveRules";
import { torchFactoredMean } from "../../core/preparations/factoredMeans";
import { anyUses, type OptimizerEntry } from "./catalogue";
import {
  capturable,
  choice,
  decay,
  differentiable,
  epsilon,
  flag,
  foreach,
  fused,
  gradientOptions,
  interpolation,
  keywordOnly,
  learningRate,
  maximize,
  momentum,
  penalty,
  renamedArguments,
  torchEntry,
  weightDecay,
} from "./torchArguments";

/** The optimizers of torch.optim that divide the gradient by the root of its squares. */
export const torchAdaptiveOptimizers: readonly OptimizerEntry[] = [
  {
    ...torchEntry("RMSprop", "rmsprop"),
    summary: "Divides the gradient by the root of a running mean of its squares.",
    arguments: [
      learningRate(1e-2),
      decay("alpha", "α", 0.99, NOT_NEGATIVE),
      epsilon(1e-8),
      penalty,
      momentum("Share of the velocity, a sum of scaled gradients, that is kept from step to step."),
      flag("centered", "Divides by the running standard deviation instead of the root mean square."),
      capturable,
      foreach,
      maximize,
      differentiable,
    ],
    renamedArguments,
    stateNames: { v: "square_avg", gMean: "grad_avg", u: "momentum_buffer" },
    rule: (groups) =>
      torchRmspropRule({
        ...gradientOptions(groups),
        momentum: anyUses(groups, "momentum"),
        centered: choice(groups, "centered"),
        interpolation: interpolation(groups, "alpha"),
      }),
  },
  {
    ...torchEntry("Adagrad", "adagrad"),
    summary: "Divides the gradient by the root of the sum of its squares so far.",
    arguments: [
      learningRate(1e-2),
      {
        name: "lr_decay",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        documentation: "The learning rate is divided by 1 + k · lr_decay at step k.",
        ruleNames: ["lrDecay"],
        symbol: "lr decay",
      },
      penalty,
      {
        name: "initial_accumulator_value",
        kind: "number",
        default: 0,
        range: NOT_NEGATIVE,
        // Adagrad.__init__ fills the sums of all groups with its own argument.
        sameInAllGroups: true,
        documentation: "What the sum of squares starts from.",
        ruleNames: ["initialAccumulator"],
        symbol: "v₀",
      },
      epsilon(1e-10),
      foreach,
      keywordOnly(maximize),
      keywordOnly(differentiable),
      keywordOnly(fused),
    ],
    renamedArguments,
    stateNames: { v: "sum" },
    rule: (groups) =>
      torchAdagradRule({
        ...gradientOptions(groups),
        learningRateDecay: anyUses(groups, "lr_decay"),
        initialAccumulator: anyUses(groups, "initial_accumulator_value"),
      }),
  },
  {
    ...torchEntry("Adadelta", "adadelta"),
    summary:
      "Divides the gradient by the root of a running mean of its squares, and multiplies it by that of its own steps.",
    arguments: [
      learningRate(1),
      decay("rho", "ρ", 0.9, UNIT_INTERVAL),
      epsilon(1e-6),
      penalty,
      foreach,
      keywordOnly(capturable),
      keywordOnly(maximize),
      keywordOnly(differentiable),
    ],
    renamedArguments: { ...renamedArguments, alpha: "rho" },
    stateNames: { v: "square_avg", deltaSquares: "acc_delta" },
    rule: (groups) => torchAdadeltaRule(gradientOptions(groups)),
  },
  {
    ...torchEntry("Adafactor", "_adafactor"),
    summary: "Divides the gradient by the root of a mean of its squares that matrices keep by rows and columns alone.",
    preparation: () => torchFactoredMean.name,
    stateNames: { v: "variance" },
    rule: (groups) => torchAdafactorRule(gradientOptions(groups)),
    arguments: [
      { ...learningRate(1e-2), documentation: "What the relative step, 1/√t, is at most." },
      {
        name: "beta2_decay",
        kind: "number",
        default: -0.8,
        range: { maximum: 0 },
        documentation: "The mean of squares moves by t^beta2_decay towards those of the present gradient.",
        ruleNames: ["beta2Decay"],
        symbol: "decay",
      },
      {
        name: "eps",
        kind: "numbers",
        length: 2,
        default: [null, 1e-3],
        firstNullable: true,
        range: NOT_NEGATIVE,
        documentation:
          "What the root of the mean of squares is at least (None: the machine epsilon of the precision), and what the size of the parameters is.",
        symbol: "ε",
      },
      {
        name: "d",
        kind: "number",
        default: 1,
        range: { minimum: 1 },
        documentation: "Root mean square beyond which an update is clipped.",
        ruleNames: ["d"],
        symbol: "d",
      },
      weightDecay(0, "Share of the parameters, times lr, that is taken off before the update."),
      keywordOnly(foreach),
      keywordOnly(maximize),
    ],
    renamedArguments: {
      learning_rate: "lr",
      decay_rate: "beta2_decay",
      beta_2_decay: "beta2_decay",
      clip_threshold: "d",
      eps2: "eps",
      epsilon: "eps",
    },
    numbers: ({ eps }) => {
      const [first, second] = Array.isArray(eps) ? eps : [];
      return {
        defaultEpsilon1: first === null ? 1 : 0,
        epsilon1: Number(first),
        epsilon2: Number(second),
      };
    },
  },
];
