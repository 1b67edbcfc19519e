import type { RecordingSpecification } from "../core/problems/recordingSpecification";
import { replayOf } from "../core/simulation/replayOf";
import { SpecificationError } from "../core/simulation/specification";
import type { OptimizerConfiguration } from "./configuration";
import { type LoweredRun, runSpecification, type SimulationDefaults } from "./runSpecification";

/**
 * Says what to simulate where a configuration is fed recorded gradients: as `runSpecification`, but for the number of steps and
 * curvature, which is not measured.
 *
 * @returns issues of severity error also where the optimizer cannot do without a loss, or the gradients make no update
 */
export function replaySpecification(
  configuration: OptimizerConfiguration,
  defaults: SimulationDefaults,
  recording: RecordingSpecification,
): LoweredRun {
  // A schedule that is a share of the run is one of the recorded run.
  const steps = recording.gradients.shape[0];
  // Recorded gradients have no curvature.
  const simulation = { ...configuration.simulation, curvature: false };
  const lowered = runSpecification({ ...configuration, simulation }, { ...defaults, steps });
  if ("issues" in lowered) return lowered;
  try {
    return { specification: replayOf(lowered.specification, recording) };
  } catch (error) {
    if (!(error instanceof SpecificationError)) throw error;
    return { issues: [{ severity: "error", message: error.message, range: configuration.range }], missing: [] };
  }
}
