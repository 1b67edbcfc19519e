import type { OptimizerEntry } from "../catalogue/catalogue";
import { deepspeedTypesNotSimulated } from "../catalogue/deepspeedOptimizers";
import { findOptimizer } from "../catalogue/findEntry";
import type { ReadValue } from "../configuration";
import { type ConfigurationNode, type MappingEntry, placeOf } from "../yaml/configurationNode";

/** The optimizer that DeepSpeed's engine makes for a type, and what it hands to its constructor. */
export interface EngineOptimizer {
  readonly entry: OptimizerEntry;
  /** What of the file's params the constructor is given, under its own names. */
  readonly params: ReadonlyMap<string, MappingEntry>;
  /** What the engine gives it besides, whatever the file says. */
  readonly fixed: Readonly<Record<string, ReadValue>>;
}

type Params = ReadonlyMap<string, MappingEntry>;

/**
 * As deepspeed/runtime/engine.py of DeepSpeed 0.19.8 chooses (`_configure_basic_optimizer`): its own names in any case, and beside them the
 * classes of torch.optim by their exact names.
 *
 * @param onProcessor whether the states are kept in the processor's memory (`offload_optimizer`)
 * @returns null where there is no such optimizer, or none that can be simulated
 */
export function engineOptimizer(type: string, given: Params, onProcessor: boolean): EngineOptimizer | null {
  // The engine itself refuses `max_grad_norm`, of every optimizer: see `engineIssues`.
  const params = without(given, "max_grad_norm");
  const lowerCase = type.toLowerCase();
  if (deepspeedTypesNotSimulated.has(lowerCase)) return null;
  switch (lowerCase) {
    case "adam":
      return engineAdam(params, onProcessor, false);
    case "adamw":
      return engineAdam(params, onProcessor, true);
    case "adagrad":
      return made(onProcessor ? "deepspeed.ops.adagrad.DeepSpeedCPUAdagrad" : "torch.optim.Adagrad", params);
    case "lamb":
      return made("deepspeed.ops.lamb.FusedLamb", params);
    case "lion":
      return made(onProcessor ? "deepspeed.ops.lion.DeepSpeedCPULion" : "deepspeed.ops.lion.FusedLion", params);
    default:
      return /^\w+$/.test(type) ? made(`torch.optim.${type}`, params) : null;
  }
}

/** Adam is AdamW too, unless `adam_w_mode` says otherwise; AdamW takes no notice of that. */
function engineAdam(params: Params, onProcessor: boolean, isAdamW: boolean): EngineOptimizer | null {
  const given = isAdamW ? undefined : params.get("adam_w_mode");
  const isDecoupled = given === undefined || isTrue(given.value);
  const mode: ReadValue = { value: isDecoupled, range: given === undefined ? null : placeOf(given) };
  const torchAdam = params.get("torch_adam");
  if (torchAdam !== undefined && isTrue(torchAdam.value)) {
    const handedOn = without(params, "torch_adam", "adam_w_mode", "fp32_optimizer_states");
    return made(isDecoupled ? "torch.optim.AdamW" : "torch.optim.Adam", handedOn);
  }
  if (onProcessor) {
    return made("deepspeed.ops.adam.DeepSpeedCPUAdam", without(params, "torch_adam", "adam_w_mode"), {
      adamw_mode: mode,
    });
  }
  const handedOn = without(params, "torch_adam", "adam_w_mode", "fp32_optimizer_states");
  return made("deepspeed.ops.adam.FusedAdam", handedOn, { adam_w_mode: mode });
}

function made(name: string, params: Params, fixed: EngineOptimizer["fixed"] = {}): EngineOptimizer | null {
  const entry = findOptimizer(name);
  return entry === undefined ? null : { entry, params, fixed };
}

function without(params: Params, ...taken: readonly string[]): Params {
  return new Map([...params].filter(([name]) => !taken.includes(name)));
}

/** Whether Python takes a value for true. */
function isTrue(node: ConfigurationNode): boolean {
  if (node.kind === "scalar") return Boolean(node.value);
  return node.kind === "list" ? node.items.length > 0 : node.entries.length > 0;
}
