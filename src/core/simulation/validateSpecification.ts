import { findAlgorithm } from "../algorithms/algorithmLibrary";
import { INSTRUMENTS, isInstrument } from "../instruments/instrument";
import type { TensorDescription } from "../problems/problem";
import { traceBytes } from "../trace/traceBytes";
import { LearningRates } from "./learningRates";
import { ruleSchedules, scheduleSteps } from "./schedulers";
import {
  type CurvatureSpecification,
  type OptimizerSpecification,
  type RunSpecification,
  type ScheduleSpecification,
  SpecificationError,
  type TensorMask,
} from "./specification";

/** More updates than this are refused: their trace alone would fill the memory of a workstation. */
export const MAXIMUM_STEPS = 100_000_000;

/**
 * Checks what no other part checks: numbers of steps, seed and precision, and that every hyperparameter is a finite number.
 * Rules, schedules and problems check their own when they are made.
 *
 * @throws SpecificationError naming the value and what is allowed
 */
export function validateSpecification(specification: RunSpecification): void {
  const { steps, seed, precision, optimizer } = specification;
  if (!Number.isInteger(steps) || steps < 1 || steps > MAXIMUM_STEPS) {
    throw new SpecificationError(
      "steps",
      `steps is ${describe(steps)}; expected a whole number from 1 to ${MAXIMUM_STEPS.toLocaleString("en-US")}.`,
    );
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new SpecificationError("seed", `seed is ${describe(seed)}; expected a whole number from 0 to 4,294,967,295.`);
  }
  if (precision !== "float64" && precision !== "float32") {
    throw new SpecificationError("precision", `precision is ${describe(precision)}; expected float64 or float32.`);
  }
  if (specification.curvature !== undefined) requireCurvature(specification.curvature, specification);
  const unknown = specification.instruments?.find((name) => !isInstrument(name));
  if (unknown !== undefined) {
    const message = `There is no instrument ${describe(unknown)}; expected ${INSTRUMENTS.join(", ")}.`;
    throw new SpecificationError("instruments", message);
  }
  requireFinite("optimizer.learningRate", optimizer.learningRate);
  if (optimizer.rateFactor !== undefined) requireFinite("optimizer.rateFactor", optimizer.rateFactor);
  for (const [name, value] of Object.entries(optimizer.hyperparameters)) {
    requireFinite(`optimizer.hyperparameters.${name}`, value);
  }
  optimizer.groups?.forEach((group, index) => {
    if (group.learningRate !== undefined) requireFinite(`optimizer.groups.${index}.learningRate`, group.learningRate);
    for (const [name, value] of Object.entries(group.hyperparameters ?? {})) {
      const path = `optimizer.groups.${index}.hyperparameters.${name}`;
      requireHyperparameter(path, name, optimizer);
      requireFinite(path, value);
    }
  });
  for (const [name, mask] of Object.entries(optimizer.masks ?? {})) requireMask(name, mask, optimizer);
  const { schedule, clipping, accumulation, lossScaling, toleratedNonFinite } = optimizer;
  if (toleratedNonFinite !== undefined) requireFinite("optimizer.toleratedNonFinite", toleratedNonFinite);
  for (const [name, value] of Object.entries(lossScaling ?? {})) requireFinite(`optimizer.lossScaling.${name}`, value);
  if (schedule !== null) requireSchedule(schedule, steps, Object.keys(optimizer.hyperparameters));
  if (accumulation !== undefined && (!Number.isInteger(accumulation) || accumulation < 1)) {
    throw new SpecificationError(
      "optimizer.accumulation",
      `The number of gradients that make an update is ${describe(accumulation)}; expected a whole number of at least 1.`,
    );
  }
  if (typeof clipping?.order === "number" && !(clipping.order > 0)) {
    throw new SpecificationError(
      "optimizer.clipping.order",
      `The order of the norm that is clipped is ${describe(clipping.order)}; expected a number above 0.`,
    );
  }
  if (clipping !== null && !(clipping.limit > 0)) {
    throw new SpecificationError(
      "optimizer.clipping.limit",
      `The clipping limit is ${describe(clipping.limit)}; expected a number above 0.`,
    );
  }
}

function requireCurvature({ every }: CurvatureSpecification, { recording }: RunSpecification): void {
  if (!Number.isInteger(every) || every < 1) {
    const message = `Curvature is measured every ${describe(every)} steps; expected a whole number of at least 1.`;
    throw new SpecificationError("curvature.every", message);
  }
  if (recording !== undefined) {
    throw new SpecificationError("curvature", "Recorded gradients have no curvature to measure; expected a problem.");
  }
}

function requireHyperparameter(path: string, name: string, { hyperparameters }: OptimizerSpecification): void {
  if (Object.hasOwn(hyperparameters, name)) return;
  const known = Object.keys(hyperparameters).join(", ") || "none";
  throw new SpecificationError(path, `The optimizer has no hyperparameter "${name}"; it has ${known}.`);
}

