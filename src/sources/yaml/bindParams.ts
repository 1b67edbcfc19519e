import { answerKind } from "../answers/answerKind";
import { checkValue } from "../arguments/checkValue";
import { unknownArgument } from "../arguments/unknownArgument";
import { type ArgumentDefinition, type CatalogueEntry, defaultArguments } from "../catalogue/catalogue";
import type { OptimizerConfiguration, ReadValue, SourceIssue, SourceRange } from "../configuration";
import { plainValues } from "../configurationValues";
import { type MappingEntry, placeOf } from "./configurationNode";
import type { Loading } from "./loading";

/** What a constructor is given, under its own names. */
export type BoundParams = Pick<OptimizerConfiguration, "hyperparameters" | "unresolved" | "issues">;

/** What a program does besides handing the mapping on. */
export interface Handing {
  /** Arguments that the program gives a value of its own; null for one that only the run knows. They go before the file's. */
  readonly known?: Readonly<Record<string, ReadValue | null>>;
  /** Whether an argument is left to the caller. */
  isLeft?(argument: ArgumentDefinition, given: MappingEntry): boolean;
}

/**
 * Binds the entries of a mapping as a program does that hands them to a constructor by keyword.
 *
 * @param params by the constructor's names
 * @param place of the mapping, for what is missing
 */
export function bindParams(
  entry: CatalogueEntry,
  params: ReadonlyMap<string, MappingEntry>,
  place: SourceRange,
  { words, load }: Loading,
  { known = {}, isLeft = () => false }: Handing = {},
): BoundParams {
  const issues: SourceIssue[] = [];
  const unresolved: string[] = [];
  const hyperparameters: Record<string, ReadValue> = {};
  const names = entry.arguments.map(({ name }) => name);
  const given = new Map([...params].map(([name, param]) => [entry.synonyms?.[name] ?? name, param]));
  for (const [name, { keyRange, value }] of given) {
    if (names.includes(name) || name === entry.subject || Object.hasOwn(known, name)) continue;
    issues.push({ ...unknownArgument(entry, name, names), range: value.file === undefined ? keyRange : place });
  }
  for (const argument of entry.arguments) {
    const { name, default: preset, documentation } = argument;
    const param = given.get(name);
    const fixed = known[name];
    if (fixed === null) unresolved.push(name);
    else if (fixed !== undefined) hyperparameters[name] = fixed;
    else if (param === undefined) {
      if (preset !== undefined) hyperparameters[name] = { value: preset, range: null };
      else issues.push({ severity: "error", message: `${entry.title} needs ${name}: ${documentation}`, range: place });
    } else if (!isLeft(argument, param)) {
      const loaded = load(param, { argument: name, of: entry.title, kind: answerKind(argument) });
      if ("unread" in loaded) {
        // What decides nothing that is simulated need not be known.
        if (argument.kind === "execution") continue;
        unresolved.push(name);
        const message = `${name} ${loaded.unread}`;
        const range = param.value.file === undefined ? placeOf(param) : place;
        if (loaded.unread !== null) issues.push({ severity: "information", message, range });
        continue;
      }
      const checked = checkValue(argument, loaded.value, words);
      const range = loaded.file === undefined ? (loaded.range ?? placeOf(param)) : place;
      issues.push(...checked.issues.map((issue) => ({ ...issue, range })));
      hyperparameters[name] = { ...loaded, value: checked.value };
    }
  }
  const values = { ...defaultArguments(entry), ...plainValues(hyperparameters) };
  for (const name of unresolved) delete values[name];
  for (const { severity, message, argument } of entry.check?.(values) ?? []) {
    const param = given.get(argument);
    const isHere = param !== undefined && param.value.file === undefined;
    issues.push({ severity, message, range: isHere ? placeOf(param) : place });
  }
  return { hyperparameters, unresolved, issues };
}
