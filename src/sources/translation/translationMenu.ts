import type { OptimizerConfiguration } from "../configuration";
import { translate } from "./translate";
import { type Translation, type TranslationTarget, targetTitles, translationTargets } from "./translation";

/** What a menu says of a target. */
export interface TranslationChoice {
  readonly target: TranslationTarget;
  readonly title: string;
  readonly fidelity: "exact" | "with notes" | "impossible";
  readonly translation: Translation;
}

/**
 * What each target makes of a configuration, in the order of a menu. One at a time, since each takes some tenths of a second: who asks can rest
 * in between.
 */
export function* translationMenu(configuration: OptimizerConfiguration): Iterable<TranslationChoice> {
  for (const target of translationTargets) {
    const translation = translate(configuration, target);
    yield { target, title: targetTitles[target], fidelity: fidelityOf(translation), translation };
  }
}

function fidelityOf(translation: Translation): TranslationChoice["fidelity"] {
  if ("obstacle" in translation) return "impossible";
  return translation.notes.length === 0 ? "exact" : "with notes";
}
