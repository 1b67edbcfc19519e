import type { OptimizerConfiguration } from "../../configuration";
import type { PythonSource } from "../pythonSource";
import type { Scopes } from "../scopes";
import { ConfigurationFiles } from "./configurationFile";
import { readHyperparameters } from "./readHyperparameters";
import { readLazyCalls } from "./readLazyCalls";
import { readMmcv } from "./readMmcv";
import { readMmengine } from "./readMmengine";

/** The optimizers of a Python file that is a configuration, and creates none itself. */
export function readConfigurationFile(source: PythonSource, scopes: Scopes): readonly OptimizerConfiguration[] {
  const files = new ConfigurationFiles();
  const file = files.of(source, scopes.module);
  return [
    ...readMmengine(file),
    ...readMmcv(file),
    ...readLazyCalls(source, scopes, file),
    ...readHyperparameters(source, scopes.module, file, files),
  ];
}
