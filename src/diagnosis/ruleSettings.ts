import type { Severity } from "./finding";
import type { RuleMetadata } from "./rule";

/** What a user makes of the rules. */
export interface RuleSettings {
  /** By the identifier of a rule, or `schedule/*` for all of a group; the rule's own goes first. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** By rule and threshold: `schedule/long-warmup.share`. */
  readonly thresholds: Readonly<Record<string, number>>;
}

export const defaultRuleSettings: RuleSettings = { severities: {}, thresholds: {} };

/** What a rule's findings are shown as; null for one whose severity is its own. */
export function severitySetting(
  { id }: Pick<RuleMetadata, "id">,
  { severities }: RuleSettings,
): Severity | "off" | null {
  const group = `${id.slice(0, id.indexOf("/"))}/*`;
  return severities[id] ?? severities[group] ?? null;
}

/** @throws Error for a threshold that the rule does not have: a mistake of its author */
export function thresholdSetting({ id, thresholds }: RuleMetadata, name: string, settings: RuleSettings): number {
  const threshold = thresholds?.[name];
  if (threshold === undefined) throw new Error(`The rule ${id} has no threshold ${name}.`);
  return settings.thresholds[`${id}.${name}`] ?? threshold.default;
}
