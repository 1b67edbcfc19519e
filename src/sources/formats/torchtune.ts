import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
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
    return readObjects({ root, objectAt: torchtuneObject, loading, isPartial: true, companions, stepping: "update" });
  },
};
