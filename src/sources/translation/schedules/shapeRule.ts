import { kerasCosineRestartsRule } from "../../../core/schedules/kerasScheduleRules";
import { shortNumber } from "../../../core/shortNumber";
import type { RuleSchedule } from "../../../core/simulation/specification";
import { inUpdates, type ScheduleShape } from "./scheduleShape";
import { tidy } from "./tidy";

/**
 * What a schedule does as a rule of the step alone, spelled with its own numbers.
 *
 * @param rate the learning rate that it starts from
 * @returns null for what has a name in every framework
 */
export function shapeRule(shape: ScheduleShape, rate: number, interval: number): RuleSchedule | null {
  switch (shape.kind) {
    case "phases":
      return { rule: `lr = ${phasesText(shape)}`, parameters: {}, interval };
    case "stairs": {
      const updates = inUpdates(shape, interval);
      return updates?.kind === "stairs"
        ? { rule: `lr = ${stairsText(updates, rate)}`, parameters: {}, interval: 1 }
        : null;
    }
    case "restarts":
      return {
        rule: kerasCosineRestartsRule(shape.growth !== 1),
        parameters: { decaySteps: shape.steps, growth: shape.growth, heightFactor: 1, floorShare: shape.end / rate },
        interval,
      };
    case "exponential":
      return {
        rule: `lr = ${shortNumber(shape.initial ?? rate)} * ${shortNumber(shape.rate)}^${countText(shape)}`,
        parameters: {},
        interval,
      };
    case "inverse":
      return { rule: `lr = lr0 / (1 + ${shortNumber(shape.rate)} * ${countText(shape)})`, parameters: {}, interval };
    case "constant":
      return null;
  }
}

/** Phases as one expression of the step. */
function phasesText({ phases }: Extract<ScheduleShape, { kind: "phases" }>): string {
  let text = shortNumber(phases[phases.length - 1].to);
  let end = phases.reduce((sum, { steps }) => sum + steps, 0);
  for (const { kind, from, to, steps, power } of phases.toReversed()) {
    const start = end - steps;
    const done = `${start === 0 ? "step" : `(step - ${start})`} / ${steps}`;
    const share = {
      line: `(1 - ${done})`,
      cosine: `0.5 * (1 + cos(pi * ${done}))`,
      power: `(1 - ${done})^${shortNumber(power ?? 1)}`,
    }[kind];
    const offset = to === 0 ? "" : `${shortNumber(to)} + `;
    const moving = `${offset}${to === 0 ? shortNumber(from) : `(${shortNumber(from)} - ${shortNumber(to)})`} * ${share}`;
    text = `if(step < ${end}, ${from === to ? shortNumber(from) : moving}, ${text})`;
    end = start;
  }
  return text;
}

function countText({ steps, staircase }: { readonly steps: number; readonly staircase: boolean }): string {
  const count = steps === 1 ? "step" : `step / ${steps}`;
  if (staircase) return `floor(${count})`;
  return steps === 1 ? count : `(${count})`;
}

function stairsText({ stairs, initial }: Extract<ScheduleShape, { kind: "stairs" }>, rate: number): string {
  let level = initial ?? rate;
  let text = "";
  for (const [step, factor] of stairs) {
    text += `if(step < ${step}, ${shortNumber(level)}, `;
    level = tidy(level * factor);
  }
  return `${text}${shortNumber(level)}${")".repeat(stairs.length)}`;
}
