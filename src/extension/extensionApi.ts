import type { Event, Uri } from "vscode";
import type { Answers } from "../protocol/connection";
import type { FinderRequest, FinderState } from "../protocol/finder";
import type { LandscapeCalls } from "../protocol/landscape";
import type {
  ChangedValues,
  Hyperparameter,
  PanelFinding,
  RunSummary,
  ScheduleQuery,
  ScheduleReply,
} from "../protocol/panel";

/** A configuration as the view of all optimizers lists it. */
export interface ListedOptimizer {
  readonly uri: Uri;
  /** From 1. */
  readonly line: number;
  readonly name: string;
  /** `lr 3e-4 → cosine`, `β 0.9, 0.999`. */
  readonly gist: readonly string[];
}

/** A run as the view of runs lists it. */
export interface ListedRun {
  readonly id: string;
  readonly label: string;
  /** Its final loss, status, gist and note. */
  readonly description: string;
  /** Whether its curves are shown, which is its checkbox. */
  readonly isShown: boolean;
}

/** What the extension exports to tests and to other extensions. */
export interface ExtensionApi {
  /** What our own part of activation took. */
  readonly activationMilliseconds: number;
  /** All runs of the window, the oldest first. */
  runs(): readonly RunSummary[];
  /**
   * Values of all series of a run, or of a parameter that is followed, at one step, in the order of its columns.
   *
   * @throws Error when there is no such run or step
   */
  row(run: string, step: number): readonly number[];
  /** What is wrong with a run and its source, the gravest first; empty while nothing is known. */
  findings(run: string): readonly PanelFinding[];
  /** Makes a fix of a finding, by its title, in the source. @throws Error where that is gone or says something else by now */
  fixFinding(run: string, finding: string, fix: string): Promise<void>;
  /** What the learning-rate finder shows; null while it is closed. */
  finder(): FinderState | null;
  /** Does what a button of the learning-rate finder does. @throws Error where that cannot be done */
  askFinder(request: FinderRequest): Promise<void>;
  /** All configurations of the workspace, by file. The first call looks through the files. */
  optimizers(): Promise<readonly ListedOptimizer[]>;
  /** The runs in the order of their view. */
  listedRuns(): readonly ListedRun[];
  /** What the panel's sliders do; rejected with the reason where that cannot be done. */
  readonly whatIf: {
    hyperparameters(run: string): Promise<readonly Hyperparameter[]>;
    adjust(run: string, changes: ChangedValues): Promise<void>;
    write(run: string): Promise<void>;
  };
  /** What the panel asks of a run's landscape; rejected with the reason where there is nothing to be seen. */
  readonly landscape: Answers<LandscapeCalls>;
  /** What the panel's instruments ask for. */
  readonly instruments: {
    /** Follows one parameter of a run over all steps, none for null; `RunSummary.probe` tells of it. */
    follow(run: string, index: number | null): void;
    /** A schedule as it is planned; rejected with the reason where it cannot be read. */
    schedule(query: ScheduleQuery): Promise<ScheduleReply | null>;
  };
  /** Fires whenever something but the curves of a run changes. */
  readonly onDidChangeRuns: Event<void>;
}
