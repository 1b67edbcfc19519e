import { labelledText } from "../../protocol/labelledText";
import type { OptimizerConfiguration } from "../../sources/configuration";
import { configurationGist, configurationTitle } from "../../sources/configurationGist";

/** How a configuration is called in lenses and lists. */
export interface ConfigurationLabel {
  /** The name that the source gives it, else that of its optimizer. */
  readonly name: string;
  /** The optimizer: `AdamW`. */
  readonly title: string;
  /** Its hyperparameters, the learning rate first: `lr 3e-4`, `β 0.9, 0.999`. */
  readonly gist: readonly string[];
}

/** Brings the catalogues with it, which activation must not load. */
export function configurationLabel(configuration: OptimizerConfiguration): ConfigurationLabel {
  const title = configurationTitle(configuration);
  return {
    name: configuration.name ?? title,
    title,
    gist: configurationGist(configuration).map(labelledText),
  };
}
