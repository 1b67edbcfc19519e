import type { ArgumentValues } from "../../catalogue/catalogue";
import { findComposition, findSchedule } from "../../catalogue/findEntry";
import type { ScheduleConfiguration, SourceValue } from "../../configuration";
import { argumentValues } from "../../configurationValues";

/** A stretch of a schedule from one learning rate to another. */
export interface Phase {
  readonly kind: "line" | "cosine" | "power";
  readonly from: number;
  readonly to: number;
  /** Of the schedule; the learning rate stays at `to` after those of the last phase. */
  readonly steps: number;
  /** Of `power`, that of what is left of the steps. */
  readonly power?: number;
}

/** What a schedule does, whatever framework it is of. */
export type ScheduleShape =
  | { readonly kind: "constant" }
  | { readonly kind: "phases"; readonly phases: readonly Phase[] }
  /** Times `rate` every so many steps; gradually, or all at once with `staircase`. */
  | {
      readonly kind: "exponential";
      readonly rate: number;
      readonly steps: number;
      readonly staircase: boolean;
      /** Where that is not the schedule's own start. */
      readonly initial?: number;
    }
  /** Over 1 + `rate` · step / `steps`. */
  | { readonly kind: "inverse"; readonly rate: number; readonly steps: number; readonly staircase: boolean }
  /** Times a factor from each of these steps on, in ascending order. */
  | {
      readonly kind: "stairs";
      readonly stairs: readonly (readonly [step: number, factor: number])[];
      readonly initial?: number;
    }
  /** Half a cosine down to `end` again and again, each `growth` times as long. */
  | { readonly kind: "restarts"; readonly steps: number; readonly growth: number; readonly end: number };

/**
 * What a schedule does, where frameworks have names for it. A trial has to show whether what is made of it is the same.
 *
 * @param rate the learning rate that it starts from
 * @returns null for any other schedule
 */
export function scheduleShape(schedule: ScheduleConfiguration, rate: number): ScheduleShape | null {
  if (findComposition(schedule.name)?.composition === "sequence") return sequence(schedule, rate);
  const entry = findSchedule(schedule.name);
  if (entry === undefined) return null;
  const values = argumentValues(entry, schedule.hyperparameters);
  const shape = readers[entry.name]?.(values, rate) ?? null;
  return shape !== null && isWhole(shape) ? shape : null;
}

/** One schedule after another, where each goes as long as it has before the next. */
function sequence(schedule: ScheduleConfiguration, rate: number): ScheduleShape | null {
  const milestones = [schedule.hyperparameters.milestones?.value ?? []].flat().map(Number);
  const parts = (schedule.schedules ?? []).map((inner) => scheduleShape(inner, rate));
  const phases: Phase[] = [];
  for (const [index, part] of parts.entries()) {
    if (part?.kind !== "phases") return null;
    const length = part.phases.reduce((sum, { steps }) => sum + steps, 0);
    if (index < milestones.length && length !== milestones[index] - (milestones[index - 1] ?? 0)) return null;
    phases.push(...part.phases);
  }
  return { kind: "phases", phases };
}

type ShapeReader = (values: ArgumentValues, rate: number) => ScheduleShape | null;

const phases = (...all: readonly Phase[]): ScheduleShape => ({
  kind: "phases",
  phases: all.filter(({ steps }) => steps > 0),
});
const line = (from: number, to: number, steps: number): Phase => ({ kind: "line", from, to, steps });
const cosine = (from: number, to: number, steps: number): Phase => ({ kind: "cosine", from, to, steps });
const power = (from: number, to: number, steps: number, exponent: number): Phase =>
  exponent === 1 ? line(from, to, steps) : { kind: "power", from, to, steps, power: exponent };

/** The functions of transformers rise from 0 first. */
const warmedUp =
  (decay: (values: ArgumentValues, rate: number, steps: number) => Phase | null): ShapeReader =>
  (values, rate) => {
    const warmup = Number(values.num_warmup_steps);
    const after = decay(values, rate, Number(values.num_training_steps ?? 0) - warmup);
    return after && phases(line(0, rate, warmup), after);
  };

const halfCosine = (end: (values: ArgumentValues, rate: number) => number) =>
  warmedUp((values, rate, steps) => (values.num_cycles === 0.5 ? cosine(rate, end(values, rate), steps) : null));

