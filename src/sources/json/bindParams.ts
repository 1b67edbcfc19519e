import { answerKind } from "../answers/answerKind";
import type { Answers } from "../answers/answers";
import type { UnknownValue } from "../answers/unknownValue";
import { checkValue } from "../arguments/checkValue";
import { javascriptWords } from "../arguments/languageWords";
import { unknownArgument } from "../arguments/unknownArgument";
import { type CatalogueEntry, defaultArguments } from "../catalogue/catalogue";
import type { OptimizerConfiguration, ReadValue, SourceIssue, SourceRange } from "../configuration";
import { plainValues } from "../configurationValues";
import { type MappingEntry, placeOf } from "../yaml/configurationNode";
import { typedNode } from "../yaml/typedNode";
import { isAuto, readAuto } from "./autoValue";

/** What a constructor is given, under its own names. */
export type BoundParams = Pick<OptimizerConfiguration, "hyperparameters" | "unresolved" | "issues"> & {
  readonly unknowns: readonly UnknownValue[];
};

/**
 * Binds the `params` of a file as DeepSpeed does, which hands them to a constructor by keyword.
 *
 * @param params by the constructor's names
 * @param place of the mapping, for what is missing
 * @param path of the keys that lead to the mapping
 * @param answers for what the file leaves to the program
 */
export function bindParams(
  entry: CatalogueEntry,
  params: ReadonlyMap<string, MappingEntry>,
  place: SourceRange,
  path: readonly string[],
  answers: Answers,
): BoundParams {
  const issues: SourceIssue[] = [];
  const unresolved: string[] = [];
  const unknowns: UnknownValue[] = [];
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
      continue;
    }
    const kind = isAuto(given) ? answerKind(argument) : null;
    const auto = kind && readAuto(given, [...path, name], entry.title, kind, answers);
    if (auto !== null) unknowns.push(auto.unknown);
    const value = isAuto(given) ? (auto?.value ?? null) : typedNode(given.value);
    if (value === null) {
      unresolved.push(name);
      continue;
    }
    const range = placeOf(given);
    const checked = checkValue(argument, value, javascriptWords);
    issues.push(...checked.issues.map((issue) => ({ ...issue, range })));
    hyperparameters[name] = { value: checked.value, range, ...(auto === null ? {} : { origin: auto.origin }) };
  }
  const values = { ...defaultArguments(entry), ...plainValues(hyperparameters) };
  for (const name of unresolved) delete values[name];
  for (const { severity, message, argument } of entry.check?.(values) ?? []) {
    const given = params.get(argument);
    issues.push({ severity, message, range: given === undefined ? place : placeOf(given) });
  }
  return { hyperparameters, unresolved, issues, unknowns };
}
