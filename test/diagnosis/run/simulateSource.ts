import { Simulation } from "../../../src/core/simulation/simulation";
import type { Finding } from "../../../src/diagnosis/finding";
import { diagnoseRun } from "../../../src/diagnosis/run/diagnoseRun";
import { placeRunFindings } from "../../../src/diagnosis/run/placeRunFindings";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";

const defaults = {
  problem: { name: "noisy-quadratic", parameters: {} },
  steps: 500,
  seed: 0,
  precision: "float64",
} as const;

/** Simulates every configuration of a source, with curvature every step where that is asked for, and diagnoses the runs. */
export async function findingsOfRuns(
  path: string,
  source: string,
  measuresCurvature = false,
): Promise<readonly { readonly run: string; readonly findings: readonly Finding[] }[]> {
  const { configurations } = await readSource(path, source);
  return configurations.map((configuration) => {
    const lowered = runSpecification(configuration, defaults);
    if (!("specification" in lowered)) throw new Error(lowered.issues.map(({ message }) => message).join("\n"));
    const specification = {
      ...lowered.specification,
      ...(measuresCurvature ? { curvature: { every: 1 } } : {}),
    };
    const simulation = new Simulation(specification);
    simulation.advance(specification.steps);
    const { trace, nonFinite } = simulation;
    const findings = diagnoseRun({ specification, trace, nonFinite });
    return { run: configuration.name ?? "", findings: placeRunFindings(findings, configuration, source) };
  });
}
