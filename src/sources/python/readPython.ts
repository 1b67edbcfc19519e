import type { SyntaxNode } from "@lezer/common";
import { type Answers, noAnswers } from "../answers/answers";
import type { BoundArguments } from "../arguments/bindCall";
import type { OptimizerEntry, ScheduleEntry } from "../catalogue/catalogue";
import type { OptimizerConfiguration, SourceReading } from "../configuration";
import type { ParseMemory } from "../parseMemory";
import { scheduleIssues } from "../scheduleIssues";
import { unknownOptimizer } from "../unknownOptimizer";
import { findAssignedRates } from "./assignedRate";
import { bindArguments, bindHandedOn } from "./bindArguments";
import { callOf } from "./callOf";
import { readConfigurationFile } from "./configurations/readConfigurationFile";
import { decayExclusionIssues } from "./decayExclusions";
import { readDeepspeedConfigurations } from "./deepspeedConfiguration";
import { indexOf } from "./fileIndex";
import { type FrameworkCall, findFrameworkCalls } from "./frameworkCalls";
import { readHandWritten } from "./handWritten/readHandWritten";
import { type KerasTraining, readKerasTraining, readOwnSchedule } from "./kerasTraining";
import { readLightningTraining } from "./lightning";
import { readLiteral } from "./literalExpression";
import { readLoopFacts } from "./loopFacts/readLoopFacts";
import { readOptaxLoop } from "./loopFacts/readOptaxLoop";
import { findScaledOptimizers, unreadLossScale, withLossScaling } from "./lossScaling";
import { setMainFile } from "./modules/mainFile";
import { noModules, type PythonModules } from "./modules/pythonModules";
import { deepBracketIssue } from "./nestedBrackets";
import { readOptaxCalls } from "./optaxCalls";
import { withRunLength } from "./optaxRunLength";
import { readOptaxSchedule } from "./optaxSchedule";
import { readOptimizerSchedule, type ScheduledFile } from "./optimizerSchedule";
import { noGroups, readParameterGroups } from "./parameterGroups";
import { type PythonSource, parsePython } from "./pythonSource";
import { readScheduleFunction } from "./scheduleFunction";
import { schedulerAlternatives } from "./schedulerAlternatives";
import type { Scope } from "./scopes";
import { findStepCalls } from "./stepInterval";
import { readMasks } from "./tensorArgument";
import { type PlacedClipping, placeClipping, readClipping } from "./torchClipping";
import { noSchedule, readSchedule } from "./torchSchedule";
import { assignSchedulers } from "./torchScheduler";
import { readTorchtitanTrainers } from "./torchtitanTrainers";
import { readTrainerCompanions, type SuppliedTrainer, suppliedIssues, suppliedTrainers } from "./trainers";
import { readTrainingArguments } from "./trainingArguments";
import { withTrainingData } from "./trainingData";
import { readTrainingLoop } from "./trainingLoop";
import { type ReadAnswer, UnknownExpressions } from "./unknownExpressions";
import { withUnknowns } from "./withUnknowns";

/**
 * Finds the optimizers of torch, transformers, Keras, optax and DeepSpeed that a Python file creates, by its syntax tree and its imports. Nothing is
 * executed; what only running the file would tell is named as unresolved. Never throws: of half-typed text it reads what it can.
 *
 * @param modules in which values are looked for that the file imports
 * @param answers for expressions whose value only running the file would tell
 * @param memory of the last version of the text
 */
