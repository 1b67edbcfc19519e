import type { SyntaxNode } from "@lezer/common";
import { plainValue } from "../arguments/typedValue";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import { timmOptimizers } from "../catalogue/timmOptimizers";
import type { ReadValue, SourceIssue, SourceValue } from "../configuration";
import type { PythonArgument } from "./callArguments";
import type { FrameworkCall } from "./frameworkCalls";
import { givenArguments } from "./keywordArguments";
import type { PythonSource } from "./pythonSource";
import { acceptedValue, readValue } from "./pythonValue";
import type { Scope } from "./scopes";

/** The functions of timm 1.0.31 that make an optimizer or a schedule by its name (timm/optim/_optim_factory.py, timm/scheduler/scheduler_factory.py). */
const optimizerPath = /^timm\.optim\.(?:\w+\.)?create_optimizer_v2$/;
const schedulerPath = /^timm\.scheduler\.(?:\w+\.)?create_scheduler_v2$/;

const optimizerNames = [
  "model_or_params opt lr weight_decay momentum foreach filter_bias_and_bn fallback_list fallback_no_weight_decay layer_decay",
  "layer_decay_min_scale layer_decay_no_opt_scale param_group_fn",
].flatMap((names) => names.split(" "));

/** Those that decide which parameters get what, and are not handed on. */
const ownOfOptimizer = new Set(["model_or_params", "opt", "momentum", ...optimizerNames.slice(6)]);

const schedulerNames = [
  "optimizer sched num_epochs decay_epochs decay_milestones cooldown_epochs patience_epochs decay_rate min_lr warmup_lr warmup_epochs warmup_prefix",
  "noise noise_pct noise_std noise_seed cycle_mul cycle_decay cycle_limit k_decay decay_fn stable_timescale plateau_mode step_on_epochs updates_per_epoch",
].flatMap((names) => names.split(" "));

/** Whether a full name is that of one of these functions. */
export function isTimmFactory(path: string): boolean {
  return optimizerPath.test(path) || schedulerPath.test(path);
}

/** What a call makes, with its arguments as the class of that is given them; none where it makes nothing, and null for a call of anything else. */
export function timmCall(
  paths: readonly string[],
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): readonly FrameworkCall[] | null {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) return null;
  if (optimizerPath.test(path)) return optimizerCalls(new Factory(node, scope, source, optimizerNames));
  return schedulerPath.test(path) ? schedulerCalls(new Factory(node, scope, source, schedulerNames)) : null;
}

/** A call of one of these functions. */
class Factory {
  /** Each under its name, and those of which the text says only that there may be more. */
  readonly given: readonly PythonArgument[];

  constructor(
    readonly node: SyntaxNode,
    readonly scope: Scope,
    readonly source: PythonSource,
    names: readonly string[],
  ) {
    let position = 0;
    this.given = givenArguments(node, scope, source).map((argument) =>
      argument.name === null && argument.spread === null ? { ...argument, name: names[position++] ?? null } : argument,
    );
  }

  argument(name: string): PythonArgument | undefined {
    return this.given.find((argument) => argument.name === name);
  }

  has(name: string): boolean {
    const value = this.argument(name)?.value;
    return value !== undefined && value?.name !== "None";
  }

  /** The value of an argument, or the function's own where it is not given; null where it cannot be read. */
  value(name: string, preset: SourceValue): ReadValue | null {
    const argument = this.argument(name);
    if (argument === undefined) return this.isOpen() ? null : { value: preset, range: null };
    if (argument.value === null || argument.isUnread) return null;
    const { from = { node: argument.value, scope: this.scope, source: this.source } } = argument;
    const read = readValue(from.node, from.scope, from.source);
    return read && acceptedValue(plainValue(read.value), read);
  }

  /** Whether there may be arguments that the text does not list. */
  isOpen(): boolean {
    return this.given.some(({ spread }) => spread !== null);
  }

  /** An argument of another name, for the class that is made an object of. */
  renamed(from: string, to: string): readonly PythonArgument[] {
    const argument = this.argument(from);
    return argument === undefined ? [] : [{ ...argument, name: to, nameNode: null }];
  }
}

/** Of an optimizer by its name; none where the name cannot be read. */
function optimizerCalls(factory: Factory): readonly FrameworkCall[] {
  const { node, scope } = factory;
  const name = factory.value("opt", "sgd")?.value;
  if (typeof name !== "string") return [];
  const key = name.toLowerCase();
  const known = Object.hasOwn(timmOptimizers, key) ? timmOptimizers[key] : undefined;
  const entry = known && findOptimizer(`torch.optim.${known.title}`);
  if (known === undefined || entry === undefined) {
    return [{ node, scope, callee: { kind: "unknownOptimizer", path: `timm.optim.${key}` } }];
  }
  const isTaken = ({ name: own, spread }: PythonArgument) => {
    if (spread !== null) return true;
    if (own === null || ownOfOptimizer.has(own) || !factory.has(own)) return false;
    return (own !== "eps" && own !== "betas") || known.takes.includes(own);
  };
  const takesMomentum = known.takes.includes("momentum");
  const given = [
    ...factory.renamed("model_or_params", entry.subject ?? ""),
    ...factory.given.filter(isTaken),
    ...(takesMomentum ? factory.renamed("momentum", "momentum") : []),
  ];
  const presets = { weight_decay: 0, ...(takesMomentum ? { momentum: 0.9 } : {}), ...known.presets };
  const callee = { kind: "optimizer", entry } as const;
  return [{ node, scope, callee, given, known: presetValues(presets, given, factory), remarks: groupRemarks(factory) }];
}

