import type { SyntaxNode } from "@lezer/common";
import { findOptimizer } from "../../catalogue/findEntry";
import type { OptimizerConfiguration, SourceIssue } from "../../configuration";
import { statementsCalling } from "../callingStatements";
import type { Expression } from "../expression";
import type { PythonSource } from "../pythonSource";
import type { Scopes } from "../scopes";
import { nodesOf, nodesWithin } from "../syntaxNodes";
import { bindSetting } from "./bindSetting";
import type { ConfigurationFile } from "./configurationFile";
import { isOwn, ownPlace } from "./ownPlace";
import { type MappingSetting, mappingOf, settingAt } from "./setting";
import { isLazyCall, isLazyCallPath, settingOf, TARGET_KEY } from "./settingExpression";
import { typeNameOf } from "./typedMapping";

/** The name by which Detectron2 trains with what a file holds. */
const OPTIMIZER_NAME = "optimizer";

/** The optimizers of a configuration file of Detectron2: its lazy calls, and those that it takes from other files as `optimizer`. */
export function readLazyCalls(
  source: PythonSource,
  scopes: Scopes,
  file: ConfigurationFile,
): readonly OptimizerConfiguration[] {
  const lazy = lazyCalls(source, scopes).map((expression) => currentSetting(expression, file));
  const taken = takenOptimizer(source, scopes, file);
  return [...lazy, ...(taken === null ? [] : [taken])].flatMap((mapping) => readLazyCall(mapping, file));
}

function readLazyCall(mapping: MappingSetting, file: ConfigurationFile): readonly OptimizerConfiguration[] {
  const target = typeNameOf(mapping, TARGET_KEY);
  const entry = target === null ? undefined : findOptimizer("path" in target ? target.path : target.registered);
  const place = ownPlace(mapping.at);
  if (entry?.framework !== "torch" || place === null) return [];
  const bound = bindSetting(entry, mapping, { taken: [TARGET_KEY] }, place);
  const multiplier = file.setting("lr_multiplier");
  const notSimulated: readonly SourceIssue[] =
    multiplier === undefined
      ? []
      : [issueAt("The schedule of lr_multiplier cannot be simulated yet.", ownPlace(multiplier.at, place) ?? place)];
  return [
    {
      framework: entry.framework,
      optimizer: entry.name,
      name: null,
      range: place.source.rangeOf(place.node),
      hyperparameters: bound.hyperparameters,
      schedule: null,
      clipping: null,
      groups: [],
      unresolved: [...bound.unresolved, ...(multiplier === undefined ? [] : ["schedule"])],
      issues: [...bound.issues, ...groupIssues(mapping, place), ...notSimulated],
      rule: null,
      simulation: {},
    },
  ];
}

const callingLazily = statementsCalling(isLazyCallPath);

/** Every lazy call of the file, in the order of the text. */
function lazyCalls(source: PythonSource, scopes: Scopes): readonly Expression[] {
  const found: Expression[] = [];
  for (const node of nodesWithin(callingLazily(source, scopes.module), "CallExpression")) {
    if (node.firstChild?.name !== "CallExpression") continue;
    const expression = { node, scope: scopes.scopeOf(node), source };
    if (isLazyCall(expression)) found.push(expression);
  }
  return found;
}

/** What a call makes, as the statements after it have changed it where it is assigned to a name of the file. */
function currentSetting(expression: Expression, file: ConfigurationFile): MappingSetting {
  const { node, source } = expression;
  const target = node.parent?.name === "AssignStatement" ? node.parent.firstChild : null;
  const assigned = target === null ? null : mappingOf(file.setting(source.textOf(target)));
  if (assigned !== null && isOwn(assigned.at) && assigned.at.node.from === node.from) return assigned;
  const names = { named: (name: string) => file.setting(name), base: null, attribute: () => undefined };
  const setting = settingOf(expression, names);
  return setting.kind === "mapping" ? setting : { kind: "mapping", at: expression, entries: new Map(), isOpen: true };
}

/** The optimizer that the file takes from another one, where it is used by its name. */
function takenOptimizer(source: PythonSource, scopes: Scopes, file: ConfigurationFile): MappingSetting | null {
  const mapping = mappingOf(file.setting(OPTIMIZER_NAME));
  if (mapping === null || settingAt(mapping, TARGET_KEY) === undefined) return null;
  if (isOwn(mapping.at)) return isLazyCall(mapping.at) ? null : mapping;
  const node = importedName(source);
  return node === null ? null : { ...mapping, at: { node, scope: scopes.module, source } };
}

/** Where the file imports something by the name. */
function importedName(source: PythonSource): SyntaxNode | null {
  const names = nodesOf(source, "ImportStatement").flatMap((statement) => statement.getChildren("VariableName"));
  return names.find((name) => source.textOf(name) === OPTIMIZER_NAME) ?? null;
}

/** Says that the function which gives the parameters gives some of them other values, as far as the file says so. */
function groupIssues(mapping: MappingSetting, place: Expression): readonly SourceIssue[] {
  const params = mapping.entries.get("params");
  const own = params?.value.kind === "mapping" ? [...params.value.entries.keys()] : [];
  const values = own.filter((name) => ![TARGET_KEY, "model", "base_lr"].includes(name));
  if (params === undefined || values.length === 0) return [];
  const message = `${values.join(", ")} ${values.length === 1 ? "holds" : "hold"} for some parameters of your model; of a test problem all have the values of the optimizer.`;
  return [issueAt(message, ownPlace(params.value.at, place) ?? place)];
}

function issueAt(message: string, { node, source }: Expression): SourceIssue {
  return { severity: "information", message, range: source.rangeOf(node) };
}
