import { l10n } from "vscode";
import type { ScheduleQuery, ScheduleReply } from "../../protocol/panel";
import { schedulePlan } from "../../protocol/schedulePlan";
import { loadSourceTools } from "../loadSourceTools";
import type { WorkerPool } from "../runs/workerPool";
import { simulationDefaults } from "../settings";
import { chooseInEditor } from "./chooseConfigurations";
import type { SimulateServices } from "./simulateServices";

/**
 * Works out what the schedule of a run is to do, or that of the configuration at the cursor, which need not be one that can be simulated.
 *
 * @returns null where the user picks no configuration
 * @throws Error where the learning rate or its schedule cannot be read
 */
export async function planSchedule(
  services: SimulateServices,
  pool: Pick<WorkerPool, "planSchedule">,
  { run }: ScheduleQuery,
): Promise<ScheduleReply | null> {
  const scheduled = run === null ? await scheduleAtCursor(services) : scheduleOfRun(services, run);
  if (scheduled === null) return null;
  const { title, optimizer, steps } = scheduled;
  const planned = await pool.planSchedule(optimizer, steps);
  return { title, plan: planned && schedulePlan(planned) };
}

function scheduleOfRun({ store }: SimulateServices, run: string) {
  const { title, specification } = store.get(run).plan;
  const { optimizer, steps } = specification;
  return { title, optimizer, steps };
}

async function scheduleAtCursor(services: SimulateServices) {
  const [chosen] = (await chooseInEditor(services, l10n.t("Show Schedule"))) ?? [];
  if (chosen === undefined) return null;
  const { document, configuration } = chosen;
  const { configurationLabel, scheduledOptimizer } = await loadSourceTools();
  const { title } = configurationLabel(configuration);
  const defaults = simulationDefaults(document);
  const optimizer = scheduledOptimizer(configuration, defaults);
  if (optimizer === null) {
    throw new Error(l10n.t("The learning rate of {0} or its schedule cannot be read from the source.", title));
  }
  return { title, optimizer, steps: configuration.simulation.steps ?? defaults.steps };
}
