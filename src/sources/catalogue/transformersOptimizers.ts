import { NOT_NEGATIVE, type NumberRange, POSITIVE } from "../../core/numberRange";
import { transformersAdafactorRule } from "../../core/optimizers/transformersRules";
import { transformersFactoredMean } from "../../core/preparations/factoredMeans";
import {
  type ArgumentDefinition,
  type ArgumentIssue,
  type ArgumentValues,
  anyUses,
  type OptimizerEntry,
} from "./catalogue";

/** The optimizers of transformers 5.18.0, which checks next to nothing; what makes no sense is a warning. */
export const transformersOptimizers: readonly OptimizerEntry[] = [
  {
    framework: "transformers",
    name: "transformers.optimization.Adafactor",
    aliases: ["transformers.Adafactor"],
    title: "Adafactor",
    summary:
      "Steps that fall by themselves, in proportion to the parameters, with a mean of squares that matrices keep by rows and columns.",
    source: "transformers 5.18.0, transformers/optimization.py",
    subject: "params",
    learningRate: "lr",
    absentRate: 1,
    preparation: () => transformersFactoredMean.name,
    stateNames: { m: "exp_avg", v: "exp_avg_sq" },
    arguments: [
      {
        name: "lr",
        kind: "number",
        default: null,
        nullable: true,
        advisedRange: NOT_NEGATIVE,
        documentation: "Learning rate; None where relative_step gives it.",
        symbol: "lr",
      },
      {
        name: "eps",
        kind: "numbers",
        length: 2,
        default: [1e-30, 1e-3],
        advisedRange: NOT_NEGATIVE,
        documentation: "What is added to the squares, and what the size of the parameters is at least.",
        ruleNames: ["epsilon1", "epsilon2"],
        symbol: "ε",
      },
      number("clip_threshold", 1, "clipThreshold", "clip threshold", "Largest root mean square.", POSITIVE),
      number("decay_rate", -0.8, "decayRate", "decay rate", "1 − t^decay_rate of the mean of squares is kept.", {
        maximum: 0,
      }),
      {
        ...number("beta1", 0, "beta1", "β₁", "Share of the mean step that is kept; None: steps as they are.", {
          minimum: 0,
          exclusiveMaximum: 1,
        }),
        default: null,
        nullable: true,
      },
      number(
        "weight_decay",
        0,
        "weightDecay",
        "wd",
        "Share of the parameters, times the step size, taken off.",
        NOT_NEGATIVE,
      ),
      flag("scale_parameter", "Whether steps are in proportion to the parameters.", true),
      flag("relative_step", "Whether steps are 0.01 and later 1/√t long, whatever lr.", true),
      flag("warmup_init", "Whether relative steps begin with 10⁻⁶ t.", false),
    ],
    renamedArguments: { learning_rate: "lr", d: "clip_threshold", beta2_decay: "decay_rate", beta_1: "beta1" },
    check: adafactorIssues,
    numbers: ({ beta1 }) => ({ beta1: Number(beta1) }),
    rule: (groups) =>
      transformersAdafactorRule({
        relativeStep: Boolean(groups[0].relative_step),
        warmsUp: Boolean(groups[0].warmup_init),
        scalesByParameters: Boolean(groups[0].scale_parameter),
        momentum: groups.some(({ beta1 }) => beta1 !== null),
        weightDecay: anyUses(groups, "weight_decay"),
      }),
  },
];

function number(
  name: string,
  preset: number,
  ruleName: string,
  symbol: string,
  documentation: string,
  advisedRange: NumberRange,
): ArgumentDefinition {
  return { name, kind: "number", default: preset, advisedRange, documentation, ruleNames: [ruleName], symbol };
}

function flag(name: string, documentation: string, preset: boolean): ArgumentDefinition {
  return { name, kind: "boolean", default: preset, documentation, symbol: name };
}

function adafactorIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const { lr, relative_step: isRelative, warmup_init: warmsUp } = values;
  const issue = (argument: string, message: string): readonly ArgumentIssue[] => [
    { severity: "error", argument, message },
  ];
  if (lr !== null && isRelative) {
    return issue("lr", `lr is ${lr} beside relative_step=True; expected None, or relative_step=False.`);
  }
  if (lr === null && !isRelative) return issue("lr", "lr is None beside relative_step=False; expected a number.");
  if (warmsUp && !isRelative) {
    return issue("warmup_init", "warmup_init is True beside relative_step=False; expected relative_step=True.");
  }
  return [];
}
