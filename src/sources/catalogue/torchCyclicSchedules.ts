import { BELOW_ONE, COUNT, NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  type CycleScale,
  torchCyclicRule,
  torchOneCycleRule,
  torchWarmRestartsRule,
} from "../../core/schedules/torchScheduleRules";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, ScheduleEntry } from "./catalogue";
import {
  choiceIssues,
  cyclesMomentum,
  lastEpoch,
  lowestRate,
  momentumBounds,
  perGroup,
  shownValue,
  torchScheduleEntry,
} from "./torchScheduleArguments";

const momentum = (name: string, preset: number, ruleName: string, documentation: string): ArgumentDefinition =>
  perGroup(name, documentation, [ruleName], {
    default: preset,
    advisedRange: BELOW_ONE,
    symbol: name.replace("_", " "),
  });

const momentums = (lowest: number, highest: number): readonly ArgumentDefinition[] => [
  momentum("base_momentum", lowest, "lowestMomentum", "Momentum where the learning rate is highest."),
  momentum("max_momentum", highest, "highestMomentum", "Momentum where the learning rate is lowest."),
];

/** A whole number of steps from 1, or None. */
const optionalCount = (name: string, documentation: string, symbol?: string): ArgumentDefinition => ({
  name,
  kind: "integer",
  default: null,
  nullable: true,
  range: COUNT,
  documentation,
  symbol,
});

const CYCLE_MODES = ["triangular", "triangular2", "exp_range"];

/** The schedules of torch.optim.lr_scheduler that go up and down. */
export const torchCyclicSchedules: readonly ScheduleEntry[] = [
  {
    ...torchScheduleEntry("CosineAnnealingWarmRestarts"),
    shortTitle: "cosine with restarts",
    summary: "Half a cosine from the learning rate down to eta_min, again and again.",
    arguments: [
      {
        name: "T_0",
        kind: "integer",
        range: COUNT,
        documentation: "Steps until the first restart.",
        ruleNames: ["span0"],
        symbol: "T₀",
      },
      {
        name: "T_mult",
        kind: "integer",
        default: 1,
        range: COUNT,
        documentation: "By how much every span is longer than the one before.",
        ruleNames: ["spanFactor"],
        symbol: "T mult",
      },
      lowestRate,
      lastEpoch,
    ],
    rule: () => torchWarmRestartsRule,
  },
  {
    ...torchScheduleEntry("CyclicLR"),
    shortTitle: "cyclic",
    summary: "Up and down between two learning rates of its own, and the momentum against it.",
    arguments: [
      perGroup("base_lr", "The lowest learning rate, in the place of the optimizer's.", ["lowest"], { symbol: "from" }),
      perGroup("max_lr", "The highest learning rate.", ["highest"], { symbol: "to" }),
      {
        name: "step_size_up",
        kind: "number",
        default: 2000,
        advisedRange: POSITIVE,
        documentation: "Steps on the way up.",
        ruleNames: ["stepsUp"],
        symbol: "up",
      },
      {
        name: "step_size_down",
        kind: "number",
        default: null,
        nullable: true,
        advisedRange: NOT_NEGATIVE,
        documentation: "Steps on the way down; None: as many as on the way up.",
        symbol: "down",
      },
      {
        name: "mode",
        kind: "string",
        default: "triangular",
        documentation:
          'How cycles get lower: "triangular" not at all, "triangular2" by half each, "exp_range" by gamma at every step.',
        symbol: "mode",
      },
      {
        name: "gamma",
        kind: "number",
        default: 1,
        documentation: 'Factor of the height at every step, in the mode "exp_range".',
        ruleNames: ["gamma"],
        symbol: "γ",
      },
      {
        name: "scale_fn",
        kind: "function",
        default: null,
        nullable: true,
        documentation: "Factor of the height as a function of scale_mode, in the place of the mode.",
        symbol: "scale",
      },
      {
        name: "scale_mode",
        kind: "string",
        default: "cycle",
        documentation: 'What scale_fn depends on: "cycle" for the number of the cycle, from 1, or "iterations".',
      },
      cyclesMomentum,
      ...momentums(0.8, 0.9),
      lastEpoch,
    ],
    check: (values) => (values.scale_fn === null ? choiceIssues(values, "mode", CYCLE_MODES) : []),
    describe: ({ base_lr, max_lr }) => `cyclic from ${shownValue(base_lr)} to ${shownValue(max_lr)}`,
    numbers: ({ step_size_up, step_size_down }) => ({ stepsDown: Number(step_size_down ?? step_size_up) }),
    details: () => ({ start: { parameter: "lowest", replaces: "lr" } }),
    movesMomentum: momentumBounds,
    rule: (values, momentumName = null) => torchCyclicRule(cycleScale(values), momentumName),
  },
  {
    ...torchScheduleEntry("OneCycleLR"),
    shortTitle: "one cycle",
    summary: "Once up to the highest learning rate and down almost to 0, and the momentum against it.",
    arguments: [
      perGroup("max_lr", "The highest learning rate; the optimizer's own has no effect.", ["highest"], {
        symbol: "to",
      }),
      optionalCount("total_steps", "Steps of the cycle; torch refuses to go on after them.", "steps"),
      optionalCount("epochs", "Epochs of the cycle, where total_steps is not given.", "epochs"),
      optionalCount("steps_per_epoch", "Steps of an epoch, where total_steps is not given.", "steps per epoch"),
      {
        name: "pct_start",
        kind: "float",
        default: 0.3,
        range: { minimum: 0, maximum: 1 },
        documentation: "Share of the steps on the way up.",
        ruleNames: ["share"],
        symbol: "up",
      },
      {
        name: "anneal_strategy",
        kind: "string",
        default: "cos",
        documentation: 'The way up and down: "cos" or "linear".',
        symbol: "by",
      },
      cyclesMomentum,
      ...momentums(0.85, 0.95),
      {
        name: "div_factor",
        kind: "number",
        default: 25,
        advisedRange: POSITIVE,
        documentation: "The first learning rate is max_lr divided by it.",
        symbol: "div",
      },
      {
        name: "final_div_factor",
        kind: "number",
        default: 1e4,
        advisedRange: POSITIVE,
        documentation: "The last learning rate is the first divided by it.",
        symbol: "final div",
      },
      {
        name: "three_phase",
        kind: "boolean",
        default: false,
        documentation: "Whether the way down stops at the first learning rate before it goes on to the last.",
        symbol: "three phases",
      },
      lastEpoch,
    ],
    check: (values) => [...choiceIssues(values, "anneal_strategy", ["cos", "linear"]), ...cycleIssues(values)],
    describe: ({ max_lr }) => `one cycle to ${shownValue(max_lr)}`,
    numbers: (values) => {
      const initial = Number(values.max_lr) / Number(values.div_factor);
      return {
        totalSteps: cycleSteps(values) ?? Number.NaN,
        initial,
        lowest: initial / Number(values.final_div_factor),
      };
    },
    details: (values) => ({
      start: { parameter: "initial", replaces: "lr0" },
      steps: cycleSteps(values) ?? undefined,
    }),
    movesMomentum: momentumBounds,
    rule: ({ anneal_strategy, three_phase }, momentumName = null) =>
      torchOneCycleRule({
        annealing: anneal_strategy === "linear" ? "linear" : "cos",
        threePhases: three_phase === true,
        momentum: momentumName,
      }),
  },
];

