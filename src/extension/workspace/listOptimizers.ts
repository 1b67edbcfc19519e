import type { ListedOptimizer } from "../extensionApi";
import { loadSourceTools } from "../loadSourceTools";
import type { ConfigurationIndex } from "./configurationIndex";

/** All configurations of an index, once it is complete. */
export async function listOptimizers(index: ConfigurationIndex): Promise<readonly ListedOptimizer[]> {
  await index.ensure();
  const { configurationLabel } = await loadSourceTools();
  return index.files.flatMap(({ uri, configurations }) =>
    configurations.map((configuration) => {
      const { name, gist } = configurationLabel(configuration);
      return { uri, line: configuration.range.line, name, gist };
    }),
  );
}
