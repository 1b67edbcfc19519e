import type { ProblemSpecification } from "../../core/problems/problem";
import { OPTIMIZER_INPUTS } from "../../core/simulation/ruleInputs";
import { type ClippingSpecification, SpecificationError } from "../../core/simulation/specification";
import type { OptimizerEntry } from "../catalogue/catalogue";
import { findOptimizer } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, SourceIssue, SourceRange } from "../configuration";
import { OWN_RULE } from "../ownRule";
import { describeNode, type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import { type Report, reportInto } from "../yaml/report";
import { clippingForm, defaultLearningRate, runForm } from "./nativeForm";
import { readArguments } from "./readArguments";
import { type ReadFields, readFields } from "./readFields";
import { readGroups } from "./readGroups";
import { namesRead, readParameters, readRule, reportUnread } from "./readRule";
import { readSchedule } from "./readSchedule";
import { type ReadSimulation, readSimulation } from "./readSimulation";
import { firstLineOf } from "./ruleRange";
import { tryProblem } from "./tryProblem";

export interface ReadRun {
  /** Null when the run names neither an optimizer nor a rule. */
  readonly configuration: OptimizerConfiguration | null;
  /** Those of the configuration, or why there is none. */
  readonly issues: readonly SourceIssue[];
}

/**
 * Reads one run.
 *
 * @param range the run's key and value
 * @param shared what the file says for all runs
 */
export function readRun(name: string | null, node: MappingNode, range: SourceRange, shared: ReadSimulation): ReadRun {
  const issues: SourceIssue[] = [];
  const report = reportInto(issues);
  const fields = readFields(runForm, node, name === null ? "this file" : "this run", report);
  const core = readOptimizer(fields, report) ?? readOwnRule(fields, report);
  if (core === null) return { configuration: null, issues };

  const simulation = { ...shared, ...readSimulation(fields, report) };
  const scheduleEntry = fields.entries.get("schedule");
  const clippingEntry = fields.entries.get("clipping");
  const groupsEntry = fields.entries.get("groups");
  const tensors = simulation.problem?.tensors ?? null;
  const { entry, ...read } = core;
  if (entry !== null && simulation.problem !== undefined) {
    checkProblemArguments(entry, read.hyperparameters, simulation.problem.specification, report);
  }
  const configuration: OptimizerConfiguration = {
    ...read,
    name,
    range,
    schedule: scheduleEntry === undefined ? null : readSchedule(scheduleEntry, report),
    clipping: clippingEntry === undefined ? null : readClipping(clippingEntry, report),
    groups:
      groupsEntry === undefined
        ? []
        : readGroups(groupsEntry, entry, Object.keys(read.hyperparameters), tensors, report),
    unresolved: [],
    issues,
    simulation: plainSimulation(simulation),
  };
  return { configuration, issues };
}

/** What differs between an optimizer of the catalogue and a rule; `entry` is null for the latter. */
interface Core extends Pick<OptimizerConfiguration, "framework" | "optimizer" | "hyperparameters" | "rule"> {
  readonly entry: OptimizerEntry | null;
}

function readOptimizer(fields: ReadFields, report: Report): Core | null {
  const written = fields.entries.get("optimizer");
  if (written === undefined) return null;
  const name = fields.values.get("optimizer")?.value;
  const entry = typeof name === "string" ? findOptimizer(name) : undefined;
  if (entry === undefined) {
    const shown = written.value.kind === "scalar" ? String(written.value.value ?? "") : "";
    return { framework: "native", optimizer: shown, hyperparameters: {}, rule: null, entry: null };
  }
  const hyperparameters = readArguments(entry, fields, report);
  return { framework: entry.framework, optimizer: entry.name, hyperparameters, rule: null, entry };
}

function readOwnRule({ values, entries }: ReadFields, report: Report): Core | null {
  const ruleEntry = entries.get("rule");
  if (ruleEntry === undefined) return null;
  const { value: node } = ruleEntry;
  const taken = [...OPTIMIZER_INPUTS, "p", "g", "learningRate"];
  const parameters = readParameters(entries.get("parameters"), taken, report);
  const inputs = { scalars: [...OPTIMIZER_INPUTS, ...parameters.keys()], vectors: ["p", "g"] };
  const { rule, error } = readRule(node, inputs, report);
  if (rule !== null) {
    reportUnread(rule, parameters, report);
    const unused = entries.get("learningRate") ?? entries.get("schedule");
    if (unused !== undefined && !namesRead(rule).has("lr")) {
      report(unused.keyRange, `The rule never reads \`lr\`, so \`${unused.key}\` changes nothing.`, "warning");
    }
  }
  const learningRate: ReadValue = values.get("learningRate") ?? { value: defaultLearningRate, range: null };
  const text = node.kind === "scalar" && node.value !== null ? String(node.value) : "";
  const line = node.kind === "scalar" ? firstLineOf(node) : node.range.line;
  return {
    framework: "native",
    optimizer: OWN_RULE,
    hyperparameters: Object.fromEntries([["learningRate", learningRate], ...parameters]),
    rule: { text, line, error },
    entry: null,
  };
}

/** What an optimizer hands on to the problem (the batch size) has to be something that the problem takes. */
function checkProblemArguments(
  entry: OptimizerEntry,
  hyperparameters: OptimizerConfiguration["hyperparameters"],
  problem: ProblemSpecification,
  report: Report,
): void {
  for (const name of entry.problemArguments ?? []) {
    const given = hyperparameters[name];
    if (typeof given?.value !== "number" || given.range === null) continue;
    const trial = tryProblem({ ...problem, parameters: { ...problem.parameters, [name]: given.value } });
    if (trial instanceof SpecificationError) report(given.range, trial.message);
  }
}

function readClipping(entry: MappingEntry, report: Report): ClippingSpecification | null {
  if (entry.value.kind !== "mapping") {
    report(placeOf(entry), `\`${entry.key}\` is ${describeNode(entry.value)}; expected { norm: 1 } or { value: 0.5 }.`);
    return null;
  }
  const { values } = readFields(clippingForm, entry.value, "`clipping`", report);
  const norm = values.get("norm")?.value;
  if (typeof norm === "number") return { kind: "norm", limit: norm };
  const value = values.get("value")?.value;
  return typeof value === "number" ? { kind: "value", limit: value } : null;
}

function plainSimulation({ problem, ...rest }: ReadSimulation): OptimizerConfiguration["simulation"] {
  return problem === undefined ? rest : { ...rest, problem: problem.specification };
}
