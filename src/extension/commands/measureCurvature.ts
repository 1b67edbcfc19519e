import { setCurvature } from "../settings";
import { simulateAgain } from "./simulate";
import type { SimulateServices } from "./simulateServices";

/** Turns measuring curvature on or off, and simulates a run again so that it has its series, or has not. A replay has none. */
export async function measureCurvature(
  services: SimulateServices,
  isMeasured: boolean,
  run: string | null,
): Promise<void> {
  await setCurvature(isMeasured);
  if (run === null || services.store.get(run).plan.specification.recording !== undefined) return;
  await simulateAgain(services, run);
}
