import type { OptimizerConfiguration, ReadValue, SourceRange } from "../../sources/configuration";
import { SourceEdits } from "../../sources/edits/sourceEdits";
import { ConfigurationFacts, type Role } from "../configuration/configurationFacts";
import type { Finding, Fix } from "../finding";
import { ignoreComments } from "../ignoreComments";
import type { RunFinding, RunSubject } from "./runRule";
import { editFor } from "./sourceChange";

/**
 * Gives findings of a run their places in the source that it is from and the edits that mend them, and leaves out those that a comment
 * there ignores.
 */
export function placeRunFindings(
  findings: readonly RunFinding[],
  configuration: OptimizerConfiguration,
  text: string,
): readonly Finding[] {
  const ignored = ignoreComments(text);
  const sourceEdits = new SourceEdits(text);
  return findings.flatMap(({ about, remedies, ...finding }): Finding[] => {
    const fixes = remedies.flatMap(({ title, change }): Fix[] => {
      const found = editFor(change, configuration, sourceEdits);
      // What a run on a test problem says is never beyond doubt.
      return found === null ? [] : [{ title: { ...title, values: found.values }, edits: found.edits, isSafe: false }];
    });
    // What mends it is to blame: a schedule's own rate, say, and not the one that it overrides.
    const range = fixes[0]?.edits[0].range ?? placeOf(about, configuration) ?? configuration.range;
    return ignored.ignores(finding.rule, range.line) ? [] : [{ ...finding, range, related: [], fixes }];
  });
}

/** Null where what it is about does not stand in the file of the optimizer. */
function placeOf(about: RunSubject, configuration: OptimizerConfiguration): SourceRange | null {
  switch (about) {
    case "learningRate":
    case "epsilon":
      return placeOfNumber(about, configuration);
    case "schedule":
      return configuration.schedule?.range ?? null;
    case "optimizer":
    case "clipping":
      return null;
  }
}

function placeOfNumber(role: Role, configuration: OptimizerConfiguration): SourceRange | null {
  const [group] = new ConfigurationFacts(configuration).groups;
  const read: ReadValue | null | undefined =
    group.number(role)?.read ?? (configuration.rule === null ? null : configuration.hyperparameters[role]);
  return read?.file === undefined ? (read?.range ?? null) : null;
}
