import { nearestName } from "../core/nearestName";
import { allRules, ruleMetadata } from "../diagnosis/allRules";
import type { Severity } from "../diagnosis/finding";
import type { RuleMetadata } from "../diagnosis/rule";
import type { RuleSettings } from "../diagnosis/ruleSettings";
import { CommandError } from "./commandError";

/** The options of commands that go by rules, for `parseOptions`. */
export const ruleOptions = {
  rule: { type: "string", multiple: true },
  threshold: { type: "string", multiple: true },
} as const;

const levels: readonly (Severity | "off")[] = ["off", "information", "warning", "error"];

/**
 * What `--rule schedule/long-warmup=off` and `--threshold schedule/long-warmup.share=0.2` say, each time they are given.
 *
 * @throws CommandError for a rule, level or threshold that there is not
 */
export function parseRuleSettings(rules: readonly string[] = [], thresholds: readonly string[] = []): RuleSettings {
  return {
    severities: Object.fromEntries(rules.map(parseSeverity)),
    thresholds: Object.fromEntries(thresholds.map(parseThreshold)),
  };
}

function parseSeverity(text: string): readonly [rule: string, level: Severity | "off"] {
  const [rule, name] = parts("rule", text, "RULE=off|information|warning|error");
  const level = levels.find((each) => each === name);
  if (level === undefined)
    throw new CommandError(`--rule ${text}: "${name}" is no level; expected ${levels.join(", ")}.`);
  if (!rule.endsWith("/*")) requireRule("rule", text, rule);
  return [rule, level];
}

function parseThreshold(text: string): readonly [threshold: string, value: number] {
  const [threshold, number] = parts("threshold", text, "RULE.NAME=NUMBER");
  const dot = threshold.lastIndexOf(".");
  const { id, thresholds = {} } = requireRule("threshold", text, threshold.slice(0, Math.max(0, dot)));
  const name = threshold.slice(dot + 1);
  if (!Object.hasOwn(thresholds, name)) {
    const known = Object.keys(thresholds).join(", ") || "none";
    throw new CommandError(`--threshold ${text}: ${id} has no threshold "${name}"; it has ${known}.`);
  }
  const value = number === "" ? Number.NaN : Number(number);
  if (Number.isNaN(value)) throw new CommandError(`--threshold ${text}: "${number}" is no number.`);
  return [threshold, value];
}

function parts(option: string, text: string, form: string): readonly [before: string, after: string] {
  const sign = text.indexOf("=");
  if (sign > 0) return [text.slice(0, sign).trim(), text.slice(sign + 1).trim()];
  throw new CommandError(`--${option} is "${text}"; expected ${form}.`);
}

function requireRule(option: string, text: string, id: string): RuleMetadata {
  const metadata = ruleMetadata(id);
  if (metadata !== undefined) return metadata;
  const nearest = nearestName(
    id,
    allRules.map((rule) => rule.id),
  );
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  throw new CommandError(`--${option} ${text}: there is no rule "${id}".${hint}`);
}
