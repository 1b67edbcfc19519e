import type { OptimizerConfiguration, ReadValue, SourceRange } from "../../sources/configuration";
import { ConfigurationFacts, type Role } from "../configuration/configurationFacts";
import type { Finding } from "../finding";
import { ignoreComments } from "../ignoreComments";
import type { RunFinding, RunSubject } from "./runRule";

/** Gives findings of a run their places in the source that it is from, and leaves out those that a comment there ignores. */
export function placeRunFindings(
  findings: readonly RunFinding[],
  configuration: OptimizerConfiguration,
  text: string,
): readonly Finding[] {
  const ignored = ignoreComments(text);
  return findings.flatMap(({ about, ...finding }): Finding[] => {
    const range = placeOf(about, configuration) ?? configuration.range;
    return ignored.ignores(finding.rule, range.line) ? [] : [{ ...finding, range, related: [], fixes: [] }];
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