/** What a function gives a class where it is itself given nothing. */
function presetValues(
  presets: Readonly<Record<string, SourceValue>>,
  given: readonly PythonArgument[],
  factory: Factory,
): Readonly<Record<string, ReadValue | null>> {
  const left = Object.entries(presets).filter(([name]) => !given.some((argument) => argument.name === name));
  return Object.fromEntries(left.map(([name, value]) => [name, factory.isOpen() ? null : { value, range: null }]));
}

/** What timm makes of a model's parameters, which a simulation does not know. */
function groupRemarks(factory: Factory): readonly SourceIssue[] {
  const { node, source } = factory;
  const say = (message: string): readonly SourceIssue[] => [
    { severity: "information", message, range: source.rangeOf(node) },
  ];
  if (factory.has("param_group_fn") || factory.has("layer_decay"))
    return say("timm gives the layers of the model rates of their own; a simulation gives all the same.");
  const isModel = ["VariableName", "MemberExpression"].includes(factory.argument("model_or_params")?.value?.name ?? "");
  const decays = (factory.value("weight_decay", 0)?.value ?? 0) !== 0;
  const spares = (factory.value("filter_bias_and_bn", true)?.value ?? true) === true;
  if (!isModel || !decays || !spares) return [];
  return say("timm leaves biases and norms of a model without weight decay; a simulation gives it to all parameters.");
}

interface FactorySchedule {
  readonly path: string;
  /** Names of the function's arguments by those of the class. */
  readonly names: Readonly<Record<string, string>>;
}

const warmup = { warmup_t: "warmup_epochs", warmup_lr_init: "warmup_lr", warmup_prefix: "warmup_prefix" };
const cycle = {
  t_initial: "num_epochs",
  lr_min: "min_lr",
  cycle_mul: "cycle_mul",
  cycle_decay: "cycle_decay",
  cycle_limit: "cycle_limit",
  k_decay: "k_decay",
};

const schedules: Readonly<Record<string, FactorySchedule>> = {
  cosine: { path: "CosineLRScheduler", names: { ...cycle, ...warmup } },
  poly: { path: "PolyLRScheduler", names: { ...cycle, ...warmup, power: "decay_rate" } },
  step: { path: "StepLRScheduler", names: { decay_t: "decay_epochs", decay_rate: "decay_rate", ...warmup } },
  multistep: {
    path: "MultiStepLRScheduler",
    names: { decay_t: "decay_milestones", decay_rate: "decay_rate", ...warmup },
  },
};

/** What the function gives the class where it is itself given nothing. */
const presetsOfScheduler: Readonly<Record<string, SourceValue>> = {
  num_epochs: 300,
  decay_epochs: 90,
  decay_milestones: [90, 180, 270],
  decay_rate: 0.1,
  min_lr: 0,
  warmup_lr: 1e-5,
  warmup_epochs: 0,
  warmup_prefix: false,
  cycle_mul: 1,
  cycle_decay: 0.1,
  cycle_limit: 1,
  k_decay: 1,
};

/** Counts of epochs, which are multiplied by the updates of an epoch where these are what is counted. */
const counted = new Set(["num_epochs", "decay_epochs", "decay_milestones", "warmup_epochs"]);

/** Of a schedule by its name, which may be that of none. */
function schedulerCalls(factory: Factory): readonly FrameworkCall[] {
  const { node, scope } = factory;
  const name = factory.value("sched", "cosine")?.value;
  if (name === "none") return [];
  const known = typeof name === "string" && Object.hasOwn(schedules, name) ? schedules[name] : undefined;
  const entry = known && findSchedule(`timm.scheduler.${known.path}`);
  if (known === undefined || entry === undefined) {
    const words = typeof name === "string" ? `timm's schedule ${name}` : "A schedule of timm whose name cannot be read";
    return [{ node, scope, callee: { kind: "unknownSchedule", name: words } }];
  }
  const inEpochs = factory.value("step_on_epochs", true);
  const perEpoch = factory.value("updates_per_epoch", 0);
  const values = Object.entries(known.names).map(([argument, own]): [string, ReadValue | null] => {
    const read = factory.value(own, presetsOfScheduler[own]);
    return [argument, counted.has(own) ? inUnits(read, inEpochs, perEpoch) : read];
  });
  const noise = factory.has("noise") ? [["noise_range_t", factory.value("noise", null)] as const] : [];
  const given = factory.renamed("optimizer", "optimizer");
  const others = Object.fromEntries([...values, ...noise, ["t_in_epochs", inEpochs] as const]);
  return [{ node, scope, callee: { kind: "schedule", entry }, given, known: others }];
}

/** A number of epochs, or of updates where the schedule counts these; null where it cannot be known. */
function inUnits(epochs: ReadValue | null, inEpochs: ReadValue | null, perEpoch: ReadValue | null): ReadValue | null {
  if (epochs === null || inEpochs === null) return null;
  if (inEpochs.value === true) return epochs;
  const factor = perEpoch?.value;
  if (typeof factor !== "number") return null;
  const scaled = (value: SourceValue): SourceValue => (typeof value === "number" ? value * factor : value);
  const { value } = epochs;
  return { ...epochs, value: Array.isArray(value) ? value.map(scaled) : scaled(value) };
}
