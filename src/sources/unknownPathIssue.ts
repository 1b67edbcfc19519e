import { nearestName } from "../core/nearestName";
import { optimizers } from "./catalogue/findEntry";
import type { Framework, SourceIssue, SourceRange } from "./configuration";

/** What to say of an optimizer that the catalogue has not: its name, and the nearest that there is of the framework. */
export function unknownPathIssue(path: string, framework: Framework, range: SourceRange): SourceIssue {
  const names = optimizers.filter((entry) => entry.framework === framework).map((entry) => lastPart(entry.name));
  const known = [...new Set(names)];
  const nearest = nearestName(lastPart(path), known);
  const hint = nearest === undefined ? `known are ${known.join(", ")}.` : `did you mean ${nearest}?`;
  return { severity: "information", message: `${path} is not known and cannot be simulated; ${hint}`, range };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
