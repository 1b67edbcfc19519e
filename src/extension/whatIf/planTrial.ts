import type { Uri } from "vscode";
import { type Adjustments, adjusted } from "../../sources/adjustments/adjusted";
import { describeAdjustments, remainingAdjustments } from "../../sources/adjustments/checkAdjustments";
import type { OptimizerConfiguration } from "../../sources/configuration";
import type { SimulationDefaults } from "../../sources/runSpecification";
import { type PlannedRun, planReplay, planRun } from "../commands/planRun";
import { carryStart } from "../landscape/carryStart";
import type { RunPlan } from "../runs/runPlan";

/** What of a run's plan is no matter of its source: its problem, or its recording, and the start that is tried. */
type Kept = Pick<RunPlan, "specification" | "chosenProblem" | "trial">;

/**
 * The plan of a run in which other values are tried than its source says; that of the source where there are none. A start that is tried stays.
 *
 * @throws SpecificationError when the problem is none that can be simulated
 */
export function planTrial(
  uri: Uri,
  configuration: OptimizerConfiguration,
  defaults: SimulationDefaults,
  kept: Kept,
  changes: Adjustments,
): PlannedRun {
  const original = planLike(uri, configuration, defaults, kept);
  if ("issue" in original) return original;
  if (Object.keys(changes).length === 0) return { plan: carryStart(original.plan, kept) };
  const tried = planLike(uri, adjusted(configuration, changes), defaults, kept);
  if ("issue" in tried) return tried;
  const { name, source, specification } = original.plan;
  const words = describeAdjustments(configuration, changes);
  const plan = { ...tried.plan, name, source, trial: { changes, words, original: specification } };
  return { plan: carryStart(plan, kept) };
}

/**
 * The plan of a run whose source was read again. The values that were tried in it stay while the configuration says what it said; where it
 * says something else they are dropped, and the plan tells which.
 *
 * @throws SpecificationError when the problem is none that can be simulated
 */
export function replan(
  uri: Uri,
  configuration: OptimizerConfiguration,
  defaults: SimulationDefaults,
  run: RunPlan,
): PlannedRun {
  const original = planLike(uri, configuration, defaults, run);
  const tried = run.trial ?? run.dropped;
  if ("issue" in original || tried === undefined) return original;
  const left = remainingAdjustments(configuration, tried.changes);
  if (Object.keys(left).length === 0) return { plan: carryStart(original.plan, run) };
  if (run.trial !== undefined && original.plan.source?.key === run.source?.key) {
    return planTrial(uri, configuration, defaults, run, left);
  }
  const dropped = { changes: tried.changes, words: tried.words };
  return { plan: carryStart({ ...original.plan, dropped }, run) };
}

function planLike(
  uri: Uri,
  configuration: OptimizerConfiguration,
  defaults: SimulationDefaults,
  { specification: { recording }, chosenProblem }: Kept,
): PlannedRun {
  return recording
    ? planReplay(uri, configuration, defaults, recording)
    : planRun(uri, configuration, defaults, chosenProblem);
}
