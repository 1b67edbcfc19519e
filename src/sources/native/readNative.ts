import type { OptimizerConfiguration, SourceIssue, SourceReading } from "../configuration";
import { describeNode, type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import { parseYaml } from "../yaml/parseYaml";
import { reportInto } from "../yaml/report";
import { runsForm } from "./nativeForm";
import { rootForm } from "./nodeForms";
import { readFields } from "./readFields";
import { type ReadRun, readRun } from "./readRun";
import { type ReadSimulation, readSimulation } from "./readSimulation";

/**
 * Reads a native configuration, `*.optim.yaml` or `*.optim.json`. Never throws: every mistake is an issue at its place,
 * and what can be read is there in spite of it. A mistake that concerns all runs is an issue of the file and of every run.
 */
export function readNative(text: string): SourceReading {
  const { root, issues: found } = parseYaml(text);
  const issues: SourceIssue[] = [...found];
  const report = reportInto(issues);
  if (root === null || root.kind !== "mapping") {
    if (issues.length === 0) {
      const what = root === null ? "The file is empty" : `The file holds ${describeNode(root)}`;
      const place = root?.range ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
      report(place, `${what}; expected a mapping with \`runs\`, \`optimizer\` or \`rule\`.`);
    }
    return { configurations: [], issues };
  }
  return rootForm(root) === runsForm ? readRuns(root, issues) : readSingle(root, issues);
}

/** A file without `runs` is one run. */
function readSingle(root: MappingNode, fileIssues: readonly SourceIssue[]): SourceReading {
  const { configuration, issues } = readRun(null, root, root.range, {});
  if (configuration === null) return { configurations: [], issues: [...fileIssues, ...issues] };
  return { configurations: [concernedBy(fileIssues, configuration)], issues: fileIssues };
}

function readRuns(root: MappingNode, syntaxIssues: readonly SourceIssue[]): SourceReading {
  const fileIssues: SourceIssue[] = [...syntaxIssues];
  const report = reportInto(fileIssues);
  const fields = readFields(runsForm, root, "this file", report);
  const shared = readSimulation(fields, report);
  const runs = fields.entries.get("runs");
  if (runs !== undefined && (runs.value.kind !== "mapping" || runs.value.entries.length === 0)) {
    report(
      placeOf(runs),
      `\`runs\` is ${describeNode(runs.value)}; expected at least one run, such as a: { optimizer: adam }.`,
    );
  }
  const entries = runs?.value.kind === "mapping" ? runs.value.entries : [];
  const read = entries.map((run) => readEntry(run, shared));
  const configurations = read.flatMap(({ configuration }) => configuration ?? []);
  const orphans = read.flatMap(({ configuration, issues }) => (configuration === null ? issues : []));
  return {
    configurations: configurations.map((configuration) => concernedBy(fileIssues, configuration)),
    issues: [...fileIssues, ...orphans],
  };
}

function readEntry(run: MappingEntry, shared: ReadSimulation): ReadRun {
  if (run.value.kind === "mapping") return readRun(run.key, run.value, run.range, shared);
  const message = `The run "${run.key}" is ${describeNode(run.value)}; expected a mapping with \`optimizer\` or \`rule\`.`;
  return { configuration: null, issues: [{ severity: "error", message, range: placeOf(run) }] };
}

function concernedBy(issues: readonly SourceIssue[], configuration: OptimizerConfiguration): OptimizerConfiguration {
  return issues.length === 0 ? configuration : { ...configuration, issues: [...issues, ...configuration.issues] };
}
