import type { ScheduleConfiguration } from "../../configuration";
import { call, pythonFloat, pythonNumber } from "../pythonText";
import { joinedCall } from "./joinedCall";
import { ownCall } from "./ownCall";
import { callDraft, type ScheduleDraft } from "./scheduleDraft";
import { type Phase, type ScheduleShape, stepsOfShape } from "./scheduleShape";
import { tidy } from "./tidy";

/** The schedules of optax that may do the same. */
export function optaxDrafts(
  schedule: ScheduleConfiguration,
  shapes: readonly ScheduleShape[],
  rate: number,
): readonly ScheduleDraft[] {
  const isOwn = schedule.name.startsWith("optax.");
  const text = schedule.name === "optax.join_schedules" ? joinedCall(schedule) : ownCall(schedule);
  const own = isOwn ? [callDraft(text, rate)] : [];
  return [...own, ...shapes.flatMap((shape) => shapeDraft(shape, rate) ?? [])];
}

function shapeDraft(shape: ScheduleShape, rate: number): ScheduleDraft | null {
  const draft = (name: string, ...given: readonly string[]) => callDraft(call(`optax.${name}`, given), rate);
  const initial = ("initial" in shape ? shape.initial : undefined) ?? rate;
  switch (shape.kind) {
    case "exponential":
      return draft(
        "exponential_decay",
        pythonFloat(initial),
        `transition_steps=${pythonNumber(shape.steps)}`,
        `decay_rate=${pythonFloat(shape.rate)}`,
        ...(shape.staircase ? ["staircase=True"] : []),
      );
    case "stairs": {
      const scales = shape.stairs.map(([step, factor]) => `${step}: ${pythonNumber(tidy(factor))}`);
      return draft("piecewise_constant_schedule", pythonFloat(initial), `{${scales.join(", ")}}`);
    }
    case "phases":
      return phasesDraft(shape, draft, initial);
    default:
      return null;
  }
}

function phasesDraft(
  shape: Extract<ScheduleShape, { kind: "phases" }>,
  draft: (name: string, ...given: readonly string[]) => ScheduleDraft,
  rate: number,
): ScheduleDraft {
  const { phases } = shape;
  const [first, second] = phases;
  if (phases.length === 1) return callDraft(phaseCall(first), rate);
  const isWarmedUp = phases.length === 2 && first.kind === "line" && first.to === second.from;
  const warmup = [
    `init_value=${pythonFloat(first.from)}`,
    `peak_value=${pythonFloat(first.to)}`,
    `warmup_steps=${first.steps}`,
  ];
  if (isWarmedUp && second.kind === "cosine") {
    return draft(
      "warmup_cosine_decay_schedule",
      ...warmup,
      `decay_steps=${stepsOfShape(shape)}`,
      ...(second.to === 0 ? [] : [`end_value=${pythonFloat(second.to)}`]),
    );
  }
  if (isWarmedUp && second.to === second.from) return draft("warmup_constant_schedule", ...warmup);
  const boundaries = phases
    .slice(0, -1)
    .map((_, index) => stepsOfShape({ kind: "phases", phases: phases.slice(0, index + 1) }));
  return draft("join_schedules", `[${phases.map(phaseCall).join(", ")}]`, `boundaries=[${boundaries.join(", ")}]`);
}

function phaseCall({ kind, from, to, steps, power }: Phase): string {
  if (kind === "cosine") {
    const alpha = to === 0 ? [] : [`alpha=${pythonFloat(tidy(to / from))}`];
    return call("optax.cosine_decay_schedule", [pythonFloat(from), `decay_steps=${steps}`, ...alpha]);
  }
  if (from === to) return call("optax.constant_schedule", [pythonFloat(from)]);
  const ends = [pythonFloat(from), pythonFloat(to)];
  if (kind === "line") return call("optax.linear_schedule", [...ends, `transition_steps=${steps}`]);
  return call("optax.polynomial_schedule", [...ends, `power=${pythonFloat(power ?? 1)}`, `transition_steps=${steps}`]);
}