function requireMask(name: string, { by, flags }: TensorMask, optimizer: OptimizerSpecification): void {
  const path = `optimizer.masks.${name}`;
  requireHyperparameter(path, name, optimizer);
  const groups = Math.max(1, optimizer.groups?.length ?? 0);
  if (by === "group" ? flags.length === groups : flags.length > 0) return;
  const expected = by === "group" ? `${groups}, one for every parameter group` : "one at least";
  throw new SpecificationError(path, `The mask of ${name} has ${flags.length} flags; expected ${expected}.`);
}

/**
 * For rules that hold for vectors alone.
 *
 * @throws SpecificationError when a tensor has two dimensions or more
 */
export function requireVectors(tensors: readonly TensorDescription[]): void {
  const matrix = tensors.find(({ shape }) => shape.length > 1);
  if (matrix === undefined) return;
  throw new SpecificationError(
    "problem",
    `Tensor "${matrix.name}" has the shape ${matrix.shape.join(" × ")}; expected vectors: ` +
      "what this optimizer does with matrices cannot be simulated yet.",
  );
}

/** @throws SpecificationError where the optimizer or its schedule reads the loss, which recorded gradients come without */
export function requireNoLoss(optimizer: OptimizerSpecification): void {
  const { algorithm } = optimizer;
  if (algorithm !== undefined && findAlgorithm(algorithm).evaluatesLoss) {
    throw new SpecificationError(
      "problem",
      `The algorithm ${algorithm} evaluates the loss several times a step, which recorded gradients do not allow; expected a problem.`,
    );
  }
  if (new LearningRates(optimizer).readsLoss) {
    throw new SpecificationError(
      "optimizer.schedule",
      "The schedule reads the loss, and recorded gradients come without one.",
    );
  }
}

/** Checks how often a schedule is stepped, what it moves, and how it is made up of others. */
function requireSchedule(schedule: ScheduleSpecification, steps: number, hyperparameters: readonly string[]): void {
  if (!Number.isInteger(schedule.interval) || schedule.interval < 1) {
    throw new SpecificationError(
      "optimizer.schedule.interval",
      `The schedule's interval is ${describe(schedule.interval)}; expected a whole number of updates, at least 1.`,
    );
  }
  for (const name of ruleSchedules(schedule).flatMap(({ moves = [] }) => moves)) {
    if (hyperparameters.includes(name)) continue;
    const known = hyperparameters.join(", ") || "none";
    throw new SpecificationError(
      "optimizer.schedule.moves",
      `The schedule moves ${name}, but the optimizer has no hyperparameter of this name; it has ${known}.`,
    );
  }
  requireComposition(schedule);
  const most = scheduleSteps(schedule) * schedule.interval;
  if (steps > most) {
    throw new SpecificationError(
      "steps",
      `steps is ${steps.toLocaleString("en-US")}, after ${most.toLocaleString("en-US")} of which the schedule is at its end and cannot be stepped on; expected at most as many.`,
    );
  }
}

function requireComposition(schedule: ScheduleSpecification): void {
  if (!("composition" in schedule)) return;
  const { composition, schedules, milestones } = schedule;
  if (schedules.length === 0) {
    throw new SpecificationError(
      "optimizer.schedule.schedules",
      `The ${composition} has no schedules; expected one at least.`,
    );
  }
  if (composition === "sequence" && milestones.length !== schedules.length - 1) {
    throw new SpecificationError(
      "optimizer.schedule.milestones",
      `The sequence of ${schedules.length} schedules has ${milestones.length} milestones; expected ${schedules.length - 1}, one between any two.`,
    );
  }
  if (composition === "sequence" && schedules.some((inner, index) => index > 0 && "composition" in inner)) {
    throw new SpecificationError(
      "optimizer.schedule.schedules",
      "A schedule made of others stands behind a milestone of a sequence; expected it in the first place, since it cannot be started at a step.",
    );
  }
  schedules.forEach(requireComposition);
}

/** Memory that the trace of a run takes at most. */
const MAXIMUM_TRACE_BYTES = 4 * 2 ** 30;

/** @throws SpecificationError when the trace of all steps would not fit in memory */
export function requireTraceFits(steps: number, columns: number): void {
  const bytes = traceBytes(steps, columns);
  if (bytes <= MAXIMUM_TRACE_BYTES) return;
  const most = Math.floor((steps * MAXIMUM_TRACE_BYTES) / bytes);
  throw new SpecificationError(
    "steps",
    `${steps.toLocaleString("en-US")} steps of ${columns} series would take ${(bytes / 2 ** 30).toFixed(1)} GB; ` +
      `at most ${most.toLocaleString("en-US")} steps fit in 4 GB.`,
  );
}

function requireFinite(path: string, value: number): void {
  if (typeof value === "number" && Number.isFinite(value)) return;
  const name = path.slice(path.lastIndexOf(".") + 1);
  throw new SpecificationError(path, `${name} is ${describe(value)}; expected a finite number.`);
}

function describe(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}
