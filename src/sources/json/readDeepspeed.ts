import { nearestName } from "../../core/nearestName";
import { COUNT } from "../../core/numberRange";
import { type Answers, noAnswers } from "../answers/answers";
import { mergeUnknowns } from "../answers/unknownValue";
import { deepspeedTypesNotSimulated } from "../catalogue/deepspeedOptimizers";
import { optimizers } from "../catalogue/findEntry";
import type { OptimizerConfiguration, SourceIssue, SourceReading } from "../configuration";
import { scheduleIssues } from "../scheduleIssues";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import { entryAt, paramsOf, scalarAt } from "../yaml/mapping";
import { parseYaml } from "../yaml/parseYaml";
import { bindParams } from "./bindParams";
import { blankComments } from "./blankComments";
import { engineIssues } from "./engineIssues";
import { engineNumber } from "./engineNumber";
import { engineOptimizer } from "./engineOptimizer";
import { engineScheduler } from "./engineScheduler";
import { isDeepspeed } from "./isDeepspeed";

/** The norm to which DeepSpeed 0.19.8 clips where a file says nothing (`GRADIENT_CLIPPING_DEFAULT` of deepspeed/runtime/constants.py). */
const USUAL_CLIPPING = 1;

/**
 * Reads a configuration file of DeepSpeed: JSON in which comments and trailing commas are allowed. Of all other JSON it reads nothing. Never throws: of half-typed
 * text it reads what it can.
 *
 * @param answers for what the file leaves to the program
 */
export function readDeepspeed(text: string, answers: Answers = noAnswers): SourceReading {
  const { root, issues } = parseYaml(blankComments(text), "JSON");
  const optimizer = entryAt(root, "optimizer");
  const type = entryAt(optimizer?.value, "type");
  if (!isDeepspeed(root) || optimizer === undefined || type === undefined) return { configurations: [], issues: [] };
  const configuration = readEngine(root, optimizer, type, issues, answers);
  if (configuration !== null) return { configurations: [configuration], issues: [] };
  return { configurations: [], issues: [...issues, unknownType(type)] };
}

/**
 * @param syntaxIssues of the whole file
 * @returns null where there is no optimizer of this type
 */
function readEngine(
  root: MappingNode,
  optimizer: MappingEntry,
  type: MappingEntry,
  syntaxIssues: readonly SourceIssue[],
  answers: Answers,
): OptimizerConfiguration | null {
  const params = paramsOf(entryAt(optimizer.value, "params"));
  const made = engineOptimizer(String(scalarAt(type)), params, keepsStatesOnProcessor(root));
  if (made === null) return null;
  const { entry, fixed } = made;
  const bound = bindParams(entry, made.params, type.keyRange, ["optimizer", "params"], answers);
  const { schedule, ...scheduler } = engineScheduler(root, answers);
  const clipping = engineNumber(root, "gradient_clipping", USUAL_CLIPPING, {}, answers);
  const accumulation = engineNumber(root, "gradient_accumulation_steps", 1, COUNT, answers);
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
    unknowns: mergeUnknowns(parts.flatMap(({ unknowns }) => unknowns)),
    issues: [
      ...syntaxIssues,
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