const huggingFace: Readonly<Record<string, ShapeReader>> = {
  get_constant_schedule: () => ({ kind: "constant" }),
  get_constant_schedule_with_warmup: warmedUp((_values, rate) => line(rate, rate, 1)),
  get_linear_schedule_with_warmup: warmedUp((_values, rate, steps) => line(rate, 0, steps)),
  get_cosine_schedule_with_warmup: halfCosine(() => 0),
  get_cosine_with_min_lr_schedule_with_warmup: halfCosine((values, rate) =>
    Number(values.min_lr ?? Number(values.min_lr_rate) * rate),
  ),
  get_polynomial_decay_schedule_with_warmup: warmedUp((values, rate, steps) =>
    power(rate, Number(values.lr_end), steps, Number(values.power)),
  ),
};

const named = (prefix: string, own: Readonly<Record<string, ShapeReader>>) =>
  Object.fromEntries(Object.entries(own).map(([name, reader]) => [`${prefix}.${name}`, reader]));

const torch: Readonly<Record<string, ShapeReader>> = {
  StepLR: ({ step_size, gamma }) => exponential(gamma, step_size, true),
  MultiStepLR: ({ milestones, gamma }) => ({ kind: "stairs", stairs: counted(milestones, Number(gamma)) }),
  ConstantLR: ({ factor, total_iters }, rate) => ({
    kind: "stairs",
    initial: Number(factor) * rate,
    stairs: [[Number(total_iters), 1 / Number(factor)]],
  }),
  LinearLR: ({ start_factor, end_factor, total_iters }, rate) =>
    phases(line(Number(start_factor) * rate, Number(end_factor) * rate, Number(total_iters))),
  ExponentialLR: ({ gamma }) => exponential(gamma, 1, false),
  PolynomialLR: ({ total_iters, power: exponent }, rate) =>
    phases(power(rate, 0, Number(total_iters), Number(exponent))),
  CosineAnnealingLR: ({ T_max, eta_min }, rate) => phases(cosine(rate, Number(eta_min), Number(T_max))),
  CosineAnnealingWarmRestarts: ({ T_0, T_mult, eta_min }) => ({
    kind: "restarts",
    steps: Number(T_0),
    growth: Number(T_mult),
    end: Number(eta_min),
  }),
};

const keras: Readonly<Record<string, ShapeReader>> = {
  ExponentialDecay: ({ decay_rate, decay_steps, staircase }) =>
    exponential(decay_rate, decay_steps, staircase === true),
  InverseTimeDecay: ({ decay_rate, decay_steps, staircase }) => ({
    kind: "inverse",
    rate: Number(decay_rate),
    steps: Number(decay_steps),
    staircase: staircase === true,
  }),
  PiecewiseConstantDecay: ({ boundaries, values }) => {
    const levels = [values ?? []].flat().map(Number);
    // Up to and including a boundary.
    const steps = [boundaries ?? []].flat().map((boundary) => Math.floor(Number(boundary)) + 1);
    return { kind: "stairs", stairs: steps.map((step, index) => [step, levels[index + 1] / levels[index]] as const) };
  },
  PolynomialDecay: ({ decay_steps, end_learning_rate, power: exponent, cycle }, rate) =>
    cycle === true ? null : phases(power(rate, Number(end_learning_rate), Number(decay_steps), Number(exponent))),
  CosineDecay: ({ decay_steps, alpha, warmup_target, warmup_steps }, rate) => {
    const top = Number(warmup_target ?? rate);
    const warmup = warmup_target === null ? 0 : Number(warmup_steps);
    return phases(line(rate, top, warmup), cosine(top, Number(alpha) * top, Number(decay_steps)));
  },
  CosineDecayRestarts: ({ first_decay_steps, t_mul, m_mul, alpha }, rate) =>
    m_mul === 1
      ? { kind: "restarts", steps: Number(first_decay_steps), growth: Number(t_mul), end: Number(alpha) * rate }
      : null,
};

