import { formatCount } from "../../../src/core/formatNumber";
import { formatMessage } from "../../../src/diagnosis/message";
import { sourceRules } from "../../../src/diagnosis/sourceRules";
import { groupBy } from "../../../src/documentation/groupBy";
import { code, paragraphs, plain, table } from "../../../src/documentation/markdown";
import { faults } from "./faults";
import { findingsIn, type Mutant, mutationRun } from "./mutationRun";
import { type SoundSource, soundSources } from "./soundSources";

/** The path of the page in the repository. */
export const DIAGNOSIS_PAGE = "docs/diagnosis.md";

/** What `docs/diagnosis.md` says: how many mistakes the rules find, and what they say of configurations that are sound. */
export async function diagnosisPage(): Promise<string> {
  const sources = soundSources();
  const mutants = await mutationRun(sources, faults);
  const found = mutants.filter(({ isFound }) => isFound);
  return `${paragraphs(
    "# Diagnosis",
    "<!-- Written by `npm run docs`. -->",
    `${sources.length} sound configurations, written as practitioners write them, are in [test/diagnosis/sound](../test/diagnosis/sound). ` +
      `Into each of them every mistake that applies is put, one at a time: ${formatCount(mutants.length)} files with one mistake each. ` +
      `Of these the rules find ${formatCount(found.length)}, ${percent(found.length, mutants.length)}.`,
    "Mistakes and configurations were written together with the rules: the figures say that every rule works in the spellings below, and not how often it would find its mistake " +
      "in all the code that there is.",
    "## Sound configurations",
    await soundSection(sources),
    "## Mistakes",
    mistakesTable(mutants),
    "## Rules",
    ...rulesSection(mutants),
    ...precisionSection(mutants),
    ...missedSection(mutants),
  )}\n`;
}

async function soundSection(sources: readonly SoundSource[]): Promise<string> {
  const remarks: string[] = [];
  let loud = 0;
  for (const { file, text } of sources) {
    for (const { severity, rule, range, message } of await findingsIn(file, text)) {
      if (severity !== "information") loud += 1;
      remarks.push(`- ${code(`${file}:${range.line}`)} ${severity}: ${plain(formatMessage(message))} (${code(rule)})`);
    }
  }
  const count = `In ${sources.length} files there are ${loud} errors and warnings, and ${remarks.length - loud} remarks of severity information.`;
  return paragraphs(count, remarks.join("\n"));
}

function mistakesTable(mutants: readonly Mutant[]): string {
  const rows = [...groupBy(mutants, ({ fault }) => fault.title)].map(([title, made]) => [
    plain(title),
    String(made.length),
    String(made.filter(({ isFound }) => isFound).length),
    rulesThatFound(made),
  ]);
  return table(["Mistake", "Made in", "Found in", "By"], rows);
}

function rulesThatFound(mutants: readonly Mutant[]): string {
  const rules = mutants.flatMap(({ findings, fault }) =>
    findings.map(({ rule }) => rule).filter((rule) => fault.rules.includes(rule)),
  );
  return [...new Set(rules)].map(code).join(", ");
}

/** Which rules find how many of the mistakes that are theirs, and which have none here. */
function rulesSection(mutants: readonly Mutant[]): readonly string[] {
  const ids = sourceRules.map(({ metadata }) => metadata.id);
  const rows = ids.flatMap((id) => {
    const own = mutants.filter(({ fault }) => fault.rules.includes(id));
    const named = own.filter(({ findings }) => findings.some(({ rule }) => rule === id)).length;
    const others = mutants.filter(({ fault, findings }) => {
      const isNamed = findings.some(({ rule, severity }) => rule === id && severity !== "information");
      return isNamed && !fault.rules.includes(id);
    }).length;
    const found = own.filter(({ isFound }) => isFound).length;
    return named === 0 && others === 0
      ? []
      : [[code(id), String(own.length), String(found), String(named), String(others)]];
  });
  const silent = ids.filter((id) => !rows.some(([cell]) => cell === code(id)));
  const said =
    "Of each rule: the files with a mistake that is its own, those in which one of the rules for that mistake finds it, those in which it is this one, and those " +
    "in which it finds something else.";
  const rest = `No mistake is made here for ${silent.length} rules, whose cases in [test/diagnosis/cases](../test/diagnosis/cases) alone show what they find and where they are silent: ${silent.map(code).join(", ")}.`;
  return [said, table(["Rule", "Files", "Found", "By it", "Besides"], rows), ...(silent.length === 0 ? [] : [rest])];
}

/** What is found besides the mistake that was made, by rule. */
function precisionSection(mutants: readonly Mutant[]): readonly string[] {
  const all = mutants.flatMap(({ findings, fault, source }) => {
    const loud = findings.filter(({ severity }) => severity !== "information");
    return loud.map((finding) => ({ finding, fault, source, isMeant: fault.rules.includes(finding.rule) }));
  });
  const others = all.filter(({ isMeant }) => !isMeant);
  const said = `Of ${all.length} errors and warnings in the files with mistakes, ${all.length - others.length} (${percent(all.length - others.length, all.length)}) name the mistake itself.`;
  if (others.length === 0) return ["## Precision", said];
  const rows = [...groupBy(others, ({ finding, fault }) => `${finding.rule} ${fault.title}`)].map(([, group]) => {
    const [{ finding, fault }] = group;
    return [plain(fault.title), code(finding.rule), plain(formatMessage(finding.message)), String(group.length)];
  });
  const rest = "The others are what else is wrong with a file once the mistake is made:";
  return ["## Precision", said, rest, table(["Mistake", "Rule", "What it says", "Times"], rows)];
}

function missedSection(mutants: readonly Mutant[]): readonly string[] {
  const missed = mutants.filter(({ isFound }) => !isFound);
  if (missed.length === 0) return [];
  const rows = missed.map(({ source, fault }) => [code(source.file), plain(fault.title)]);
  return ["## Missed", table(["File", "Mistake"], rows)];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "none" : `${((100 * part) / whole).toFixed(1)} %`;
}
