import { openIfThere } from "../editor/openIfThere";
import { addressOf } from "../editor/placeLinks";
import { loadSourceTools } from "../loadSourceTools";
import { locate } from "../runs/sourceLink";
import { revealPlace, revealSource } from "./reveal";
import type { SimulateServices } from "./simulateServices";

/**
 * Selects what spells a hyperparameter of a run out, as the source is by now; the configuration where nothing does any more.
 *
 * @param label as the run's gist has it
 * @throws Error when the file is gone
 */
export async function revealValue({ store, readings }: SimulateServices, run: string, label: string): Promise<void> {
  const { source } = store.get(run).plan;
  if (source === null) return;
  const document = await openIfThere(source.uri);
  const located = document && locate(source, (await readings.reading(document)).configurations);
  const { placeOfGist } = await loadSourceTools();
  const place = located && placeOfGist(located.configuration, label);
  if (document && place) await revealPlace(addressOf(document.uri, place).toString(), place.range);
  else await revealSource(source);
}
