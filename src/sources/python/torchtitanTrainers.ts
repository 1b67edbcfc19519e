import type { SyntaxNode } from "@lezer/common";
import { plainValue } from "../arguments/typedValue";
import type { OptimizerEntry } from "../catalogue/catalogue";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, SourceReading, SourceValue } from "../configuration";
import { bindHandedOn } from "./bindArguments";
import type { PythonArgument } from "./callArguments";
import { indexOf } from "./fileIndex";
import { givenArguments, keywordArguments } from "./keywordArguments";
import { childrenOf, type PythonSource } from "./pythonSource";
import { acceptedValue, readValue } from "./pythonValue";
import { importedPaths } from "./resolvePath";
import { noSchedule, type ReadSchedule } from "./torchSchedule";
import { torchtitanSimulation } from "./torchtitanSimulation";
import { valueOrigins } from "./valueOrigins";

/** What torchtitan 0.3.0 has in Python for its trainings, by the last name of a call and the full one of what is called. */
const configurations = {
  adamw: { name: "default_adamw", path: /^torchtitan\.components\.optimizer\.(?:\w+\.)?default_adamw$/ },
  container: { name: "Config", path: /^torchtitan\.components\.optimizer\.(?:\w+\.)?OptimizersContainer\.Config$/ },
  group: { name: "ParamGroupConfig", path: /^torchtitan\.components\.optimizer\.(?:\w+\.)?ParamGroupConfig$/ },
  schedulers: {
    name: "Config",
    path: /^torchtitan\.components\.(?:optimizer|lr_scheduler)\.(?:\w+\.)?LRSchedulersContainer\.Config$/,
  },
  training: { name: "TrainingConfig", path: /^torchtitan\.config\.(?:\w+\.)?TrainingConfig$/ },
} as const;

type Kind = keyof typeof configurations;

/** What `default_adamw` gives AdamW where it is itself given nothing (torchtitan/components/optimizer/optimizer.py). */
const presets: Readonly<Record<string, SourceValue>> = { lr: 8e-4, betas: [0.9, 0.95], eps: 1e-8, weight_decay: 0.1 };

/**
 * The optimizers of torchtitan's configurations in Python, as its registries have them: `optimizer=default_adamw(lr=3e-4)` beside
 * `lr_scheduler=LRSchedulersContainer.Config(…)` and `training=TrainingConfig(…)`.
 */
export function readTorchtitanTrainers(source: PythonSource): SourceReading {
  // A name that the text does not have is not looked for call by call.
  if (!source.textOf(source.tree.topNode).includes("torchtitan")) return { configurations: [], issues: [] };
  const readings = [
    ...callsOf("adamw", source).map((call) => readAdamw(call, source)),
    ...callsOf("container", source).map((call) => readContainer(call, source)),
  ];
  const inOrder = readings.sort((a, b) => a.from - b.from);
  return {
    configurations: inOrder.flatMap(({ configuration }) => configuration ?? []),
    issues: inOrder.flatMap(({ issue }) => issue ?? []),
  };
}

interface Reading {
  readonly from: number;
  readonly configuration?: OptimizerConfiguration;
  readonly issue?: SourceReading["issues"][number];
}

function callsOf(kind: Kind, source: PythonSource): readonly SyntaxNode[] {
  return (indexOf(source).calls.get(configurations[kind].name) ?? []).filter((call) => isOf(kind, call, source));
}

/** By the imports of the file alone: who trains with torchtitan has its source in the workspace, and works in it. */
function isOf(kind: Kind, call: SyntaxNode, source: PythonSource): boolean {
  const callee = call.name === "CallExpression" ? call.firstChild : null;
  const paths = callee && importedPaths(callee, indexOf(source).scopes.scopeOf(call), source);
  return paths?.every((path) => configurations[kind].path.test(path)) ?? false;
}

function readAdamw(call: SyntaxNode, source: PythonSource): Reading {
  const entry = findOptimizer("torch.optim.AdamW");
  if (entry === undefined) return { from: call.from };
  const given = givenArguments(call, indexOf(source).scopes.scopeOf(call), source).map((argument, index) =>
    index === 0 && argument.name === null && argument.spread === null ? { ...argument, name: "lr" } : argument,
  );
  const isOpen = given.some(({ spread }) => spread !== null);
  const left = Object.entries(presets).filter(([name]) => !given.some((argument) => argument.name === name));
  const known = left.map(([name, value]): [string, ReadValue | null] => [name, isOpen ? null : { value, range: null }]);
  return { from: call.from, configuration: configurationOf(entry, call, given, Object.fromEntries(known), source) };
}

