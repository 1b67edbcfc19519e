import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import type { MappingNode } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, scalarAt } from "../yaml/mapping";
import { type Companions, companionNumber, companionsOf } from "./companions";
import type { ConfigurationFormat } from "./configurationFile";
import { hasObject } from "./objects/findObjects";
import { lightningObject } from "./objects/objectNotations";
import { readObjects } from "./objects/readObjects";
import { environmentReference } from "./references";
import { yamlLoading } from "./yamlLoading";

/** LightningCLI: `optimizer: {class_path: torch.optim.Adam, init_args: {lr: 1e-3}}`, whose schedules are stepped after every epoch. */
export const lightning: ConfigurationFormat = {
  languages: ["yaml", "json"],
  recognises: ({ root }) => hasObject(root, lightningObject),
  read(file) {
    const loading = yamlLoading(file, { findReference: environmentReference, convertsText: true });
    const companions = lightningCompanions(file.root, loading);
    return readObjects({
      root: file.root,
      objectAt: lightningObject,
      loading,
      isPartial: false,
      companions,
      stepping: "epoch",
    });
  },
};

/** What Lightning's Trainer does by its arguments, which stand under `trainer`. */
export function lightningCompanions(root: MappingNode, loading: Loading): Companions {
  const trainer = entryAt(root, "trainer")?.value;
  const given = entryAt(trainer, "init_args")?.value ?? trainer;
  const isByValue = scalarAt(entryAt(given, "gradient_clip_algorithm")) === "value";
  return companionsOf(
    companionNumber(given, "gradient_clip_val", NOT_NEGATIVE, loading),
    companionNumber(given, "accumulate_grad_batches", COUNT, loading),
    { kind: isByValue ? "value" : "norm" },
  );
}
