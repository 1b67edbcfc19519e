import { COUNT } from "../../core/numberRange";
import { companionNumber, companionsOf } from "./companions";
import type { ConfigurationFormat } from "./configurationFile";
import { hasObject } from "./objects/findObjects";
import { hyperpyyamlObject } from "./objects/objectNotations";
import { readObjects } from "./objects/readObjects";
import { hyperpyyamlReference } from "./references";
import { yamlLoading } from "./yamlLoading";

/** The norm to which SpeechBrain clips where a file says nothing (`RunOptions` of speechbrain/utils/run_opts.py, SpeechBrain 1.1.2). */
const USUAL_CLIPPING = 5;

/** SpeechBrain: `opt_class: !name:torch.optim.Adam`, with what is given to it below, and references such as `!ref <lr>`. */
export const speechbrain: ConfigurationFormat = {
  languages: ["yaml"],
  recognises: ({ root }) => hasObject(root, hyperpyyamlObject),
  read(file) {
    const { root } = file;
    const loading = yamlLoading(file, { findReference: hyperpyyamlReference, hasTuples: true });
    const limit = companionNumber(root, "max_grad_norm", {}, loading);
    const companions = companionsOf(
      limit.value === undefined ? { ...limit, value: USUAL_CLIPPING } : limit,
      companionNumber(root, "grad_accumulation_factor", COUNT, loading),
    );
    return readObjects({
      root,
      objectAt: hyperpyyamlObject,
      loading,
      isPartial: true,
      companions,
      stepping: "unknown",
    });
  },
};
