import type { RuleMetadata } from "./rule";
import { runRules } from "./run/runRules";
import { sourceRules } from "./sourceRules";

/** What is said of every rule, about sources and about runs, in the order of the documentation. */
export const allRules: readonly RuleMetadata[] = [...sourceRules, ...runRules].map(({ metadata }) => metadata);

/** Undefined for an identifier of no rule. */
export function ruleMetadata(id: string): RuleMetadata | undefined {
  return allRules.find((metadata) => metadata.id === id);
}
