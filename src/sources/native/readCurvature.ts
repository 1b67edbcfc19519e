import type { CurvatureRequest } from "../configuration";
import { describeNode, type MappingEntry } from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { acceptLeaf } from "./acceptLeaf";
import { curvatureFlag, curvatureMapping } from "./nativeForm";
import { readFields } from "./readFields";

/** Reads `curvature`: a flag, or a mapping with the interval. Undefined, and reported, with a mistake in it. */
export function readCurvature(entry: MappingEntry, report: Report): CurvatureRequest | undefined {
  const { key, value } = entry;
  if (value.kind === "mapping") {
    const { values, entries } = readFields(curvatureMapping, value, "`curvature`", report);
    const every = values.get("every")?.value;
    if (typeof every === "number") return { every };
    return entries.has("every") ? undefined : true;
  }
  const flag = acceptLeaf(curvatureFlag, value);
  if (typeof flag === "boolean") return flag;
  report(value.range, `\`${key}\` is ${describeNode(value)}; expected { every: 10 }, true or false.`);
  return undefined;
}
