import { entryAt } from "../yaml/mapping";
import type { ConfigurationFormat } from "./configurationFile";
import { withDefaults } from "./hydraDefaults";
import { lightningCompanions } from "./lightning";
import { hasObject } from "./objects/findObjects";
import { hydraObject } from "./objects/objectNotations";
import { readObjects } from "./objects/readObjects";
import { omegaconfReference } from "./references";
import { yamlLoading } from "./yamlLoading";

/** Hydra: `optimizer: {_target_: torch.optim.Adam, lr: 1e-3}`, to be instantiated with more arguments by the program. */
export const hydra: ConfigurationFormat = {
  languages: ["yaml", "json"],
  recognises: ({ root }) => hasObject(root, hydraObject) || entryAt(root, "defaults")?.value.kind === "list",
  async read(given) {
    const file = { ...given, root: await withDefaults(given.root, given.path, given.files) };
    const loading = yamlLoading(file, { findReference: omegaconfReference });
    const companions = lightningCompanions(file.root, loading);
    return readObjects({
      root: file.root,
      objectAt: hydraObject,
      loading,
      isPartial: true,
      companions,
      stepping: "unknown",
    });
  },
};
