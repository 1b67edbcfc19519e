import { INSTRUMENTS, type Instrument, isInstrument } from "../core/instruments/instrument";
import { traceCsv, traceJson, traceJsonLines } from "../core/trace/traceText";
import type { CurvatureRequest, OptimizerConfiguration } from "../sources/configuration";
import { configurationTitle } from "../sources/configurationGist";
import { labelledGist } from "../sources/labelledGist";
import { runSpecification } from "../sources/runSpecification";
import { parseAnswers } from "./answerOptions";
import { Attempts } from "./attempts";
import { CommandError, type ExitCode } from "./commandError";
import { type CommandIo, openOutput } from "./commandIo";
import { tellRunFindings } from "./findings/runFindings";
import { choiceOption, onlyFile, parseOptions, wholeNumberOption } from "./parseOptions";
import { parseProblem } from "./problemOption";
import { obstacleError, readConfigurations } from "./readConfigurations";
import { requireOwnFiles } from "./requireOwnFiles";
import { parseRuleSettings, ruleOptions } from "./ruleOptions";
import { runNames } from "./runNames";
import { completeRun, describeNonFinite, type PlannedRun, prepareRun, type SimulatedRun } from "./simulatedRun";
import { simulationDefaults } from "./simulationDefaults";
import { simulationReport } from "./simulationReport";

/** What a format needs besides the runs. */
interface FormatContext {
  /** Whether the runs are told apart by name, even if only one of them could be simulated. */
  readonly named: boolean;
  /** Folder with the files of the report page. */
  readonly assets: string;
}

const formats = {
  csv: (runs, { named }) => traceCsv(runs, named),
  jsonl: (runs, { named }) => traceJsonLines(runs, named),
  json: jsonDocument,
  html: (runs, { assets }) => simulationReport(runs, assets),
} as const satisfies Record<string, (runs: readonly SimulatedRun[], context: FormatContext) => Iterable<string>>;

type Format = keyof typeof formats;

/**
 * `simulate FILE[:LINE]`: simulates the configurations of a file, writes their traces, and then says what happened in them and why.
 * A configuration that cannot be simulated does not keep the others from it. Findings do not change the exit code.
 */
export async function simulate(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values: options, positionals } = parseOptions(args, {
    problem: { type: "string" },
    steps: { type: "string" },
    seed: { type: "string" },
    precision: { type: "string" },
    curvature: { type: "string" },
    instruments: { type: "string" },
    answer: { type: "string", multiple: true },
    format: { type: "string", default: "csv" },
    out: { type: "string" },
    ...ruleOptions,
  });
  const format = choiceOption("format", options.format, Object.keys(formats) as Format[]) ?? "csv";
  const given: OptimizerConfiguration["simulation"] = {
    problem: options.problem === undefined ? undefined : parseProblem(options.problem),
    steps: wholeNumberOption("steps", options.steps),
    seed: wholeNumberOption("seed", options.seed),
    precision: choiceOption("precision", options.precision, ["float64", "float32"]),
    curvature: curvatureOption(options.curvature),
    instruments: instrumentsOption(options.instruments),
  };
  const settings = parseRuleSettings(options.rule, options.threshold);
  const file = onlyFile("simulate", positionals);
  requireOwnFiles({ out: options.out }, [file.path]);
  const source = await readConfigurations(file, parseAnswers(options.answer));
  const { path, configurations } = source;

  const attempts = new Attempts(io.message);
  const names = runNames(configurations);
  const prepared = attempts.resultsOf(configurations, (configuration, index) => ({
    configuration,
    run: prepareRun(planRun(path, names[index], configuration, given)),
  }));
  if (prepared.length === 0) return attempts.exitCode;
  // Opened when mistakes in the input have shown, which should cost no older result, and before the long work.
  const output = await openOutput(options.out, io);
  const completed = attempts.resultsOf(prepared, ({ configuration, run: begun }) => {
    const run = completeRun(begun);
    if (run.nonFinite !== null) io.message(describeNonFinite(run.source, run.nonFinite));
    return { configuration, run };
  });
  const runs = completed.map(({ run }) => run);
  if (runs.length > 0) {
    const context = { named: configurations.length > 1, assets: io.assets };
    for (const piece of formats[format](runs, context)) await output.write(piece);
  }
  await output.close();
  for (const { run, configuration } of completed) tellRunFindings(run, configuration, source, settings, io.message);
  return attempts.exitCode;
}

/** @throws CommandError for what is neither a whole number nor `auto`; the simulation says which numbers are allowed */
function curvatureOption(text: string | undefined): CurvatureRequest | undefined {
  if (text === undefined) return undefined;
  if (text === "auto") return true;
  const every = Number(text.trim() || Number.NaN);
  if (Number.isInteger(every)) return { every };
  throw new CommandError(`--curvature is "${text}"; expected a whole number of steps, or auto.`);
}

/** @throws CommandError for what is no list of instruments, with commas between them, or `all` */
function instrumentsOption(text: string | undefined): readonly Instrument[] | undefined {
  if (text === undefined) return undefined;
  if (text.trim() === "all") return INSTRUMENTS;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isInstrument(name));
  if (unknown === undefined) return INSTRUMENTS.filter((name) => names.includes(name));
  throw new CommandError(`--instruments has "${unknown}"; expected ${INSTRUMENTS.join(", ")}, or all.`);
}

/** Runs as one JSON document, in pieces. */
function* jsonDocument(runs: readonly SimulatedRun[]): Generator<string> {
  yield '{"runs":[\n';
  for (const [index, { name, source, specification, nonFinite, trace }] of runs.entries()) {
    if (index > 0) yield ",";
    const event = nonFinite && { ...nonFinite, value: String(nonFinite.value) };
    yield* traceJson(trace, { name, source, specification, nonFinite: event });
  }
  yield "]}\n";
}

/**
 * @param given what options say of the simulation, before the file and the defaults
 * @throws CommandError with every reason why the configuration cannot be simulated
 */
function planRun(
  path: string,
  name: string,
  configuration: OptimizerConfiguration,
  given: OptimizerConfiguration["simulation"],
): PlannedRun {
  const simulation = { ...configuration.simulation };
  for (const [key, value] of Object.entries(given))
    if (value !== undefined) Object.assign(simulation, { [key]: value });
  const run = runSpecification({ ...configuration, simulation }, simulationDefaults);
  if ("issues" in run) throw obstacleError(path, run);
  const title = configurationTitle({ ...configuration, name: null });
  return {
    name,
    title: configuration.framework === "native" ? title : `${configuration.framework} ${title}`,
    gist: labelledGist(configuration),
    source: `${path}:${configuration.range.line}`,
    specification: run.specification,
  };
}
