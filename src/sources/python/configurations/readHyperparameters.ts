import type { SyntaxNode } from "@lezer/common";
import { bindGiven } from "../../arguments/bindCall";
import { findOptimizer } from "../../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration } from "../../configuration";
import { OWN_RULE } from "../../ownRule";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import { originOf } from "../modules/originOf";
import type { PythonModule } from "../modules/pythonModules";
import { childrenOf, type PythonSource } from "../pythonSource";
import { acceptedValue } from "../pythonValue";
import type { Scope } from "../scopes";
import { readStepFunction } from "../stepFunction";
import type { ConfigurationFile, ConfigurationFiles } from "./configurationFile";
import { assignsHyperparameters, overriddenFiles } from "./hyperparameterNames";
import type { Setting } from "./setting";
import { plainSetting } from "./typedMapping";

/** What nanoGPT's train.py has of its own. */
const defaults: Readonly<Record<string, number | boolean>> = {
  learning_rate: 6e-4,
  weight_decay: 0.1,
  beta1: 0.9,
  beta2: 0.95,
  grad_clip: 1,
  decay_lr: true,
  warmup_iters: 2000,
  lr_decay_iters: 600_000,
  min_lr: 6e-5,
};

/** nanoGPT's `get_lr`, in the terms of the rule language. */
const decayRule = (warmup: string) =>
  `ratio = (step - warmup_iters) / (lr_decay_iters - warmup_iters)
cosine = min_lr + 0.5 * (1 + cos(pi * ratio)) * (lr0 - min_lr)
lr = if(step < warmup_iters, ${warmup}, if(step > lr_decay_iters, min_lr, cosine))`;

/** Statements of a file that does nothing but set hyperparameters. */
const plainStatements: ReadonlySet<string> = new Set([
  "AssignStatement",
  "ExpressionStatement",
  "ImportStatement",
  "PassStatement",
]);

/**
 * Reads a file of nanoGPT: one that overrides hyperparameters of its train.py, or a train.py that has its model make the optimizer. The optimizer is then
 * the AdamW that nanoGPT's model makes of them, with its two groups.
 */
export function readHyperparameters(
  source: PythonSource,
  scope: Scope,
  file: ConfigurationFile,
  files: ConfigurationFiles,
): readonly OptimizerConfiguration[] {
  const script = source.tree.topNode;
  if (!assignsHyperparameters(source.textOf(script))) return [];
  const statements = childrenOf(script);
  if (statements.every(({ name }) => plainStatements.has(name))) {
    const base = overriddenFiles.map((path) => source.modules.at(path, source.file)).find((module) => module !== null);
    if (base !== undefined && !isTraining(base.source)) return [];
    return [configurationOf(source, valuesOf(file, base, files), decaySchedule(base?.source))];
  }
  return isTraining(source) ? [configurationOf(source, valuesOf(file, undefined, files), ownDecay(source, scope))] : [];
}

/** The value of a hyperparameter; null where it cannot be read. */
type Values = (name: string) => ReadValue | null;

/** The schedule's values; null where they cannot be read. */
type Decay = (values: Values) => ScheduleConfiguration["hyperparameters"] | null;

/** What the file sets, else what the file sets that it overrides, else what nanoGPT's own sets. */
function valuesOf(file: ConfigurationFile, base: PythonModule | undefined, files: ConfigurationFiles): Values {
  const overridden = base && files.of(base.source, base.scopes.module);
  return (name) => {
    const own = file.setting(name);
    const setting = own ?? overridden?.setting(name);
    if (setting !== undefined) return readSetting(name, setting);
    return { value: defaults[name], range: null, origin: "default of nanoGPT's train.py" };
  };
}

function readSetting(name: string, setting: Setting): ReadValue | null {
  const located = plainSetting(setting);
  if (located === null || !["integer", "float", "boolean"].includes(located.value.type)) return null;
  const origin = located.source.file === null ? {} : { origin: originOf(name, located.source) };
  return { ...origin, ...acceptedValue(located.value.value as number | boolean, located) };
}