const optax: Readonly<Record<string, ShapeReader>> = {
  constant_schedule: () => ({ kind: "constant" }),
  linear_schedule: ({ init_value, end_value, transition_steps, transition_begin }) =>
    phases(
      line(Number(init_value), Number(init_value), Number(transition_begin)),
      line(Number(init_value), Number(end_value), Number(transition_steps)),
    ),
  polynomial_schedule: ({ init_value, end_value, power: exponent, transition_steps, transition_begin }) =>
    phases(
      line(Number(init_value), Number(init_value), Number(transition_begin)),
      power(Number(init_value), Number(end_value), Number(transition_steps), Number(exponent)),
    ),
  exponential_decay: ({ transition_steps, decay_rate, transition_begin, staircase, end_value }) =>
    transition_begin === 0 && end_value === null ? exponential(decay_rate, transition_steps, staircase === true) : null,
  cosine_decay_schedule: ({ decay_steps, alpha, exponent }, rate) =>
    exponent === 1 ? phases(cosine(rate, Number(alpha) * rate, Number(decay_steps))) : null,
  piecewise_constant_schedule: ({ boundaries_and_scales }) => {
    const pairs = [boundaries_and_scales ?? []]
      .flat()
      .map((pair) => (Array.isArray(pair) ? pair : []) as SourceValue[]);
    return { kind: "stairs", stairs: pairs.map(([step, factor]) => [Number(step), Number(factor)] as const) };
  },
  warmup_constant_schedule: ({ init_value, peak_value, warmup_steps }) =>
    phases(line(Number(init_value), Number(peak_value), Number(warmup_steps))),
  warmup_cosine_decay_schedule: ({ init_value, peak_value, warmup_steps, decay_steps, end_value, exponent }) =>
    exponent === 1
      ? phases(
          line(Number(init_value), Number(peak_value), Number(warmup_steps)),
          cosine(Number(peak_value), Number(end_value), Number(decay_steps) - Number(warmup_steps)),
        )
      : null,
};

const native: Readonly<Record<string, ShapeReader>> = {
  constant: () => ({ kind: "constant" }),
  exponential: ({ base }) => exponential(1 / Number(base), 1, false),
  step: ({ factor, size }) => exponential(factor, size, true),
  "inverse-time": ({ decay }) => ({ kind: "inverse", rate: Number(decay), steps: 1, staircase: false }),
  "exponential-decay": ({ decayRate, decaySteps, staircase }) => exponential(decayRate, decaySteps, staircase === true),
  "warmup-cosine": ({ warmupSteps, decaySteps, minimum }, rate) =>
    phases(line(0, rate, Number(warmupSteps)), cosine(rate, Number(minimum), Number(decaySteps) - Number(warmupSteps))),
};

/** By the schedules' full names. */
const readers: Readonly<Record<string, ShapeReader>> = {
  ...named("torch.optim.lr_scheduler", torch),
  ...named("transformers", huggingFace),
  ...named("diffusers", huggingFace),
  ...named("keras.optimizers.schedules", keras),
  ...named("optax", optax),
  ...native,
};

function exponential(rate: SourceValue, steps: SourceValue, staircase: boolean): ScheduleShape {
  return { kind: "exponential", rate: Number(rate), steps: Number(steps), staircase };
}

/** Milestones with the factor at each, which is as often in it as the milestone is listed. */
function counted(milestones: SourceValue | undefined, gamma: number): readonly (readonly [number, number])[] {
  const factors = new Map<number, number>();
  for (const step of [milestones ?? []].flat().map(Number)) factors.set(step, (factors.get(step) ?? 1) * gamma);
  return [...factors].toSorted(([a], [b]) => a - b);
}

/** Whether all of it is known, in whole steps. */
function isWhole(shape: ScheduleShape): boolean {
  if (shape.kind === "phases") {
    return (
      shape.phases.length > 0 &&
      shape.phases.every(({ from, to, steps }) => Number.isFinite(from + to) && Number.isInteger(steps))
    );
  }
  if (shape.kind === "stairs") return shape.stairs.every(([step, factor]) => Number.isFinite(step + factor));
  return Object.values(shape).every((value) => typeof value !== "number" || Number.isFinite(value));
}

/** Steps after which a schedule is at its end; null for one that goes on for ever. */
export function stepsOfShape(shape: ScheduleShape | null): number | null {
  if (shape?.kind !== "phases") return null;
  return shape.phases.reduce((sum, { steps }) => sum + steps, 0);
}

/** The same in updates, where a step is made once in so many of them; null where it is not the same then. */
export function inUpdates(shape: ScheduleShape, interval: number): ScheduleShape | null {
  if (interval === 1) return shape;
  switch (shape.kind) {
    case "exponential":
    case "inverse":
      // Within an epoch the rate stays.
      return shape.staircase || shape.steps === 1 ? { ...shape, steps: shape.steps * interval, staircase: true } : null;
    case "stairs":
      return { ...shape, stairs: shape.stairs.map(([step, factor]) => [step * interval, factor] as const) };
    case "constant":
      return shape;
    default:
      return null;
  }
}

/** The same as a straight curve through the updates, which moves within what is one step of the source. */
export function smoothed(shape: ScheduleShape, interval: number): ScheduleShape | null {
  if (shape.kind === "phases") {
    return { kind: "phases", phases: shape.phases.map((phase) => ({ ...phase, steps: phase.steps * interval })) };
  }
  return shape.kind === "restarts" ? { ...shape, steps: shape.steps * interval } : inUpdates(shape, interval);
}
