import { nearestName } from "../../core/nearestName";
import { COUNT } from "../../core/numberRange";
import { deepspeedTypesNotSimulated } from "../catalogue/deepspeedOptimizers";
import { optimizers } from "../catalogue/findEntry";
import type { OptimizerConfiguration, SourceIssue, SourceReading } from "../configuration";
import { scheduleIssues } from "../scheduleIssues";
import { bindParams } from "../yaml/bindParams";
import { type ConfigurationNode, type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, paramsOf, scalarAt } from "../yaml/mapping";
import { engineIssues } from "./engineIssues";
import { engineNumber } from "./engineNumber";
import { engineOptimizer } from "./engineOptimizer";
import { engineScheduler } from "./engineScheduler";
import { isDeepspeed, isSurelyDeepspeed } from "./isDeepspeed";

/** The norm to which DeepSpeed 0.19.8 clips where a file says nothing (`GRADIENT_CLIPPING_DEFAULT` of deepspeed/runtime/constants.py). */
const USUAL_CLIPPING = 1;

/**
 * Reads a configuration of DeepSpeed, in a file of its own or within another. Of anything else it reads nothing.
 *
 * @param loading how its values are loaded
 */
export function readDeepspeed(root: ConfigurationNode | null, loading: Loading): SourceReading {
  const optimizer = entryAt(root, "optimizer");
  const type = entryAt(optimizer?.value, "type");
  if (!isDeepspeed(root) || optimizer === undefined || type === undefined) return { configurations: [], issues: [] };
  const configuration = readEngine(root, optimizer, type, loading);
  if (configuration !== null) return { configurations: [configuration], issues: [] };
  return { configurations: [], issues: isSurelyDeepspeed(root) ? [unknownType(type)] : [] };
}

/** @returns null where there is no optimizer of this type */
function readEngine(
  root: MappingNode,
  optimizer: MappingEntry,
  type: MappingEntry,
  loading: Loading,
): OptimizerConfiguration | null {
  const params = paramsOf(entryAt(optimizer.value, "params"));
  const made = engineOptimizer(String(scalarAt(type)), params, keepsStatesOnProcessor(root));
  if (made === null) return null;
  const { entry, fixed } = made;
  const bound = bindParams(entry, made.params, type.keyRange, loading);
  const { schedule, ...scheduler } = engineScheduler(root, loading);
  const clipping = engineNumber(root, "gradient_clipping", USUAL_CLIPPING, {}, loading);
  const accumulation = engineNumber(root, "gradient_accumulation_steps", 1, COUNT, loading);
  const [limit, count] = [clipping.value ?? 0, accumulation.value ?? 1];
  const parts = [bound, scheduler, clipping, accumulation];
  return {
    framework: "deepspeed",
    optimizer: entry.name,
    name: null,
    range: optimizer.range,
    hyperparameters: { ...bound.hyperparameters, ...fixed },
    schedule,
    clipping: limit > 0 ? { kind: "norm", limit } : null,
    ...(count > 1 ? { accumulation: count } : {}),
    groups: [],
    unresolved: parts.flatMap(({ unresolved }) => unresolved),
    issues: [
      ...engineIssues(root, type, params, entry),
      ...parts.flatMap(({ issues }) => issues),
      ...(schedule === null
        ? []
        : scheduleIssues(schedule, entry, 1, bound.hyperparameters[entry.learningRate]?.value)),
    ],
    rule: null,
    simulation: {},
  };
}

/** Whether ZeRO keeps the optimizer's states in the memory of the processor, or behind it. */
function keepsStatesOnProcessor(root: MappingNode): boolean {
  const offload = entryAt(entryAt(root, "zero_optimization")?.value, "offload_optimizer");
  return ["cpu", "nvme"].includes(String(scalarAt(entryAt(offload?.value, "device"))));
}

function unknownType(type: MappingEntry): SourceIssue {
  const name = String(scalarAt(type));
  const range = placeOf(type);
  const nearest = deepspeedTypesNotSimulated.get(name.toLowerCase());
  if (nearest !== undefined) {
    const message = `${name} of DeepSpeed cannot be simulated yet; the nearest that can be is ${nearest}.`;
    return { severity: "information", message, range };
  }
  const known = ["Lamb", ...optimizers.filter(({ framework }) => framework === "torch").map(({ title }) => title)];
  const similar = nearestName(name, known);
  const hint = similar === undefined ? `known are Lion, ${known.join(", ")}.` : `did you mean ${similar}?`;
  return { severity: "error", message: `Neither DeepSpeed nor torch.optim has an optimizer ${name}; ${hint}`, range };
}