export function readPython(
  text: string,
  modules: PythonModules = noModules,
  answers: Answers = noAnswers,
  memory?: ParseMemory,
): SourceReading {
  const source = parsePython(text, null, modules, new UnknownExpressions(readAnswers(answers)), memory);
  const { deepBracket } = source;
  if (deepBracket !== null) return { configurations: [], issues: [deepBracketIssue(text, deepBracket)] };
  setMainFile(source);
  const { scopes } = indexOf(source);
  const calls = findFrameworkCalls(source, scopes);
  const steps = findStepCalls(calls, source);
  const clipping = calls.filter(({ callee }) => callee.kind === "clipping");
  const file: FileCalls = {
    source,
    all: calls,
    clipping: placeClipping(clipping, steps, source),
    trainers: suppliedTrainers(calls, source),
    assignedRates: findAssignedRates(source, scopes),
    steps,
    schedulers: assignSchedulers(calls.filter(isOptimizer), calls.filter(isScheduler), source),
  };
  const optax = readOptaxCalls({ source, calls, readAlias: (call, entry) => readOptimizer(call, entry, file) });
  const scaled = findScaledOptimizers(calls, source);
  const readings = calls.map((call): SourceReading => {
    const { callee, node } = call;
    if (callee.kind === "training") {
      const isUnused = file.trainers.some(({ trainings }) => trainings.includes(call));
      if (isUnused) return { configurations: [], issues: suppliedIssues(call, callee.entry, source) };
      return readTrainingArguments(call, callee.entry, source);
    }
    if (callee.kind === "unknownOptimizer") {
      return { configurations: [], issues: [unknownOptimizer(callee.path, source.rangeOf(node))] };
    }
    if (callee.kind === "lossScale") {
      const isRead = scaled.some(({ outer }) => outer === call);
      return { configurations: [], issues: isRead ? [] : [unreadLossScale(call, source)] };
    }
    if (callee.kind !== "optimizer" || callee.entry.framework === "optax") {
      const configuration = optax.get(call);
      const loop = configuration && readOptaxLoop(call, calls, source);
      const read = configuration && loop ? withRunLength({ ...configuration, loop }, loop) : configuration;
      return { configurations: read === undefined ? [] : [read], issues: [] };
    }
    const around = scaled.find(({ inner }) => inner === call);
    const alternatives = schedulerAlternatives(file.schedulers.get(call) ?? [], source);
    const read = alternatives.map((own) =>
      readOptimizer(call, callee.entry, { ...file, schedulers: new Map([...file.schedulers, [call, own]]) }),
    );
    const configurations = around === undefined ? read : read.map((it) => withLossScaling(it, around.outer, source));
    return { configurations, issues: [] };
  });
  const all = [
    ...readings,
    ...readDeepspeedConfigurations(source, scopes),
    readTorchtitanTrainers(source),
    { configurations: readConfigurationFile(source, scopes), issues: [] },
    { configurations: readHandWritten(source, scopes), issues: [] },
  ];
  const configurations = all.flatMap((reading) =>
    reading.configurations.map((it) => withUnknowns(it, source.unknowns)),
  );
  return {
    configurations: withTrainingData(configurations, source, scopes),
    issues: all.flatMap(({ issues }) => issues),
  };
}

/** Answers that are values. */
function readAnswers(answers: Answers): ReadonlyMap<string, ReadAnswer> {
  const read = [...answers].flatMap(([expression, text]): [string, ReadAnswer][] => {
    const value = readLiteral(text);
    return value === null ? [] : [[expression, { text, value }]];
  });
  return new Map(read);
}

/** The calls of a file that concern optimizers. */
interface FileCalls extends ScheduledFile {
  readonly clipping: readonly PlacedClipping[];
  readonly trainers: readonly SuppliedTrainer[];
}

/** What belongs to an optimizer beside its own arguments. */
type Companions = Pick<
  OptimizerConfiguration,
  "schedule" | "clipping" | "accumulation" | "lossScaling" | "groups" | "unresolved" | "issues" | "simulation"
> & {
  /** Arguments that parameter groups give instead of the call, in ways that cannot be told. */
  readonly undecided?: readonly string[];
};

function readOptimizer(call: FrameworkCall, entry: OptimizerEntry, file: FileCalls): OptimizerConfiguration {
  const { source } = file;
  const scheduleAt = (expression: SyntaxNode) => scheduleCall(expression, call.scope, file);
  const holdsSchedule = (expression: SyntaxNode) =>
    scheduleAt(expression) !== null || ownSchedule(expression, call.scope, entry, source) !== null;
  const bound = bindOptimizer(call, entry, source, holdsSchedule);
  const { undecided = [], ...companions } =
    entry.subject !== undefined
      ? torchCompanions(call, entry, bound, file)
      : ownCompanions(call, entry, bound, scheduleAt, file);
  const loop = readLoopFacts(call, file);
  // A default that no group may use is not shown for one.
  const hidden = undecided.filter((name) => bound.hyperparameters[name]?.range === null);
  const shown = Object.entries(bound.hyperparameters).filter(([name]) => !hidden.includes(name));
  return {
    framework: entry.framework,
    optimizer: entry.name,
    name: null,
    range: source.rangeOf(call.node),
    hyperparameters: Object.fromEntries(shown),
    ...(Object.keys(bound.ignored).length === 0 ? {} : { ignored: bound.ignored }),
    ...(loop === null ? {} : { loop }),
    masks: readMasks(entry, bound.expressions, call.scope, source),
    ...companions,
    unresolved: [...bound.unresolved, ...hidden, ...companions.unresolved],
    issues: [...bound.issues, ...(call.remarks ?? []), ...companions.issues],
    rule: null,
  };
}