function cycleScale({ mode, scale_fn, scale_mode }: ArgumentValues): CycleScale {
  if (typeof scale_fn === "string") {
    const factor = scale_mode === "cycle" ? scale_fn.replaceAll(/\bstep\b/g, "cycle") : scale_fn;
    return { kind: "function", factor };
  }
  if (mode === "triangular2") return { kind: "halved" };
  return { kind: mode === "exp_range" ? "power" : "constant" };
}

/** The steps of OneCycleLR; null where they are not given, undefined where they cannot be read. */
function cycleSteps({ total_steps, epochs, steps_per_epoch }: ArgumentValues): number | null | undefined {
  if (typeof total_steps === "number" || total_steps === undefined) return total_steps;
  if (epochs === null || steps_per_epoch === null) return null;
  if (typeof epochs !== "number" || typeof steps_per_epoch !== "number") return undefined;
  return epochs * steps_per_epoch;
}

function cycleIssues(values: ArgumentValues): ArgumentIssue[] {
  const steps = cycleSteps(values);
  const error = (argument: string, message: string): ArgumentIssue => ({ severity: "error", argument, message });
  if (steps === null) return [error("total_steps", "OneCycleLR needs total_steps, or epochs and steps_per_epoch.")];
  if (steps === undefined || Number(values.pct_start) * steps !== 1) return [];
  const found = `pct_start is ${values.pct_start}: one step of ${steps}, for which torch divides by 0`;
  return [error("pct_start", `${found}; expected more steps, or 0.0.`)];
}
