import { ruleText } from "./optimizerDefinition";

/** Lines of optax 0.2.8 that stand around those of an optimizer whose updates are `u`, in the order of operations of optax' source. */

/**
 * masked (optax/transforms/_masking.py), before the lines that it is around. Reads mask, which is 1 in tensors that these are for. The others
 * do not exist there: they are given no updates, so that their states stay as they are.
 */
export function maskedLines(): string {
  return ruleText("unmasked = u", "u = if(mask == 1, u, 0)");
}

/** The same after these lines: the other tensors have their updates back. */
export function unmaskedLines(): string {
  return "u = if(mask == 1, u, unmasked)";
}

/**
 * lookahead (optax/_src/lookahead.py). Reads syncPeriod, slowStep; state `slow`, the parameters that it steps back to. `p` is what optax
 * calls the fast parameters, at which gradients are taken.
 */
export function lookaheadLines(): string {
  return ruleText(
    "slowOld = if(step == 0, p, slow)",
    "sync = if(t - syncPeriod * floor(t / syncPeriod) == 0, 1, 0)",
    "difference = p + u - slowOld",
    "slow = slowOld + slowStep * sync * difference",
    "u = u - sync * (1 - slowStep) * difference",
  );
}

/**
 * contrib.schedule_free (optax/contrib/_schedule_free.py). Reads weightRate, beta, weightPower and `zOld`, from before the optimizer's lines;
 * states `z`, `largestRate`, `weights`. The optimizer moves `z`, and `p` is between `z` and the weighted mean of all its values, `x`.
 */
export function scheduleFreeLines(): string {
  return ruleText(
    "largestRate = max(largestRate, weightRate)",
    "weight = largestRate^weightPower",
    "weights = weights + weight",
    "share = if(weights > 0, weight / weights, 0)",
    "z = zOld + u",
    "xOld = (p - (1 - beta) * zOld) / beta",
    "x = (1 - share) * xOld + share * z",
    "u = beta * x + (1 - beta) * z - p",
  );
}

/**
 * contrib.mechanize (optax/contrib/_mechanic.py). Reads decay, epsilon, firstFactor and `received`, the updates before the optimizer's lines;
 * states `start` and, for every memory, the scalars `factor`, `largest`, `squares` and `reward`, which are the same for all tensors.
 *
 * @param count of memories; that of number k keeps 1 − 10^−k from step to step
 */
export function mechanicLines(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const sum = (name: string) => numbers.map((k) => `${name}${k}`).join(" + ");
  return ruleText(
    ...numbers.map((k) => `state factor${k} = firstFactor`),
    "start = if(step == 0, p, start)",
    `factors = ${sum("factor")}`,
    "decayed = received + decay * factors * totalNorm(received) / (totalNorm(p) + epsilon) * p",
    "moved = (start - p) / (factors + epsilon)",
    "agreement = totalSum(decayed * moved)",
    ...numbers.flatMap((k) => [
      `kept${k} = ${1 - 0.1 ** k}`,
      `reward${k} = kept${k} * reward${k} + clamp(agreement, -largest${k}, largest${k}) * factor${k}`,
      `largest${k} = max(kept${k} * largest${k}, abs(agreement) + epsilon)`,
      `squares${k} = kept${k}^2 * squares${k} + agreement^2`,
      `wealth${k} = firstFactor / ${count} * largest${k} + max(0, reward${k})`,
      `factor${k} = wealth${k} / (sqrt(squares${k}) + epsilon)`,
    ]),
    `u = start - (${sum("factor")}) * (moved - u) - p`,
  );
}
