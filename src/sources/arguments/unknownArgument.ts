import { nearestName } from "../../core/nearestName";
import type { CatalogueEntry } from "../catalogue/catalogue";
import type { SourceIssue } from "../configuration";

/**
 * What to say of an argument that an entry has not.
 *
 * @param known names that it has
 */
export function unknownArgument(
  entry: CatalogueEntry,
  name: string,
  known: readonly string[],
): Pick<SourceIssue, "severity" | "message"> {
  const ignored = entry.ignoredArguments?.[name];
  if (ignored !== undefined) return { severity: "warning", message: ignored };
  const renamed = entry.renamedArguments?.[name];
  const suggestion = renamed !== undefined && known.includes(renamed) ? renamed : nearestName(name, known);
  const hint = suggestion === undefined ? `expected one of ${known.join(", ")}.` : `did you mean ${suggestion}?`;
  return { severity: "error", message: `${entry.title} has no argument ${name}; ${hint}` };
}
