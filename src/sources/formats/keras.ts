import { noCompanions } from "./companions";
import type { ConfigurationFormat } from "./configurationFile";
import { hasObject } from "./objects/findObjects";
import { kerasObject } from "./objects/objectNotations";
import { readObjects } from "./objects/readObjects";
import { yamlLoading } from "./yamlLoading";

/** What Keras 3 saves of a model, or of an optimizer: `"compile_config": {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", …}}`. */
export const keras: ConfigurationFormat = {
  languages: ["json"],
  recognises: ({ root }) => hasObject(root, kerasObject),
  read(file) {
    const loading = yamlLoading(file, {});
    const { root } = file;
    return readObjects({
      root,
      objectAt: kerasObject,
      loading,
      isPartial: false,
      companions: noCompanions,
      stepping: "update",
    });
  },
};
