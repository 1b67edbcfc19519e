import { checkValue } from "../arguments/checkValue";
import { javascriptWords } from "../arguments/languageWords";
import { unknownArgument } from "../arguments/unknownArgument";
import { type CatalogueEntry, defaultArguments } from "../catalogue/catalogue";
import type { OptimizerConfiguration, ReadValue, SourceIssue, SourceRange } from "../configuration";
import { plainValues } from "../configurationValues";
import { type MappingEntry, placeOf } from "../yaml/configurationNode";
import { typedNode } from "../yaml/typedNode";

/** What a constructor is given, under its own names. */
export type BoundParams = Pick<OptimizerConfiguration, "hyperparameters" | "unresolved" | "issues">;

/**
 * Binds the `params` of a file as DeepSpeed does, which hands them to a constructor by keyword.
 *
 * @param params by the constructor's names
 * @param place of the mapping, for what is missing
 */
export function bindParams(
  entry: CatalogueEntry,
  params: ReadonlyMap<string, MappingEntry>,
  place: SourceRange,
): BoundParams {
  const issues: SourceIssue[] = [];
  const unresolved: string[] = [];
  const hyperparameters: Record<string, ReadValue> = {};
  const known = entry.arguments.map(({ name }) => name);
  for (const [name, { keyRange }] of params) {
    if (!known.includes(name)) issues.push({ ...unknownArgument(entry, name, known), range: keyRange });
  }
  for (const argument of entry.arguments) {
    const { name, default: preset, documentation } = argument;
    const given = params.get(name);
    if (given === undefined) {
      if (preset !== undefined) hyperparameters[name] = { value: preset, range: null };
      else issues.push({ severity: "error", message: `${entry.title} needs ${name}: ${documentation}`, range: place });
    } else if (isAuto(given)) {
      unresolved.push(name);
    } else {
      const range = placeOf(given);
      const checked = checkValue(argument, typedNode(given.value), javascriptWords);
      issues.push(...checked.issues.map((issue) => ({ ...issue, range })));
      hyperparameters[name] = { value: checked.value, range };
    }
  }
  const values = { ...defaultArguments(entry), ...plainValues(hyperparameters) };
  for (const name of unresolved) delete values[name];
  for (const { severity, message, argument } of entry.check?.(values) ?? []) {
    const given = params.get(argument);
    issues.push({ severity, message, range: given === undefined ? place : placeOf(given) });
  }
  return { hyperparameters, unresolved, issues };
}

/** Whether a value is left to the program that reads the file: the Trainer of Hugging Face, or Accelerate. */
export function isAuto({ value }: MappingEntry): boolean {
  return value.kind === "scalar" && value.value === "auto";
}
