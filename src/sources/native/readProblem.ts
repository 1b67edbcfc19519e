import type { ProblemSpecification, ProblemValue, TensorDescription } from "../../core/problems/problem";
import { SpecificationError } from "../../core/simulation/specification";
import type { SourceRange, SourceValue } from "../configuration";
import { describeNode, type MappingEntry, placeOf } from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { problemMapping, problemName } from "./nativeForm";
import { type ReadFields, readFields } from "./readFields";
import { readLeaf } from "./readLeaf";
import { tryProblem } from "./tryProblem";

export interface ReadProblem {
  readonly specification: ProblemSpecification;
  /** Null where the problem is too large to be made on trial. */
  readonly tensors: readonly TensorDescription[] | null;
}

/** Reads `problem`: a name, or a mapping with the name and parameters. Undefined, and reported, with a mistake in it. */
export function readProblem(entry: MappingEntry, report: Report): ReadProblem | undefined {
  const { value } = entry;
  if (value.kind === "scalar") {
    const name = readLeaf(problemName, entry, report);
    return typeof name === "string" ? check({ name, parameters: {} }, () => value.range, report) : undefined;
  }
  if (value.kind === "list") {
    report(value.range, `\`${entry.key}\` is ${describeNode(value)}; expected a name or a mapping.`);
    return undefined;
  }
  const fields = readFields(problemMapping, value, "this problem", report);
  const specification = specificationOf(fields);
  if (specification === undefined) return undefined;
  return check(
    specification,
    (path) => {
      const culprit = fields.entries.get(path.replace("problem.", "")) ?? fields.entries.get("name");
      return culprit === undefined ? entry.range : placeOf(culprit);
    },
    report,
  );
}

/** Undefined where a value is missing because it is not allowed. */
function specificationOf({ values, entries }: ReadFields): ProblemSpecification | undefined {
  const name = values.get("name")?.value;
  if (typeof name !== "string" || values.size < entries.size) return undefined;
  const parameters: [string, ProblemValue][] = [];
  for (const [key, { value }] of values) {
    if (key !== "name" && isProblemValue(value)) parameters.push([key, value]);
  }
  return { name, parameters: Object.fromEntries(parameters) };
}

function isProblemValue(value: SourceValue): value is ProblemValue {
  return value !== null && (!Array.isArray(value) || value.every((item) => typeof item === "number"));
}

function check(
  specification: ProblemSpecification,
  placeOfPath: (path: string) => SourceRange,
  report: Report,
): ReadProblem | undefined {
  const trial = tryProblem(specification);
  if (!(trial instanceof SpecificationError)) return { specification, tensors: trial.tensors };
  report(placeOfPath(trial.path), trial.message);
  return undefined;
}
