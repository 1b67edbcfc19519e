import type { ScheduleConfiguration } from "../../configuration";
import { call, pythonFloat, pythonNumber } from "../pythonText";
import { ownCall } from "./ownCall";
import { callDraft, type ScheduleDraft } from "./scheduleDraft";
import type { ScheduleShape } from "./scheduleShape";
import { tidy } from "./tidy";

const MODULE = "keras.optimizers.schedules";

/** The schedules of Keras that may do the same. */
export function kerasDrafts(
  schedule: ScheduleConfiguration,
  shapes: readonly ScheduleShape[],
  rate: number,
): readonly ScheduleDraft[] {
  const own = schedule.name.startsWith(MODULE) ? [callDraft(ownCall(schedule), rate)] : [];
  return [...own, ...shapes.flatMap((shape) => shapeDraft(shape, rate) ?? [])];
}

function shapeDraft(shape: ScheduleShape, rate: number): ScheduleDraft | null {
  const draft = (name: string, ...given: readonly string[]) => callDraft(call(`${MODULE}.${name}`, given), rate);
  const start = ("initial" in shape ? shape.initial : undefined) ?? rate;
  const initial = `initial_learning_rate=${pythonFloat(start)}`;
  switch (shape.kind) {
    case "exponential":
    case "inverse": {
      const name = shape.kind === "inverse" ? "InverseTimeDecay" : "ExponentialDecay";
      const { steps, rate: factor, staircase } = shape;
      return draft(
        name,
        initial,
        `decay_steps=${pythonNumber(steps)}`,
        `decay_rate=${pythonFloat(factor)}`,
        ...(staircase ? ["staircase=True"] : []),
      );
    }
    case "stairs": {
      const levels = [start];
      for (const [, factor] of shape.stairs) levels.push(tidy(levels[levels.length - 1] * factor));
      // Keras goes on with the value up to and including a boundary.
      const boundaries = shape.stairs.map(([step]) => step - 1);
      return draft(
        "PiecewiseConstantDecay",
        `boundaries=[${boundaries.join(", ")}]`,
        `values=[${levels.map(pythonFloat).join(", ")}]`,
      );
    }
    case "restarts":
      return draft(
        "CosineDecayRestarts",
        initial,
        `first_decay_steps=${shape.steps}`,
        ...(shape.growth === 2 ? [] : [`t_mul=${pythonFloat(shape.growth)}`]),
        ...alpha(shape.end / rate),
      );
    case "phases":
      return phaseDraft(shape.phases, draft);
    default:
      return null;
  }
}

function phaseDraft(
  phases: Extract<ScheduleShape, { kind: "phases" }>["phases"],
  draft: (name: string, ...given: readonly string[]) => ScheduleDraft,
): ScheduleDraft | null {
  const [first, second, ...more] = phases;
  const initial = `initial_learning_rate=${pythonFloat(first.from)}`;
  if (second === undefined) {
    if (first.kind === "cosine") {
      return draft("CosineDecay", initial, `decay_steps=${first.steps}`, ...alpha(first.to / first.from));
    }
    return draft(
      "PolynomialDecay",
      initial,
      `decay_steps=${first.steps}`,
      ...(first.to === 1e-4 ? [] : [`end_learning_rate=${pythonFloat(first.to)}`]),
      ...(first.power === undefined ? [] : [`power=${pythonFloat(first.power)}`]),
    );
  }
  const isWarmedUp = first.kind === "line" && second.kind === "cosine" && first.to === second.from;
  if (!isWarmedUp || more.length > 0) return null;
  return draft(
    "CosineDecay",
    initial,
    `decay_steps=${second.steps}`,
    ...alpha(second.to / second.from),
    `warmup_target=${pythonFloat(second.from)}`,
    `warmup_steps=${first.steps}`,
  );
}

function alpha(share: number): readonly string[] {
  return share === 0 ? [] : [`alpha=${pythonFloat(tidy(share))}`];
}
