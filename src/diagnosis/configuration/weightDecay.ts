import type { ConfigurationFacts, GroupFacts, RoleNumber } from "./configurationFacts";

/** A weight decay above 0, and how its framework applies it. */
export interface WeightDecay extends RoleNumber {
  /** `decoupled`: parameters shrink themselves; `gradient`: decay · θ is added to the gradient, and goes through all that gradients go through. */
  readonly kind: "decoupled" | "gradient";
  /**
   * What a decoupled one is multiplied by: the learning rate, what the schedule leaves of the rate at the start, or nothing at all.
   */
  readonly follows: "rate" | "schedule" | "nothing";
}

/** Optimizers of torch that shrink parameters whatever their flags say. */
const decoupledInTorch = /\.(?:AdamW|Adafactor|Muon)$/;

/** Those whose decay is no multiple of the learning rate. */
const othersToFollow: Readonly<Record<string, WeightDecay["follows"]>> = {
  // Multiplied by `decay_factor = lr / initial_lr` (Composer 0.32.1, composer/optim/decoupled_weight_decay.py).
  "composer.optim.DecoupledAdamW": "schedule",
  // Added when the step has been multiplied by the learning rate already (optax 0.2.8, optax/_src/alias.py).
  "optax.adafactor": "nothing",
};

/** The weight decay of a group; null where there is none, where it cannot be read, and where it is a part of a step that a norm scales (LARS, LAMB). */
export function weightDecayOf({ entry, family }: ConfigurationFacts, group: GroupFacts): WeightDecay | null {
  if (entry === undefined || family === "lars" || family === "layerwise") return null;
  const penalty = group.number("penalty");
  if (penalty !== null && penalty.value > 0) return { ...penalty, kind: "gradient", follows: "rate" };
  const decay = group.number("weightDecay");
  if (decay === null || decay.value <= 0) return null;
  const isDecoupled = entry.framework === "torch" ? isDecoupledInTorch(entry.name, group) : !isTurnedOff(group);
  const kind = isDecoupled && !/Adagrad$/.test(entry.name) ? "decoupled" : "gradient";
  return { ...decay, kind, follows: othersToFollow[entry.name] ?? "rate" };
}

/** The share of itself that a parameter loses in one update at a learning rate, from the decoupled decay alone. */
export function shrinkage({ value, follows }: WeightDecay, rate: number, initialRate: number): number {
  if (follows === "nothing") return value;
  return follows === "rate" ? value * rate : initialRate === 0 ? value : (value * rate) / initialRate;
}

function isDecoupledInTorch(name: string, group: GroupFacts): boolean {
  return decoupledInTorch.test(name) || group.value("decoupled_weight_decay")?.value === true;
}

/** Whether Adam of DeepSpeed is told to be plain Adam. */
function isTurnedOff(group: GroupFacts): boolean {
  return group.value("adam_w_mode")?.value === false || group.value("adamw_mode")?.value === false;
}
