import type { FloatArray, Precision } from "../core/floatArray";
import { encodeNpyValues } from "../core/numpy/npyArray";
import { encodeNpyHeader, formatShape } from "../core/numpy/npyHeader";
import { RecordedGradients } from "../core/problems/recordedGradients";
import { Simulation } from "../core/simulation/simulation";
import type { RunSpecification } from "../core/simulation/specification";
import { csvHeader } from "../core/trace/traceText";
import { runSpecification } from "../sources/runSpecification";
import { CommandError, EXIT, type ExitCode } from "./commandError";
import { type CommandIo, openOutputFile } from "./commandIo";
import { NpyRows } from "./npyRows";
import { choiceOption, onlyFile, parseOptions } from "./parseOptions";
import { type ConfigurationChoice, formatIssue, readConfigurations } from "./readConfigurations";
import { requireOwnFiles } from "./requireOwnFiles";
import { advanceSimulation, createSimulation, describeNonFinite } from "./simulatedRun";
import { simulationDefaults } from "./simulationDefaults";
import { parseShapes } from "./tensorShapes";

/**
 * `replay FILE[:LINE]`: feeds recorded gradients to a configuration and writes where the parameters went, row by row: neither
 * the gradients nor the trajectory need fit in memory.
 */
export async function replay(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values: options, positionals } = parseOptions(args, {
    gradients: { type: "string" },
    trajectory: { type: "string" },
    initial: { type: "string" },
    shapes: { type: "string" },
    series: { type: "string" },
    precision: { type: "string" },
  });
  if (options.gradients === undefined) throw new CommandError("replay needs --gradients G.npy.");
  if (options.trajectory === undefined) throw new CommandError("replay needs --trajectory OUT.npy.");
  const precision = choiceOption("precision", options.precision, ["float64", "float32"]);
  const file = onlyFile("replay", positionals);
  const { trajectory, series } = options;
  requireOwnFiles({ trajectory, series }, [file.path, options.gradients, options.initial]);
  const choice = await readConfigurations(file);
  const gradients = openGradients(options.gradients);
  try {
    const { source, specification } = replaySpecification(choice, gradients.rows, precision);
    const tensors = parseShapes(options.shapes, gradients.rowLength);
    const initial = options.initial === undefined ? null : readInitial(options.initial, gradients.rowLength);
    const recording = {
      steps: gradients.rows,
      parameters: gradients.rowLength,
      read: (step: number, out: FloatArray) => gradients.read(step, out),
    };
    const simulation = createSimulation(
      source,
      () =>
        new Simulation(specification, { source: new RecordedGradients(recording, tensors, initial), record: false }),
    );
    if (simulation.scheduleReadsLoss) {
      throw new CommandError(`${source}: the schedule reads the loss, and recorded gradients come without one.`);
    }
    await writeReplay(source, simulation, gradients.rows, options.trajectory, options.series);
    if (simulation.nonFinite !== null) io.message(describeNonFinite(source, simulation.nonFinite));
  } finally {
    gradients.close();
  }
  return EXIT.fine;
}

/** @throws CommandError where the file is no array of shape (steps, parameters) with an entry at least */
function openGradients(path: string): NpyRows {
  const gradients = NpyRows.open(path);
  if (gradients.shape.length === 2 && gradients.rows > 0 && gradients.rowLength > 0) return gradients;
  gradients.close();
  throw new CommandError(
    `${path}: found an array of shape ${formatShape(gradients.shape)}; expected (steps, parameters), with one of each at least.`,
  );
}

/** @throws CommandError where the file is no array of shape (parameters,) */
function readInitial(path: string, parameters: number): FloatArray {
  const file = NpyRows.open(path);
  try {
    if (file.shape.length !== 1 || file.rows !== parameters) {
      const found = formatShape(file.shape);
      throw new CommandError(`${path}: found an array of shape ${found}; expected ${formatShape([parameters])}.`);
    }
    const entry = new Float64Array(1);
    return Float64Array.from({ length: parameters }, (_, index) => {
      file.read(index, entry);
      return entry[0];
    });
  } finally {
    file.close();
  }
}

/**
 * The run of the one configuration that was chosen. It goes on past infinities and NaN, as the framework does.
 *
 * @throws CommandError where there are several configurations, this one cannot be simulated, or its gradients make no update
 */
function replaySpecification(
  { path, configurations }: ConfigurationChoice,
  gradients: number,
  precision: Precision | undefined,
): { readonly source: string; readonly specification: RunSpecification } {
  if (configurations.length > 1) {
    const places = configurations.map(({ range }) => `${path}:${range.line}`);
    throw new CommandError(`replay takes one configuration; choose one of ${places.join(", ")}.`);
  }
  const [configuration] = configurations;
  const source = `${path}:${configuration.range.line}`;
  const simulation = precision === undefined ? configuration.simulation : { ...configuration.simulation, precision };
  const run = runSpecification({ ...configuration, simulation }, simulationDefaults);
  if ("issues" in run) throw new CommandError(run.issues.map((issue) => formatIssue(path, issue)).join("\n"));
  const { specification } = run;
  const { accumulation = 1 } = specification.optimizer;
  if (gradients < accumulation) {
    throw new CommandError(`${source}: one update takes ${accumulation} gradients; there are ${gradients}.`);
  }
  return {
    source,
    specification: {
      ...specification,
      steps: Math.floor(gradients / accumulation),
      continuePastNonFinite: true,
    },
  };
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
