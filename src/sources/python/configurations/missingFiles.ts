import type { SourceIssue } from "../../configuration";
import type { Expression } from "../expression";
import type { ConfigurationFile } from "./configurationFile";
import { ownPlace } from "./ownPlace";

/** What is to say of files that a configuration builds on and that are not there, or build on it themselves: their values are not known. */
export function missingFiles(
  { missing }: ConfigurationFile,
  place: Expression,
): { readonly unresolved: readonly string[]; readonly issues: readonly SourceIssue[] } {
  const issues = missing.map(({ path, at }): SourceIssue => {
    const { node, source } = ownPlace(at, place) ?? place;
    const message = `${path}, which this configuration builds on, cannot be read; what it sets is not known.`;
    return { severity: "information", message, range: source.rangeOf(node) };
  });
  return { unresolved: missing.length > 0 ? ["_base_"] : [], issues };
}
