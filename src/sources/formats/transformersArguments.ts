import type { SourceReading } from "../configuration";
import type { ConfigurationNode, MappingNode } from "../yaml/configurationNode";
import { entryAt } from "../yaml/mapping";
import type { ConfigurationFormat } from "./configurationFile";
import { anchorOf, readTrainerFields } from "./trainer";
import { yamlLoading } from "./yamlLoading";

/** Names of TrainingArguments that few others have. */
const strongNames = ["per_device_train_batch_size", "lr_scheduler_type", "num_train_epochs", "adam_epsilon"];

/** Names that stand beside them; three of all are needed. */
const weakNames = [
  "adam_beta1",
  "adam_beta2",
  "eval_strategy",
  "evaluation_strategy",
  "gradient_accumulation_steps",
  "gradient_checkpointing",
  "logging_steps",
  "max_grad_norm",
  "max_steps",
  "optim",
  "output_dir",
  "per_device_eval_batch_size",
  "save_steps",
  "save_strategy",
  "warmup_ratio",
  "warmup_steps",
  "weight_decay",
];

/**
 * Fields of transformers' TrainingArguments, at the root or in a mapping of their own, as HfArgumentParser reads them with PyYAML or json:
 * `learning_rate` with names of TrainingArguments around it.
 */
export const transformersArguments: ConfigurationFormat = {
  languages: ["yaml", "json"],
  recognises: ({ root }) => findFields(root).length > 0,
  read(file) {
    const loading = yamlLoading(file, { isPyYaml: true });
    const readings = findFields(file.root).map((node): SourceReading => {
      const params = new Map(node.entries.map((entry) => [entry.key, entry]));
      return readTrainerFields(params, anchorOf(params, ["optim", "learning_rate"]) ?? node.range, loading);
    });
    return {
      configurations: readings.flatMap(({ configurations }) => configurations),
      issues: readings.flatMap(({ issues }) => issues),
    };
  },
};

/** The mappings that hold fields of TrainingArguments; none within another. */
function findFields(node: ConfigurationNode): readonly MappingNode[] {
  if (node.kind === "list") return node.items.flatMap(findFields);
  if (node.kind !== "mapping") return [];
  return isTrainingArguments(node) ? [node] : node.entries.flatMap(({ value }) => findFields(value));
}

/** Whether a mapping holds fields of TrainingArguments. */
export function isTrainingArguments(node: MappingNode): boolean {
  if (entryAt(node, "learning_rate") === undefined) return false;
  const names = node.entries.map(({ key }) => key);
  const strong = strongNames.filter((name) => names.includes(name)).length;
  return strong > 0 && strong + weakNames.filter((name) => names.includes(name)).length >= 3;
}
