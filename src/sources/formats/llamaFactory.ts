import { placeOf } from "../yaml/configurationNode";
import { entryAt, scalarAt } from "../yaml/mapping";
import type { ConfigurationFormat } from "./configurationFile";
import { omegaconfReference } from "./references";
import { anchorOf, readTrainerFields } from "./trainer";
import { yamlLoading } from "./yamlLoading";

/** Each makes an optimizer of LLaMA-Factory's own (`create_custom_optimizer` of llamafactory/train/trainer_utils.py). */
const ownOptimizers = ["use_galore", "use_apollo", "use_badam", "use_adam_mini", "use_muon"];

/** LLaMA-Factory: TrainingArguments among its own fields, `model_name_or_path` and `stage` or `finetuning_type`, read by OmegaConf. */
export const llamaFactory: ConfigurationFormat = {
  languages: ["yaml", "json"],
  recognises({ root }) {
    const has = (key: string) => entryAt(root, key) !== undefined;
    return has("model_name_or_path") && has("learning_rate") && (has("stage") || has("finetuning_type"));
  },
  read(file) {
    const { root } = file;
    const own = ownOptimizers.flatMap((key) => entryAt(root, key) ?? []).find((entry) => scalarAt(entry) === true);
    if (own !== undefined) {
      const message = `The optimizer that LLaMA-Factory makes with ${own.key} cannot be simulated yet.`;
      return { configurations: [], issues: [{ severity: "information", message, range: placeOf(own) }] };
    }
    const params = new Map(root.entries.map((entry) => [entry.key, entry]));
    const range = anchorOf(params, ["optim", "learning_rate"]) ?? root.range;
    return readTrainerFields(params, range, yamlLoading(file, { findReference: omegaconfReference }));
  },
};
