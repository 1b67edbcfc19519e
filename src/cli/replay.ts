import { pathToFileURL } from "node:url";
import type { Precision } from "../core/floatArray";
import { formatCount } from "../core/formatNumber";
import type { ByteSource } from "../core/numpy/byteSource";
import { encodeNpyValues } from "../core/numpy/npyArray";
import { encodeNpyHeader } from "../core/numpy/npyHeader";
import type { RecordingSpecification } from "../core/problems/recordingSpecification";
import { TensorShapesError } from "../core/problems/tensorShapes";
import { Simulation } from "../core/simulation/simulation";
import type { RunSpecification } from "../core/simulation/specification";
import { csvHeader } from "../core/trace/traceText";
import { FileBytes } from "../recordings/fileBytes";
import { openRecording } from "../recordings/openRecording";
import { readRecording } from "../recordings/readRecording";
import { RecordingError } from "../recordings/recordingError";
import type { OptimizerConfiguration } from "../sources/configuration";
import { replaySpecification } from "../sources/replaySpecification";
import { parseAnswers } from "./answerOptions";
import { CommandError, EXIT, type ExitCode } from "./commandError";
import { type CommandIo, openOutputFile } from "./commandIo";
import { tellRunFindings } from "./findings/runFindings";
import { choiceOption, onlyFile, parseOptions } from "./parseOptions";
import { type ConfigurationChoice, obstacleError, readConfigurations } from "./readConfigurations";
import { requireOwnFiles } from "./requireOwnFiles";
import { parseRuleSettings, ruleOptions } from "./ruleOptions";
import { advanceSimulation, createSimulation, describeNonFinite } from "./simulatedRun";
import { simulationDefaults } from "./simulationDefaults";

/**
 * `replay FILE[:LINE]`: feeds recorded gradients to a configuration and writes where the parameters went, row by row: neither
 * the gradients nor the trajectory need fit in memory. Says then what happened and why.
 */
export async function replay(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values: options, positionals } = parseOptions(args, {
    gradients: { type: "string" },
    trajectory: { type: "string" },
    initial: { type: "string" },
    shapes: { type: "string" },
    series: { type: "string" },
    precision: { type: "string" },
    answer: { type: "string", multiple: true },
    ...ruleOptions,
  });
  if (options.gradients === undefined) throw new CommandError("replay needs --gradients G.npy.");
  if (options.trajectory === undefined) throw new CommandError("replay needs --trajectory OUT.npy.");
  const settings = parseRuleSettings(options.rule, options.threshold);
  const precision = choiceOption("precision", options.precision, ["float64", "float32"]);
  const file = onlyFile("replay", positionals);
  const { trajectory, series } = options;
  requireOwnFiles({ trajectory, series }, [file.path, options.gradients, options.initial]);
  const choice = await readConfigurations(file, parseAnswers(options.answer));
  const files = new NamedFiles();
  const chosen = {
    gradients: files.uri(options.gradients),
    initial: options.initial === undefined ? null : files.uri(options.initial),
    shapes: options.shapes ?? null,
  };
  const recording = readInput(() => readRecording(chosen, files.bytes));
  const { source, configuration, specification } = replayedRun(choice, recording, precision);
  const gradients = readInput(() => openRecording(recording, files.bytes));
  const record = hasRoomForTrace(specification);
  const simulation = createSimulation(source, () => new Simulation(specification, { source: gradients, record }));
  await writeReplay(source, simulation, recording.gradients.shape[0], options.trajectory, options.series);
  const { nonFinite, trace } = simulation;
  if (nonFinite !== null) io.message(describeNonFinite(source, nonFinite));
  if (record) tellRunFindings({ specification, trace, nonFinite }, configuration, choice, settings, io.message);
  else io.message(`${source}: the ${formatCount(specification.steps)} updates are too many to be looked through.`);
  return EXIT.fine;
}

/** Files by URI, as recordings name them, that messages name as the command line does. */
class NamedFiles {
  private readonly paths = new Map<string, string>();

  uri(path: string): string {
    const uri = pathToFileURL(path).href;
    this.paths.set(uri, path);
    return uri;
  }

  readonly bytes = (uri: string): ByteSource => new FileBytes(this.paths.get(uri) ?? uri);
}

/** @throws CommandError where a file or an option is wrong */
function readInput<Input>(read: () => Input): Input {
  try {
    return read();
  } catch (error) {
    if (error instanceof TensorShapesError) throw new CommandError(`--shapes ${error.message}`);
    throw error instanceof RecordingError ? new CommandError(error.message) : error;
  }
}

/**
 * The run of the one configuration that was chosen. It goes on past infinities and NaN, as the framework does.
 *
 * @throws CommandError where there are several configurations, or this one cannot be replayed
 */
function replayedRun(
  { path, configurations }: ConfigurationChoice,
  recording: RecordingSpecification,
  precision: Precision | undefined,
): {
  readonly source: string;
  readonly configuration: OptimizerConfiguration;
  readonly specification: RunSpecification;
} {
  if (configurations.length > 1) {
    const places = configurations.map(({ range }) => `${path}:${range.line}`);
    throw new CommandError(`replay takes one configuration; choose one of ${places.join(", ")}.`);
  }
  const [configuration] = configurations;
  const simulation = precision === undefined ? configuration.simulation : { ...configuration.simulation, precision };
  const run = replaySpecification({ ...configuration, simulation }, simulationDefaults, recording);
  if ("issues" in run) throw obstacleError(path, run);
  return {
    source: `${path}:${configuration.range.line}`,
    configuration,
    specification: { ...run.specification, continuePastNonFinite: true },
  };
}

/** Updates of which a trace is kept to find out what happened: some hundred megabytes. */
const MOST_TRACED = 1_000_000;

function hasRoomForTrace({ steps }: RunSpecification): boolean {
  return steps <= MOST_TRACED;
}

/** Values that are written at a time, at least. */
const BLOCK_VALUES = 1 << 17;

/** Writes the parameters after every gradient, and a row of the series for every update that gradients make. */
async function writeReplay(
  source: string,
  simulation: Simulation,
  gradients: number,
  trajectoryPath: string,
  seriesPath: string | undefined,
): Promise<void> {
  const { precision, optimizer } = simulation.specification;
  const { accumulation = 1 } = optimizer;
  const { parameters, columns } = simulation;
  const trajectory = await openOutputFile(trajectoryPath);
  const series = seriesPath === undefined ? null : await openOutputFile(seriesPath);
  await trajectory.write(encodeNpyHeader([gradients + 1, parameters.length], precision));
  await trajectory.write(encodeNpyValues(parameters));
  await series?.write(csvHeader(["step", ...columns]));
  const block = Math.max(1, Math.floor(BLOCK_VALUES / parameters.length));
  for (let first = 1; first <= gradients; first += block) {
    const rows: Uint8Array[] = [];
    const lines: string[] = [];
    for (let seen = first; seen < Math.min(gradients + 1, first + block); seen++) {
      if (seen % accumulation === 0) {
        advanceSimulation(source, simulation, 1);
        if (series !== null) lines.push(`${simulation.step - 1},${simulation.lastRow.join(",")}\n`);
      }
      rows.push(encodeNpyValues(simulation.parameters));
    }
    await trajectory.write(Buffer.concat(rows));
    await series?.write(lines.join(""));
  }
  await trajectory.close();
  await series?.close();
}
