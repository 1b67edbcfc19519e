import type { OptimizerSpecification } from "../../core/simulation/specification";
import type { OptimizerEntry } from "../catalogue/catalogue";
import { findOptimizer } from "../catalogue/findEntry";
import type { OptimizerConfiguration } from "../configuration";
import { runSpecification } from "../runSpecification";
import { distanceBetween, SAME } from "./compareRuns";
import { kindred, optionsOf } from "./kinds";
import { decayOf, draftConfiguration, type OptimizerDraft, optimizerDrafts } from "./optimizerDrafts";
import type { TranslationTarget } from "./translation";

/** A draft with how far it is from the source: see `distanceBetween`. */
export interface MeasuredDraft extends OptimizerDraft {
  readonly distance: number;
}

/** Of what is simulated, nothing depends on these. */
export const unused = {
  problem: { name: "noisy-quadratic", parameters: {} },
  steps: 1,
  seed: 0,
  precision: "float64",
} as const;

/**
 * The optimizer of the target, of the same kind, that comes nearest to a configuration: the first that does the same, if any does.
 *
 * @param source what is simulated for the configuration
 * @returns null where the target has none of this kind
 */
export function chooseOptimizer(
  configuration: OptimizerConfiguration,
  source: OptimizerSpecification,
  target: TranslationTarget,
): MeasuredDraft | null {
  const entry = findOptimizer(configuration.optimizer);
  if (entry === undefined) return null;
  const compared = target === "torch" ? source : ungrouped(source);
  return nearest(configuration, compared, kindred(entry, target, decayOf(source.hyperparameters) !== 0));
}

/** The optimizer of the target that comes nearest, of whatever kind. */
export function nearestOfAll(
  configuration: OptimizerConfiguration,
  source: OptimizerSpecification,
  target: TranslationTarget,
): MeasuredDraft | null {
  return nearest(configuration, source, optionsOf(target));
}

function nearest(
  configuration: OptimizerConfiguration,
  source: OptimizerSpecification,
  entries: readonly OptimizerEntry[],
): MeasuredDraft | null {
  let best: MeasuredDraft | null = null;
  for (const entry of entries) {
    for (const draft of optimizerDrafts(configuration, source, entry)) {
      const distance = entry.name === configuration.optimizer ? 0 : distanceOf(draft, source);
      if (distance === null || (best !== null && distance >= best.distance)) continue;
      best = { ...draft, distance };
      if (distance <= SAME) return best;
    }
  }
  return best;
}

/** How far the target's rule alone is from the source: all that is beside it is the source's. */
function distanceOf(draft: OptimizerDraft, source: OptimizerSpecification): number | null {
  const lowered = runSpecification(draftConfiguration(draft), unused);
  if ("issues" in lowered) return null;
  return distanceBetween(source, withRuleOf(source, lowered.specification.optimizer));
}

/** An optimizer with one set of values for all parameters. */
export function ungrouped({ groups: _, ...rest }: OptimizerSpecification): OptimizerSpecification {
  return rest;
}

/** The rule of one optimizer with all that another has beside its own. */
export function withRuleOf(source: OptimizerSpecification, other: OptimizerSpecification): OptimizerSpecification {
  const { rule, algorithm, preparation, hyperparameters, averagesGradually, vectorsOnly } = other;
  const { algorithm: _algorithm, preparation: _preparation, vectorsOnly: _vectorsOnly, ...kept } = source;
  return {
    ...kept,
    rule,
    hyperparameters,
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(preparation === undefined ? {} : { preparation }),
    ...(averagesGradually === undefined ? {} : { averagesGradually }),
    ...(vectorsOnly === undefined ? {} : { vectorsOnly }),
  };
}
