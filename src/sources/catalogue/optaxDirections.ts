import { NOT_NEGATIVE } from "../../core/numberRange";
import { optaxYogiRule } from "../../core/optimizers/optaxAdamRules";
import { linesToDirection } from "../../core/optimizers/optaxChainRule";
import { optaxRpropRule } from "../../core/optimizers/optaxRules";
import { renameNames } from "../../core/rule/renameNames";
import { type ArgumentDefinition, type ArgumentValues, defaultArguments } from "./catalogue";
import { beta1, beta2, epsilon, epsilonRoot, number, stateType } from "./optaxArguments";
import { optaxOptimizers } from "./optaxOptimizers";
import { anyNumber, type DirectionRole, type TransformationEntry, transformation } from "./transformation";

interface Direction {
  readonly decayed?: string;
  readonly renamed?: Readonly<Record<string, string>>;
  readonly fixed?: ArgumentValues;
  /** Defaults that differ from the optimizer's. */
  readonly defaults?: ArgumentValues;
  /** Arguments that the optimizer has not. */
  readonly more?: readonly ArgumentDefinition[];
}

/** @param names of its arguments in order; they are defined as the optimizer's are */
function direction(
  name: string,
  optimizer: string,
  names: readonly string[],
  { decayed = optimizer, renamed = {}, fixed = {}, defaults = {}, more = [] }: Direction = {},
): TransformationEntry {
  const entry = optaxOptimizers.find((it) => it.name === `optax.${optimizer}`);
  if (entry === undefined) throw new Error(`There is no optimizer optax.${optimizer}.`);
  const definitions = names.map((own): ArgumentDefinition => {
    const known = entry.arguments.find((argument) => argument.name === (renamed[own] ?? own));
    if (known === undefined) throw new Error(`optax.${optimizer} has no argument ${own}.`);
    return { ...known, name: own, ...(own in defaults ? { default: defaults[own] } : {}) };
  });
  const role: DirectionRole = {
    kind: "direction",
    optimizer: entry.name,
    decayed: `optax.${decayed}`,
    renamed,
    fixed,
  };
  const asOptimizer = (values: ArgumentValues): ArgumentValues => ({
    ...defaultArguments(entry),
    ...Object.fromEntries(Object.entries(values).map(([own, value]) => [renamed[own] ?? own, value])),
    ...fixed,
  });
  return transformation({
    name,
    summary: entry.summary,
    role,
    arguments: [...definitions, ...more],
    lines: (values) => linesToDirection(entry.rule([asOptimizer(values)])),
    numbers: (values) => entry.numbers?.(asOptimizer(values)) ?? {},
  });
}

const adam = ["b1", "b2", "eps", "eps_root", "mu_dtype"];
const rms = ["decay", "eps", "initial_scale", "eps_in_sqrt", "bias_correction"];
const noOptions = { penalty: false, weightDecay: false };

/** What decides how the mean becomes a direction. */
const lionModes: readonly ArgumentDefinition[] = [
  { name: "mode", kind: "string", default: "hard", keywordOnly: true, documentation: "hard for its sign." },
  {
    name: "smooth_beta",
    kind: "number",
    default: 1,
    keywordOnly: true,
    documentation: "Factor of the mean in the mode smooth.",
  },
];

/** The transformations of optax that make of a gradient the direction of one of its optimizers. */
export const optaxDirections: readonly TransformationEntry[] = [
  direction("trace", "sgd", ["decay", "nesterov", "accumulator_dtype"], { renamed: { decay: "momentum" } }),
  direction("scale_by_adam", "adam", [...adam, "nesterov"], { decayed: "adamw" }),
  direction("scale_by_adamax", "adamax", ["b1", "b2", "eps"], { decayed: "adamaxw" }),
  direction("scale_by_amsgrad", "amsgrad", [...adam, "bias_correction_mu", "bias_correction_nu"]),
  direction("scale_by_belief", "adabelief", ["b1", "b2", "eps", "eps_root", "nesterov"]),
  direction("scale_by_radam", "radam", ["b1", "b2", "eps", "eps_root", "threshold", "nesterov"]),
  {
    ...direction("scale_by_lion", "lion", ["b1", "b2", "mu_dtype"], { more: lionModes }),
    check: ({ mode }) =>
      mode === "hard"
        ? []
        : [{ severity: "error", argument: "mode", message: `mode "${mode}" cannot be simulated yet.` }],
  },
  direction("scale_by_adan", "adan", ["b1", "b2", "b3", "eps", "eps_root"], { defaults: { eps_root: 0 } }),
  direction("scale_by_rms", "rmsprop", rms),
  direction("scale_by_stddev", "rmsprop", rms, { fixed: { centered: true } }),
  direction("scale_by_rss", "adagrad", ["initial_accumulator_value", "eps"]),
  direction("scale_by_adadelta", "adadelta", ["rho", "eps"]),
  direction("scale_by_sign", "sign_sgd", []),
  direction("scale_by_novograd", "novograd", ["b1", "b2", "eps", "eps_root", "weight_decay"], {
    defaults: { eps: 1e-8 },
    more: [stateType("mu_dtype")],
  }),
  direction("scale_by_optimistic_gradient", "optimistic_gradient_descent", ["alpha", "beta"]),
  direction("contrib.scale_by_acprop", "contrib.acprop", ["b1", "b2", "eps", "eps_root"]),
  direction(
    "contrib.scale_by_ademamix",
    "contrib.ademamix",
    ["b1", "b2", "b3", "alpha", "eps", "eps_root", "mu_dtype"],
    {
      defaults: { alpha: 6 },
    },
  ),
  direction("contrib.scale_by_simplified_ademamix", "contrib.simplified_ademamix", [
    "b1",
    "b2",
    "alpha",
    "eps",
    "eps_root",
  ]),
  direction("contrib.scale_by_adopt", "contrib.adopt", [
    "b1",
    "b2",
    "eps",
    "mu_dtype",
    "nesterov",
    "use_clipping",
    "clip_value_fn",
  ]),
  transformation({
    name: "scale_by_yogi",
    summary: "Divides a mean by the root of squares that move by the same amount up and down.",
    arguments: [
      beta1(),
      beta2(),
      epsilon(1e-3),
      epsilonRoot(),
      number(
        "initial_accumulator_value",
        1e-6,
        "initialAccumulator",
        "v₀",
        "What both means start from.",
        NOT_NEGATIVE,
      ),
    ],
    lines: ({ eps_root: root }) =>
      linesToDirection(optaxYogiRule({ ...noOptions, nesterov: false, epsilonRoot: Boolean(root) })),
  }),
  transformation({
    name: "scale_by_rprop",
    summary: "Steps by the sign of the gradient alone, longer while it stays; each step comes one update late.",
    arguments: [
      anyNumber("learning_rate", "firstStep", "Length of the first steps."),
      ...(optaxOptimizers.find(({ name }) => name === "optax.rprop")?.arguments.slice(1, 5) ?? []),
    ],
    lines: () =>
      renameNames(linesToDirection(optaxRpropRule({ penalty: false })), (name) => (name === "lr" ? "firstStep" : name)),
  }),
];
