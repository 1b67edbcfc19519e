import type { ScheduleConfiguration } from "../../configuration";
import { call, pythonFloat, pythonNumber } from "../pythonText";
import { ownCall } from "./ownCall";
import { callDraft, type ScheduleDraft } from "./scheduleDraft";
import { type Phase, type ScheduleShape, stepsOfShape } from "./scheduleShape";
import { tidy } from "./tidy";

const MODULE = "torch.optim.lr_scheduler";

/** The schedulers that may do the same, the shortest first; a trial decides among them. */
export function torchDrafts(
  schedule: ScheduleConfiguration,
  shape: ScheduleShape | null,
  rate: number,
): readonly ScheduleDraft[] {
  const [library] = schedule.name.split(".");
  const own = ["torch", "transformers", "diffusers"].includes(library)
    ? [
        callDraft(
          ownCall(schedule),
          rate,
          library === "torch" ? [] : [library === "diffusers" ? "diffusers.optimization" : library],
        ),
      ]
    : [];
  return [...own, ...(shape === null ? [] : shapeDrafts(shape, rate))];
}

function shapeDrafts(shape: ScheduleShape, rate: number): readonly ScheduleDraft[] {
  const scheduler = (name: string, ...given: readonly string[]) => call(`${MODULE}.${name}`, ["optimizer", ...given]);
  const initial = ("initial" in shape ? shape.initial : undefined) ?? rate;
  switch (shape.kind) {
    case "exponential":
      if (shape.staircase) {
        return [callDraft(scheduler("StepLR", `step_size=${shape.steps}`, ...gamma(shape.rate, 0.1)), initial)];
      }
      return [callDraft(scheduler("ExponentialLR", ...gamma(shape.rate ** (1 / shape.steps))), initial)];
    case "stairs": {
      const factors = [...new Set(shape.stairs.map(([, factor]) => factor))];
      // Of the same factors as others work them out.
      const [first] = factors;
      if (factors.some((factor) => Math.abs(factor / first - 1) > 1e-12)) return [];
      const short = tidy(first);
      const steps = `milestones=[${shape.stairs.map(([step]) => step).join(", ")}]`;
      return [callDraft(scheduler("MultiStepLR", steps, ...gamma(short, 0.1)), initial)];
    }
    case "restarts":
      return [
        callDraft(
          scheduler(
            "CosineAnnealingWarmRestarts",
            `T_0=${shape.steps}`,
            ...(shape.growth === 1 ? [] : [`T_mult=${pythonNumber(shape.growth)}`]),
            ...etaMin(shape.end),
          ),
          rate,
        ),
      ];
    case "phases":
      return phaseDrafts(shape, scheduler);
    default:
      return [];
  }
}

function phaseDrafts(
  shape: Extract<ScheduleShape, { kind: "phases" }>,
  scheduler: (name: string, ...given: readonly string[]) => string,
): readonly ScheduleDraft[] {
  const { phases } = shape;
  const [first, second, ...more] = phases;
  const top = Math.max(...phases.flatMap(({ from, to }) => [from, to]));
  const common = warmedUp(first, second, more.length === 0, top, stepsOfShape(shape) ?? 0);
  const parts = phases.map((phase) => phaseCall(phase, top, scheduler));
  if (parts.some((part) => part === null)) return common;
  if (parts.length === 1) return [...common, callDraft(parts[0] ?? "", top)];
  const milestones = phases
    .slice(0, -1)
    .map((_, index) => phases.slice(0, index + 1).reduce((sum, it) => sum + it.steps, 0));
  const list = `[\n${parts.map((part) => `    ${part},\n`).join("")}]`;
  return [...common, callDraft(scheduler("SequentialLR", list, `milestones=[${milestones.join(", ")}]`), top)];
}

/** The functions of transformers that rise from 0 first. */
function warmedUp(
  first: Phase,
  second: Phase | undefined,
  isAll: boolean,
  top: number,
  steps: number,
): readonly ScheduleDraft[] {
  const isRise = first.kind === "line" && first.from === 0 && first.to === top;
  if (!isRise || !isAll) return [];
  const draft = (name: string, ...given: readonly string[]) =>
    callDraft(call(`transformers.${name}`, ["optimizer", `num_warmup_steps=${first.steps}`, ...given]), top, [
      "transformers",
    ]);
  if (second === undefined || (second.from === top && second.to === top))
    return [draft("get_constant_schedule_with_warmup")];
  const training = `num_training_steps=${steps}`;
  if (second.kind === "line" && second.to === 0) return [draft("get_linear_schedule_with_warmup", training)];
  if (second.kind === "cosine" && second.to === 0) return [draft("get_cosine_schedule_with_warmup", training)];
  if (second.kind === "cosine") {
    const lowest = `min_lr=${pythonFloat(second.to)}`;
    return [draft("get_cosine_with_min_lr_schedule_with_warmup", training, lowest)];
  }
  const power = second.power === undefined ? [] : [`power=${pythonFloat(second.power)}`];
  return [draft("get_polynomial_decay_schedule_with_warmup", training, `lr_end=${pythonFloat(second.to)}`, ...power)];
}

/** @param top the optimizer's learning rate, of which others are shares */
function phaseCall(
  { kind, from, to, steps, power }: Phase,
  top: number,
  scheduler: (name: string, ...given: readonly string[]) => string,
): string | null {
  const total = `total_iters=${steps}`;
  switch (kind) {
    case "line":
      if (from === 0) return null;
      if (from === to) return scheduler("ConstantLR", `factor=${pythonFloat(from / top)}`, total);
      return scheduler(
        "LinearLR",
        `start_factor=${pythonFloat(from / top)}`,
        ...(to === top ? [] : [`end_factor=${pythonFloat(to / top)}`]),
        total,
      );
    case "cosine":
      return from === top ? scheduler("CosineAnnealingLR", `T_max=${steps}`, ...etaMin(to)) : null;
    case "power":
      return from === top && to === 0 ? scheduler("PolynomialLR", total, `power=${pythonFloat(power ?? 1)}`) : null;
  }
}

function gamma(value: number, preset?: number): readonly string[] {
  return value === preset ? [] : [`gamma=${pythonFloat(value)}`];
}

function etaMin(value: number): readonly string[] {
  return value === 0 ? [] : [`eta_min=${pythonFloat(value)}`];
}
