import { displayName } from "../core/rule/typography";
import type { OptimizerEntry } from "../sources/catalogue/catalogue";
import { formulaLines } from "../sources/catalogue/formulaLines";
import { type ArgumentEffect, argumentEffects } from "./argumentEffects";
import { describeValue } from "./argumentTable";
import { assignmentList, assignments } from "./entrySection";
import type { Family } from "./families";
import { headingLink, paragraphs, plain, table } from "./markdown";
import { numbersOf, sharedNumbers, withNumbers } from "./sameNumbers";
import { sameSteps } from "./sameSteps";

/** In the place of a default that there is not. */
const REQUIRED = "required";

/** The heading under which a family is compared. */
export function familyHeading({ title }: Family): string {
  return `${title} compared`;
}

/** How the optimizers of a family differ: in their defaults, and in what they do where these are the same. */
export function familySection(family: Family): string {
  return paragraphs(
    `### ${plain(familyHeading(family))}`,
    defaultsTable(family.entries),
    rules(family.entries),
    options(family.entries),
  );
}

/** The numbers that at least two of the rules read; values of a column that differ are bold. */
function defaultsTable(entries: readonly OptimizerEntry[]): string {
  const rows = entries.map((entry) => {
    const rate = entry.arguments.find(({ name }) => name === entry.learningRate);
    const rateCell = rate?.default === undefined ? REQUIRED : describeValue(rate.default);
    const numbers = entry.arguments
      .flatMap(numbersOf)
      .map(([name, value]) => [displayName(name), describeValue(value)] as const);
    return new Map([["lr", rateCell] as const, ...numbers]);
  });
  const names = new Set(rows.flatMap((row) => [...row.keys()]));
  const columns = [...names].filter((name) => rows.filter((row) => row.has(name)).length > 1);
  const cells = columns.map((name) => {
    const values = rows.map((row) => row.get(name) ?? "");
    const effects = values.filter((value) => value !== "" && value !== REQUIRED).map(effectOf);
    const differs = new Set(effects).size > 1;
    return values.map((value) => (differs && effects.includes(effectOf(value)) ? `**${value}**` : value));
  });
  return table(
    ["", ...columns.map(plain)],
    entries.map(({ name }, row) => [headingLink(name), ...cells.map((column) => column[row])]),
  );
}

/** None does what 0 does. */
function effectOf(value: string): string {
  return value === "none" ? "0" : value;
}

function rules(entries: readonly OptimizerEntry[]): string {
  const shared = sharedNumbers(entries);
  const valuesOf = (entry: OptimizerEntry) => withNumbers(entry, shared);
  const linesOf = (entry: OptimizerEntry) => assignments(formulaLines(entry, valuesOf(entry)));
  const classes = sameSteps(entries, valuesOf);
  const ways = classes.map(({ entries: members, distance }, index) => {
    const comparison =
      index === 0 ? "" : distance === null ? ", which cannot be compared" : `, ${percent(distance)} away by then`;
    return paragraphs(`${linkList(members)}${comparison}:`, linesOf(members[0]));
  });
  return classes.length === 1
    ? paragraphs("With the same numbers all take the same steps:", linesOf(entries[0]))
    : paragraphs(`With the same numbers they go ${classes.length} ways:`, ...ways);
}

/** What arguments do that have no effect by default, and that at least two of the optimizers have. */
function options(entries: readonly OptimizerEntry[]): string {
  const shared = sharedNumbers(entries);
  const found = entries.flatMap((entry) =>
    argumentEffects(entry, withNumbers(entry, shared))
      .filter(({ argument }) => !argument.companion)
      .map((effect) => ({ entry, effect, name: optionName(effect) })),
  );
  const items = [...new Set(found.map(({ name }) => name))].flatMap((name) => {
    const effects = new Map(found.filter((it) => it.name === name).map(({ entry, effect }) => [entry, effect]));
    if (effects.size < 2) return [];
    const ways = sameSteps([...effects.keys()], (entry) => ({
      ...withNumbers(entry, shared),
      ...effects.get(entry)?.values,
    }));
    const described = ways.map(
      ({ entries: members }) => `  - ${linkList(members)}: ${assignmentList(effects.get(members[0])?.lines ?? [])}`,
    );
    return [`- ${plain(name)}`, ...described];
  });
  return items.length === 0 ? "" : paragraphs("Options, which have no effect by default:", items.join("\n"));
}

/** What an option is called in all frameworks: the rule's name of a number, the name of a flag. */
function optionName({ argument, besides }: ArgumentEffect): string {
  const names = besides === null ? [argument] : [argument, besides];
  return names.map(({ name, ruleNames }) => displayName(ruleNames?.[0] ?? name)).join(" with ");
}

function linkList(entries: readonly OptimizerEntry[]): string {
  return entries.map(({ name }) => headingLink(name)).join(", ");
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