function configurationOf(source: PythonSource, values: Values, decay: Decay): OptimizerConfiguration {
  const entry = findOptimizer("torch.optim.AdamW");
  if (entry === undefined) throw new Error("The catalogue has no torch.optim.AdamW.");
  const place = placeOf(source);
  const [beta1, beta2, weightDecay] = [values("beta1"), values("beta2"), values("weight_decay")];
  const language = {
    rangeOf: source.rangeOf,
    readArgument: () => null,
    surplus: () => ({ severity: "error" as const, message: "" }),
  };
  const known = {
    lr: values("learning_rate"),
    betas: beta1 && beta2 && { ...(beta2.range === null ? beta1 : beta2), value: [beta1.value, beta2.value] },
    weight_decay: weightDecay,
  };
  const bound = bindGiven({ ...entry, subject: undefined }, place, { arguments: [], known }, language);
  const clip = values("grad_clip");
  const decays = values("decay_lr");
  const isConstant = decays !== null && !decays.value;
  const read = decays === null || isConstant ? null : decay(values);
  const unresolved = [
    ...bound.unresolved,
    ...(clip === null ? ["clipping"] : []),
    ...(read === null && !isConstant ? ["schedule"] : []),
  ];
  const none: ReadValue = { value: 0, range: null, origin: "parameters of fewer than two dimensions" };
  return {
    framework: "torch",
    optimizer: entry.name,
    name: null,
    range: source.rangeOf(place),
    hyperparameters: bound.hyperparameters,
    schedule: read && { name: OWN_RULE, range: source.rangeOf(place), hyperparameters: read },
    clipping: typeof clip?.value === "number" && clip.value > 0 ? { kind: "norm", limit: clip.value } : null,
    groups: [
      { hyperparameters: weightDecay === null ? {} : { weight_decay: weightDecay } },
      { hyperparameters: { weight_decay: none } },
    ],
    unresolved,
    issues: bound.issues,
    rule: null,
    simulation: {},
  };
}

/** The schedule of nanoGPT's train.py, as it is or as it was at first. */
function decaySchedule(base: PythonSource | undefined): Decay {
  const isFirst = base !== undefined && /\*\s*it\s*\/\s*warmup_iters\b/.test(base.textOf(base.tree.topNode));
  const rule: ReadValue = {
    value: decayRule(isFirst ? "lr0 * step / warmup_iters" : "lr0 * (step + 1) / (warmup_iters + 1)"),
    range: null,
    origin: "get_lr of nanoGPT's train.py",
  };
  return (values) => {
    const hyperparameters: Record<string, ReadValue> = { rule };
    for (const name of ["warmup_iters", "lr_decay_iters", "min_lr"]) {
      const value = values(name);
      if (value === null) return null;
      hyperparameters[name] = value;
    }
    return hyperparameters;
  };
}

/** The schedule that the file itself works out. */
function ownDecay(source: PythonSource, scope: Scope): Decay {
  const [definition] = definitionsOf("get_lr", source);
  const value = definition === undefined ? null : readStepFunction(definition, scope, source);
  return () => (value === null ? null : { rule: { value: `lr = ${value}`, range: source.rangeOf(definition) } });
}

/** Whether a file has its model make the optimizer, as nanoGPT's train.py has. */
function isTraining(source: PythonSource): boolean {
  if (definitionsOf("configure_optimizers", source).length > 0) return false;
  return (indexOf(source).calls.get("configure_optimizers") ?? []).some((node) => {
    if (node.firstChild?.name !== "MemberExpression") return false;
    return callArguments(node, source).some(({ value }) => value !== null && source.textOf(value) === "learning_rate");
  });
}

function definitionsOf(name: string, source: PythonSource): readonly SyntaxNode[] {
  const definitions = indexOf(source).definitions.get(name) ?? [];
  return definitions.filter((definition) => definition.name === "FunctionDefinition");
}

/** Where the lens stands: at the learning rate, else at the first hyperparameter that the file sets. */
function placeOf(source: PythonSource): SyntaxNode {
  const script = source.tree.topNode;
  const assigned = childrenOf(script).filter(
    (statement) => statement.name === "AssignStatement" && source.textOf(statement.firstChild ?? statement) in defaults,
  );
  const rate = assigned.find((statement) => source.textOf(statement).startsWith("learning_rate"));
  return rate ?? assigned[0] ?? script;
}
