import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import type { MappingNode } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { companionNumber, companionsOf } from "./companions";
import type { ConfigurationFormat } from "./configurationFile";
import { hasObject } from "./objects/findObjects";
import { torchtuneObject } from "./objects/objectNotations";
import { readObjects } from "./objects/readObjects";
import { omegaconfReference } from "./references";
import { yamlLoading } from "./yamlLoading";

/** torchtune: `optimizer: {_component_: torch.optim.AdamW, lr: 2e-5}`; its recipes step the schedule with every update. */
export const torchtune: ConfigurationFormat = {
  languages: ["yaml"],
  recognises: ({ root }) => hasObject(root, torchtuneObject),
  read(file) {
    const { root } = file;
    const loading = yamlLoading(file, { findReference: omegaconfReference });
    const companions = companionsOf(
      companionNumber(root, "clip_grad_norm", NOT_NEGATIVE, loading),
      companionNumber(root, "gradient_accumulation_steps", COUNT, loading),
    );
    const steps = updatesOfRun(root, loading);
    return readObjects({
      root,
      objectAt: torchtuneObject,
      loading,
      isPartial: true,
      companions,
      stepping: "update",
      ...(steps === null ? {} : { steps }),
    });
  },
};

/**
 * The updates of a run that ends its epochs by `max_steps_per_epoch`, which counts updates (recipes/lora_finetune_single_device.py); null where an
 * epoch is all of the data.
 */
function updatesOfRun(root: MappingNode, loading: Loading): number | null {
  const epochs = companionNumber(root, "epochs", COUNT, loading).value;
  const steps = companionNumber(root, "max_steps_per_epoch", COUNT, loading).value;
  if (typeof epochs !== "number" || typeof steps !== "number") return null;
  return epochs * steps <= MAXIMUM_STEPS ? epochs * steps : null;
}