/** A container of one group for all parameters; several are shared out by the names of parameters, which only the model has. */
function readContainer(call: SyntaxNode, source: PythonSource): Reading {
  const { scopes } = indexOf(source);
  const scope = scopes.scopeOf(call);
  const list = givenArguments(call, scope, source).find(({ name }) => name === "param_groups")?.value;
  const entries = list?.name === "ArrayExpression" ? childrenOf(list).filter(({ name }) => !/^[[\],]$/.test(name)) : [];
  const [group, ...others] = entries.filter((entry) => isOf("group", entry, source));
  if (group === undefined) return { from: call.from };
  const given = givenArguments(group, scope, source);
  const argument = (name: string) => given.find((each) => each.name === name)?.value ?? null;
  const textOf = (name: string) => {
    const value = argument(name);
    const read = value && readValue(value, scope, source)?.value;
    return read?.type === "string" ? read.value : null;
  };
  const name = textOf("optimizer_name");
  const entry = name === "Adam" || name === "AdamW" ? findOptimizer(`torch.optim.${name}`) : undefined;
  if (others.length > 0 || entries.length > 1 || entry === undefined) {
    const message =
      entries.length > 1
        ? "torchtitan shares these groups out by the names of parameters, which only the model has; they cannot be simulated yet."
        : `torchtitan's optimizer ${name ?? "here"} cannot be simulated yet; Adam and AdamW can be.`;
    return { from: call.from, issue: { severity: "information", message, range: source.rangeOf(call) } };
  }
  const options = argument("optimizer_kwargs");
  const handed = options === null ? [] : keywordArguments(options, scope, source);
  return { from: call.from, configuration: configurationOf(entry, call, handed, {}, source) };
}

function configurationOf(
  entry: OptimizerEntry,
  call: SyntaxNode,
  given: readonly PythonArgument[],
  known: Readonly<Record<string, ReadValue | null>>,
  source: PythonSource,
): OptimizerConfiguration {
  const scope = indexOf(source).scopes.scopeOf(call);
  const subject = { name: entry.subject ?? "", nameNode: null, value: call, spread: null };
  const bound = bindHandedOn(entry, { arguments: [subject, ...given], known }, call, scope, source);
  const trainer = trainerOf(call, source);
  const training = trainer && partOf(trainer, "training", "training", source);
  const scheduler = trainer && partOf(trainer, "lr_scheduler", "schedulers", source);
  const simulation = torchtitanSimulation(training && { call: training, source });
  const schedule = trainer === null ? unknownSchedule : readSchedule(scheduler, simulation.steps, call, source);
  return {
    framework: entry.framework,
    optimizer: entry.name,
    name: null,
    range: source.rangeOf(call),
    hyperparameters: bound.hyperparameters,
    ...schedule,
    clipping: trainer === null ? null : simulation.clipping,
    groups: [],
    rule: null,
    simulation: trainer === null ? {} : simulation.simulation,
    unresolved: [...bound.unresolved, ...schedule.unresolved, ...(trainer === null ? [] : simulation.unresolved)],
    issues: [...bound.issues, ...schedule.issues],
  };
}

const unknownSchedule: ReadSchedule = { ...noSchedule, unresolved: ["schedule"] };

/** The call of a trainer's configuration that is given an optimizer: `Trainer.Config(optimizer=…, training=…)`; null where there is none, or several. */
function trainerOf(optimizer: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const { calls, scopes } = indexOf(source);
  const isOptimizer = ({ from, to }: SyntaxNode) => from === optimizer.from && to === optimizer.to;
  const [trainer, ...others] = (calls.get("Config") ?? []).filter((call) => {
    const scope = scopes.scopeOf(call);
    const given = givenArguments(call, scope, source);
    const value = given.find(({ name }) => name === "optimizer")?.value;
    const isTrainer = given.some(({ name }) => name === "lr_scheduler" || name === "training");
    return isTrainer && value ? valueOrigins(value, scope, isOptimizer, source).length > 0 : false;
  });
  return others.length > 0 ? null : (trainer ?? null);
}

/** One of a trainer's configurations; null where it is not given, or is none of torchtitan's. */
function partOf(trainer: SyntaxNode, name: string, kind: Kind, source: PythonSource): SyntaxNode | null {
  const scope = indexOf(source).scopes.scopeOf(trainer);
  const value = givenArguments(trainer, scope, source).find((argument) => argument.name === name)?.value;
  const [part] = value ? valueOrigins(value, scope, (node) => isOf(kind, node, source), source) : [];
  return part ?? null;
}

/**
 * @param scheduler its configuration; null for the defaults
 * @param steps of the training
 */
function readSchedule(
  scheduler: SyntaxNode | null,
  steps: ReadValue | null,
  optimizer: SyntaxNode,
  source: PythonSource,
): ReadSchedule {
  const entry = findSchedule("torchtitan.components.lr_scheduler.build_lr_schedulers");
  if (entry === undefined) return unknownSchedule;
  const place = scheduler ?? optimizer;
  const scope = indexOf(source).scopes.scopeOf(place);
  const given = scheduler === null ? [] : givenArguments(scheduler, scope, source);
  const total = given.find(({ name }) => name === "total_steps")?.value;
  const read = total && total.name !== "None" ? readValue(total, scope, source) : null;
  const own = total && total.name !== "None" ? read && acceptedValue(plainValue(read.value), read) : steps;
  const subject = { name: entry.subject ?? "", nameNode: null, value: place, spread: null };
  const handed = [subject, ...given.filter(({ name }) => name !== "total_steps")];
  const bound = bindHandedOn(entry, { arguments: handed, known: { training_steps: own } }, place, scope, source);
  return {
    schedule: { name: entry.name, range: source.rangeOf(place), hyperparameters: bound.hyperparameters },
    unresolved: bound.unresolved.map((name) => `${entry.title}.${name}`),
    issues: bound.issues,
  };
}
