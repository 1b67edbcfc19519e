import { defaultArguments, type OptimizerEntry } from "../catalogue/catalogue";
import { findOptimizer } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, SourceIssue, SourceReading } from "../configuration";
import { unknownPathIssue } from "../unknownPathIssue";
import { assignedRateIssues, findAssignedRates } from "./assignedRate";
import { bindArguments } from "./bindArguments";
import { compiledOptimizer, unknownNameMessage } from "./compiledOptimizer";
import { type JavascriptDialect, type JavascriptSource, parseJavascript } from "./javascriptSource";
import { readJaxjs } from "./readJaxjs";
import { isTensorflowModule, resolvePath } from "./resolvePath";
import { type Call, collectNames } from "./scopes";

/** Longer files are bundles, of TensorFlow.js itself for one, and not read. In UTF-16 units. */
const MAXIMUM_LENGTH = 250_000;

/**
 * Finds the optimizers of TensorFlow.js and jax-js that a JavaScript or TypeScript file creates, by its syntax tree and its imports. Nothing
 * is executed; what only running the file would tell is named as unresolved. Never throws: of half-typed text it reads what it can.
 *
 * @param text of a file that mentions one of them
 */
export function readJavascript(text: string, dialect: JavascriptDialect = "jsx"): SourceReading {
  const configurations: OptimizerConfiguration[] = [];
  const issues: SourceIssue[] = [];
  if (text.length > MAXIMUM_LENGTH) return { configurations, issues };
  const source = parseJavascript(text, dialect);
  const names = collectNames(source);
  const { calls, modules } = names;
  const rates = findAssignedRates(names, source);
  const called = calls.map((call) => ({ call, path: pathOf(call, source) }));
  const usesTensorflow = modules.some(isTensorflowModule) || called.some(({ path }) => path?.startsWith("tf."));
  for (const { call, path } of called) {
    const entry = path === null ? undefined : findOptimizer(path);
    if (entry?.framework === "tfjs") {
      const later = assignedRateIssues(call, entry, rates, source);
      configurations.push(readOptimizer(entry, call, later, source));
    } else if (path !== null && /^tf\.train\.\w+$/.test(path)) {
      issues.push(unknownPathIssue(path, "tfjs", source.rangeOf(call.node)));
    } else if (usesTensorflow) {
      const { configuration, issue } = readCompilation(call, source);
      if (configuration !== null) configurations.push(configuration);
      if (issue !== null) issues.push(issue);
    }
  }
  const jaxjs = readJaxjs(called, source);
  return {
    configurations: [...configurations, ...jaxjs.configurations],
    issues: [...issues, ...jaxjs.issues],
  };
}

/** The full name of what is called. */
function pathOf({ node, scope }: Call, source: JavascriptSource): string | null {
  const callee = node.name === "NewExpression" ? node.firstChild?.nextSibling : node.firstChild;
  return callee ? resolvePath(callee, scope, source) : null;
}

/** @param later what is not read of what becomes of the optimizer */
function readOptimizer(
  entry: OptimizerEntry,
  call: Call,
  later: Pick<OptimizerConfiguration, "unresolved" | "issues">,
  source: JavascriptSource,
): OptimizerConfiguration {
  const { hyperparameters, unresolved, issues } = bindArguments(entry, call, source);
  return {
    ...blank(entry),
    range: source.rangeOf(call.node),
    hyperparameters,
    unresolved: [...unresolved, ...later.unresolved],
    issues: [...issues, ...later.issues],
  };
}

/** The optimizer of `model.compile({ optimizer: "adam" })`, whose values are those that compile gives it. */
function readCompilation(
  call: Call,
  source: JavascriptSource,
): { readonly configuration: OptimizerConfiguration | null; readonly issue: SourceIssue | null } {
  const compiled = compiledOptimizer(call, source);
  if (compiled === null) return { configuration: null, issue: null };
  const range = source.rangeOf(compiled.node);
  const entry = compiled.optimizer && findOptimizer(compiled.optimizer.optimizer);
  if (compiled.optimizer === undefined || entry === undefined) {
    return { configuration: null, issue: { severity: "error", message: unknownNameMessage(compiled.name), range } };
  }
  const values = { ...defaultArguments(entry), ...compiled.optimizer.values };
  const hyperparameters = Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, ReadValue] => [name, { value, range: null }]),
  );
  const configuration = { ...blank(entry), range, hyperparameters, unresolved: [], issues: [] };
  return { configuration, issue: null };
}

/** What is the same of all optimizers of TensorFlow.js, which have no schedules, clipping or groups. */
function blank({ framework, name }: OptimizerEntry) {
  return {
    framework,
    optimizer: name,
    name: null,
    schedule: null,
    clipping: null,
    groups: [],
    rule: null,
    simulation: {},
  };
}