/** The arguments of an optimizer, which may stand elsewhere than in the call's parentheses. */
function bindOptimizer(
  { node, scope, given, known = {}, isPartial }: FrameworkCall,
  entry: OptimizerEntry,
  source: PythonSource,
  holdsSchedule: (expression: SyntaxNode) => boolean,
): BoundArguments {
  if (given === undefined) return bindArguments(entry, node, scope, source, holdsSchedule);
  const isSubjectLeft = isPartial && entry.subject !== undefined;
  const subject = isSubjectLeft ? [{ name: entry.subject ?? null, nameNode: null, value: node, spread: null }] : [];
  return bindHandedOn(entry, { arguments: [...subject, ...given], known }, node, scope, source, holdsSchedule);
}

/** Of torch's optimizers and those derived from them, which are given parameters. */
function torchCompanions(
  call: FrameworkCall,
  entry: OptimizerEntry,
  bound: BoundArguments,
  file: FileCalls,
): Companions {
  const { source } = file;
  const groups = bound.subject === null ? noGroups : readParameterGroups(bound.subject, entry, call.scope, source);
  const lightning = readLightningTraining(call, source);
  const trained = readTrainerCompanions(call, file.trainers, source) ?? lightning?.clipping;
  const clipping = trained ?? readClipping(call, file.clipping);
  const schedule = readOptimizerSchedule(call, file);
  const { clipping: _, ...lit } = lightning ?? {};
  const { issues, ...loop } = { ...readTrainingLoop(call, file.steps, source), ...lit };
  const rate = bound.hyperparameters[entry.learningRate]?.value;
  const together =
    schedule.schedule === null ? [] : scheduleIssues(schedule.schedule, entry, groups.groups.length, rate);
  return {
    ...loop,
    schedule: schedule.schedule,
    clipping: clipping.clipping,
    groups: groups.groups,
    undecided: groups.undecided,
    unresolved: [...groups.unresolved, ...schedule.unresolved, ...clipping.unresolved],
    issues: [...groups.issues, ...schedule.issues, ...together, ...clipping.issues, ...issues],
  };
}

const noTraining: KerasTraining = { ...noSchedule, simulation: {} };

/** Of Keras and optax, whose optimizers are given their schedules and clipping. */
function ownCompanions(
  optimizer: FrameworkCall,
  entry: OptimizerEntry,
  bound: BoundArguments,
  scheduleAt: (expression: SyntaxNode) => FrameworkCall | null,
  { all, source }: FileCalls,
): Companions {
  const expression = bound.expressions.get(entry.learningRate);
  const call = expression === undefined ? null : scheduleAt(expression);
  const readOwn = (schedule: FrameworkCall, own: ScheduleEntry) =>
    own.framework === "optax" ? readOptaxSchedule(schedule, own, all, source) : readSchedule(schedule, own, source);
  const given = call?.callee.kind === "schedule" ? readOwn(call, call.callee.entry) : noSchedule;
  const own = expression === undefined ? null : ownSchedule(expression, optimizer.scope, entry, source);
  const isOfKeras = ({ callee }: FrameworkCall) => callee.kind === "optimizer" && callee.entry.framework === "keras";
  const training = isOfKeras(optimizer) ? readKerasTraining(optimizer, all.filter(isOfKeras), source) : noTraining;
  const schedule = given.schedule ?? own;
  const values = Object.fromEntries(Object.entries(bound.hyperparameters).map(([name, { value }]) => [name, value]));
  return {
    schedule: schedule ?? training.schedule,
    unresolved: [...given.unresolved, ...training.unresolved],
    clipping: entry.clipping?.(values) ?? null,
    groups: [],
    simulation: training.simulation,
    issues: [...given.issues, ...training.issues, ...decayExclusionIssues(optimizer, all, source)],
  };
}

/** The schedule that a program spells out: a class for Keras, a function for optax. */
function ownSchedule(expression: SyntaxNode, scope: Scope, { framework }: OptimizerEntry, source: PythonSource) {
  const read = framework === "optax" ? readScheduleFunction : readOwnSchedule;
  return read(expression, scope, source);
}

/** The schedule object that an expression stands for. */
function scheduleCall(expression: SyntaxNode, scope: Scope, { all, source }: FileCalls): FrameworkCall | null {
  const call = callOf(expression, scope, all, source);
  return call?.callee.kind === "schedule" ? call : null;
}

/** Whether a call makes an optimizer in torch's manner: of parameters, for schedulers that are given it. */
function isOptimizer({ callee }: FrameworkCall): boolean {
  return callee.kind === "optimizer" && callee.entry.subject !== undefined;
}

function isScheduler({ callee }: FrameworkCall): boolean {
  // Those of Keras and optax are given to their optimizer, and not the other way round.
  if (callee.kind === "schedule") return callee.entry.subject !== undefined;
  return callee.kind === "unknownSchedule" || callee.kind === "composition" || callee.kind === "selector";
}
