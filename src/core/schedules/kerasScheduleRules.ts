import { ruleText } from "../optimizers/optimizerDefinition";

/** Rules of Keras 3.15.1, keras/src/optimizers/schedules/learning_rate_schedule.py. `step` is the optimizer's `iterations`. */

/** ExponentialDecay. Reads decaySteps, decayRate. */
export function kerasExponentialDecayRule(staircase: boolean): string {
  return `lr = lr0 * decayRate^${decayPeriods(staircase)}`;
}

/** InverseTimeDecay. Reads decaySteps, decayRate. */
export function kerasInverseTimeDecayRule(staircase: boolean): string {
  return `lr = lr0 / (1 + decayRate * ${decayPeriods(staircase)})`;
}

/** PolynomialDecay. Reads decaySteps, end, power. With `cycle` the span grows to the next multiple of decaySteps. */
export function kerasPolynomialDecayRule(cycle: boolean): string {
  return ruleText(
    cycle && "span = if(step == 0, decaySteps, decaySteps * -floor(-(step / decaySteps)))",
    cycle ? "fraction = step / span" : "fraction = min(step, decaySteps) / decaySteps",
    "lr = (lr0 - end) * (1 - fraction)^power + end",
  );
}

/** CosineDecay. Reads decaySteps, floorShare and, with warmup, warmupSteps, warmupTarget. */
export function kerasCosineDecayRule(warmup: boolean): string {
  return ruleText(
    warmup
      ? "fraction = (min(step, decaySteps + warmupSteps) - warmupSteps) / decaySteps"
      : "fraction = min(step, decaySteps) / decaySteps",
    "cosine = 0.5 * (1 + cos(pi * fraction))",
    `decayed = ${warmup ? "warmupTarget" : "lr0"} * ((1 - floorShare) * cosine + floorShare)`,
    warmup ? "lr = if(step < warmupSteps, (warmupTarget - lr0) * (step / warmupSteps) + lr0, decayed)" : "lr = decayed",
  );
}

/**
 * PiecewiseConstantDecay: value1 up to and including step boundary1, then value2, and so on.
 *
 * @param boundaries number of boundaries, at least 1; the rule reads boundary1 … and value1 …, of which there is one more
 * @param isAscending whether each boundary is beyond the one before it; otherwise several values may hold at a step, or none, and the learning
 *   rate is their sum
 */
export function kerasPiecewiseConstantRule(boundaries: number, isAscending: boolean): string {
  if (!isAscending) return ruleText(`lr = ${valuesThatHold(boundaries).join(" + ")}`);
  let rule = `value${boundaries + 1}`;
  for (let i = boundaries; i >= 1; i--) rule = `if(step <= boundary${i}, value${i}, ${rule})`;
  return `lr = ${rule}`;
}

/** In the order in which Keras adds them up. */
function valuesThatHold(boundaries: number): readonly string[] {
  const between = Array.from(
    { length: boundaries - 1 },
    (_, i) => `if(step > boundary${i + 1}, if(step <= boundary${i + 2}, value${i + 2}, 0), 0)`,
  );
  return [
    "if(step <= boundary1, value1, 0)",
    `if(step > boundary${boundaries}, value${boundaries + 1}, 0)`,
    ...between,
  ];
}

/** CosineDecayRestarts. Reads decaySteps (there `first_decay_steps`), growth (`t_mul`), heightFactor (`m_mul`), floorShare. */
export function kerasCosineRestartsRule(grows: boolean): string {
  return ruleText(
    "periods = step / decaySteps",
    grows ? "restarts = floor(log(1 - periods * (1 - growth)) / log(growth))" : "restarts = floor(periods)",
    grows
      ? "fraction = (periods - (1 - growth^restarts) / (1 - growth)) / growth^restarts"
      : "fraction = periods - restarts",
    "cosine = 0.5 * heightFactor^restarts * (1 + cos(pi * fraction))",
    "lr = lr0 * ((1 - floorShare) * cosine + floorShare)",
  );
}

/**
 * A schedule of Keras beside gradient accumulation: it counts gradients, and an update is made at the last of those that
 * make it. Reads accumulation.
 */
export function kerasAccumulatedRule(rule: string): string {
  return ruleText("gradients = (step + 1) * accumulation - 1", rule.replaceAll(/\bstep\b/g, "gradients"));
}

/** Keras 2: what `decay` makes of the learning rate that a rule assigns. Reads rateDecay. */
export function kerasDecayedRule(rule: string): string {
  return ruleText(rule, "lr = lr / (1 + rateDecay * step)");
}

function decayPeriods(staircase: boolean): string {
  return staircase ? "floor(step / decaySteps)" : "(step / decaySteps)";
}

/**
 * The callback ReduceLROnPlateau (keras/src/callbacks/reduce_lr_on_plateau.py, Keras 3.15.1), called after every update with its loss. Unlike torch's it reduces as
 * soon as patience is reached, counts nothing while it rests, and compares with a difference. Reads minDelta, factor, patience, cooldown, minLr.
 *
 * @param mode whether a lower or a higher loss is the better one
 */
export function kerasPlateauRule(mode: "min" | "max"): string {
  const [worst, isBetter] =
    mode === "min" ? ["infinity", "lastLoss + minDelta < best"] : ["-infinity", "lastLoss - minDelta > best"];
  return ruleText(
    `state best = ${worst}`,
    "left = max(resting - 1, 0)",
    "counted = if(resting > 0, 0, waited)",
    // Nothing has been called before the first update.
    `isBetter = if(step == 0, 0, if(${isBetter}, 1, 0))`,
    "best = if(isBetter > 0, lastLoss, best)",
    "missed = if(isBetter > 0, 0, if(left > 0, counted, counted + 1))",
    "isDue = if(step == 0, 0, if(isBetter > 0, 0, if(left > 0, 0, if(missed >= patience, 1, 0))))",
    "falls = if(isDue > 0, if(lr > float32(minLr), 1, 0), 0)",
    "lr = if(falls > 0, max(lr * factor, minLr), lr)",
    "resting = if(falls > 0, cooldown, left)",
    "waited = if(step == 0, 0, if(falls > 0, 0, missed))",
    "lastLoss = loss",
  );
}
