import type { ConfigurationNode, MappingNode } from "../yaml/configurationNode";
import { entryAt } from "../yaml/mapping";

/** Keys that no other tool's files have. */
const OWN_KEYS = [
  "zero_optimization",
  "zero_allow_untested_optimizer",
  "zero_force_ds_cpu_optimizer",
  "train_micro_batch_size_per_gpu",
  "steps_per_print",
  "wall_clock_breakdown",
  "prescale_gradients",
  "gradient_predivide_factor",
  "communication_data_type",
];

/**
 * Whether a file configures DeepSpeed: its `optimizer` has a `type`, and `params` beside it or a key of DeepSpeed's own beside the optimizer. Many
 * other tools have an `optimizer` too.
 */
export function isDeepspeed(root: ConfigurationNode | null): root is MappingNode {
  const optimizer = entryAt(root, "optimizer")?.value;
  const type = entryAt(optimizer, "type")?.value;
  if (type?.kind !== "scalar" || typeof type.value !== "string") return false;
  return entryAt(optimizer, "params") !== undefined || hasOwnKeys(root);
}

/** Whether a file that `isDeepspeed` is so also where DeepSpeed has no optimizer of its type: a learning rate, or a key of DeepSpeed's own, says so. */
export function isSurelyDeepspeed(root: MappingNode): boolean {
  return entryAt(entryAt(entryAt(root, "optimizer")?.value, "params")?.value, "lr") !== undefined || hasOwnKeys(root);
}

function hasOwnKeys(root: ConfigurationNode | null): boolean {
  return OWN_KEYS.some((key) => entryAt(root, key) !== undefined);
}
