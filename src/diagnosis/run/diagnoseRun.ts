import { defaultRuleSettings, type RuleSettings, severitySetting, thresholdSetting } from "../ruleSettings";
import { fixTitle, ruleMessage } from "../ruleTexts";
import { type FinishedRun, RunFacts } from "./runFacts";
import type { RunFinding, RunRule } from "./runRule";
import { runRules } from "./runRules";

/**
 * Says what happened in a run and why. Reads the core alone, so that a worker can do it; `placeRunFindings` says where in the
 * source the findings belong.
 *
 * @returns findings in the order of the rules
 */
export function diagnoseRun(
  run: FinishedRun,
  settings: RuleSettings = defaultRuleSettings,
  rules: readonly RunRule[] = runRules,
): readonly RunFinding[] {
  const facts = new RunFacts(run);
  if (facts.steps === 0) return [];
  return rules.flatMap(({ metadata, check }): RunFinding[] => {
    const severity = severitySetting(metadata, settings);
    if (severity === "off") return [];
    const reports = check(facts, { threshold: (name) => thresholdSetting(metadata, name, settings) });
    return [...reports].map(({ message, values = {}, evidence = {}, about, step, severity: own, remedies = [] }) => ({
      rule: metadata.id,
      severity: severity ?? own ?? metadata.severity,
      message: ruleMessage(metadata, message, values),
      evidence: { ...values, ...evidence },
      about,
      ...(step === undefined ? {} : { step }),
      remedies: remedies.map(({ title, change }) => ({ title: fixTitle(metadata, title), change })),
    }));
  });
}
