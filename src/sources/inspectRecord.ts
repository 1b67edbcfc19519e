import type { ClippingSpecification, LossScalingSpecification } from "../core/simulation/specification";
import type {
  Framework,
  OptimizerConfiguration,
  ScheduleConfiguration,
  SourceRange,
  SourceValue,
} from "./configuration";
import { plainValues } from "./configurationValues";

/** One element of what `inspect --json` prints: a public interface. Lines and columns count from 1; the end is exclusive. */
export interface InspectRecord extends SourceRange {
  readonly file: string;
  readonly framework: Framework;
  /** The framework's own name. */
  readonly optimizer: string;
  /** Every resolved value under the framework's own argument name, defaults included. */
  readonly hyperparameters: Readonly<Record<string, SourceValue>>;
  readonly schedule: InspectedSchedule | null;
  readonly clipping: ClippingSpecification | null;
  /** Where the loss is scaled and the gradient divided by the factor again. */
  readonly lossScaling?: LossScalingSpecification;
  /** Gradients whose mean makes one update, where it takes several. */
  readonly accumulation?: number;
  /** Arguments that cannot be read statically. */
  readonly unresolved: readonly string[];
}

/** A schedule; one that is made of others names them in their order. */
export interface InspectedSchedule extends SourceRange {
  readonly name: string;
  readonly hyperparameters: Readonly<Record<string, SourceValue>>;
  /** Updates from one of its steps to the next, where these are several. */
  readonly interval?: number;
  readonly schedules?: readonly InspectedSchedule[];
}

/** What `inspect` says of one configuration. */
export function inspectRecord(file: string, configuration: OptimizerConfiguration): InspectRecord {
  const { framework, optimizer, hyperparameters, schedule, clipping, lossScaling, accumulation, unresolved } =
    configuration;
  return {
    file,
    ...plainRange(configuration.range),
    framework,
    optimizer,
    hyperparameters: plainValues(hyperparameters),
    schedule: schedule && inspectedSchedule(schedule),
    clipping,
    ...(lossScaling === undefined ? {} : { lossScaling }),
    ...(accumulation === undefined ? {} : { accumulation }),
    unresolved,
  };
}

function inspectedSchedule(schedule: ScheduleConfiguration): InspectedSchedule {
  const { name, range, hyperparameters, interval, schedules } = schedule;
  const every = interval === undefined ? {} : { interval };
  const own = { name, ...plainRange(range), hyperparameters: plainValues(hyperparameters), ...every };
  return schedules === undefined ? own : { ...own, schedules: schedules.map(inspectedSchedule) };
}

function plainRange({ line, column, endLine, endColumn }: SourceRange): SourceRange {
  return { line, column, endLine, endColumn };
}
