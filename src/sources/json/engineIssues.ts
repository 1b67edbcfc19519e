import type { OptimizerEntry } from "../catalogue/catalogue";
import type { SourceIssue } from "../configuration";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import { entryAt, scalarAt } from "../yaml/mapping";
import { reportInto } from "../yaml/report";

/** `ZERO_SUPPORTED_OPTIMIZERS` of deepspeed/runtime/zero/utils.py, DeepSpeed 0.19.8. */
const TESTED_WITH_ZERO = new Set([
  "torch.optim.Adam",
  "torch.optim.AdamW",
  "torch.optim.Adagrad",
  "deepspeed.ops.adam.FusedAdam",
  "deepspeed.ops.adam.DeepSpeedCPUAdam",
  "deepspeed.ops.adagrad.DeepSpeedCPUAdagrad",
  "deepspeed.ops.lion.DeepSpeedCPULion",
  "deepspeed.ops.lion.FusedLion",
]);

/**
 * What the engine refuses of an optimizer that its constructor would take, or takes no notice of.
 *
 * @param type entry of the file that names the optimizer
 * @param params of the file
 */
export function engineIssues(
  root: MappingNode,
  type: MappingEntry,
  params: ReadonlyMap<string, MappingEntry>,
  { name, title }: OptimizerEntry,
): readonly SourceIssue[] {
  const issues: SourceIssue[] = [];
  const report = reportInto(issues);
  const limit = params.get("max_grad_norm");
  if (limit !== undefined) {
    report(limit.keyRange, "DeepSpeed refuses max_grad_norm here; expected gradient_clipping beside the optimizer.");
  }
  const mode = params.get("adam_w_mode");
  if (mode !== undefined && String(scalarAt(type)).toLowerCase() === "adamw") {
    report(placeOf(mode), "adam_w_mode has no effect on AdamW; the type Adam takes notice of it.", "warning");
  }
  const zero = entryAt(root, "zero_optimization")?.value;
  const isPartitioned = Number(scalarAt(entryAt(zero, "stage"))) > 0;
  const isAllowed = Boolean(scalarAt(entryAt(root, "zero_allow_untested_optimizer")));
  if (isPartitioned && !isAllowed && !TESTED_WITH_ZERO.has(name)) {
    const expected = "expected zero_allow_untested_optimizer: true beside it";
    report(placeOf(type), `ZeRO refuses ${title}, with which it has not been tested; ${expected}.`);
  }
  return issues;
}
