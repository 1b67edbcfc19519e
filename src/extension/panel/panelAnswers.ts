import type { Instrument } from "../../core/instruments/instrument";
import { compareRuns } from "../../protocol/compareRuns";
import type { Answers } from "../../protocol/connection";
import type { FairRequest } from "../../protocol/fairComparison";
import type { FinderRequest } from "../../protocol/finder";
import type { LandscapeCalls } from "../../protocol/landscape";
import type {
  ChangedValues,
  Hyperparameter,
  InstrumentSwitch,
  PanelCalls,
  PanelState,
  SavedFile,
  ScheduleQuery,
  ScheduleReply,
  ValuesQuery,
} from "../../protocol/panel";
import type { ReportQuery } from "../../protocol/report";
import type { RunStore } from "../runs/runStore";
import type { Foresight } from "./foresight";

/** What the panel's buttons do outside the panel. */
export interface PanelActions {
  /** Simulates a run's source as it is by now, or without a run the configuration at the cursor. */
  simulate(run: string | null): Promise<void>;
  /** Whether what is edited is simulated again after each edit. */
  followsEdits(): boolean;
  followEdits(follow: boolean): Promise<void>;
  /** What a schedule is to do; null where the user picks none. @throws Error where there is none that can be read */
  schedule(query: ScheduleQuery): Promise<ScheduleReply | null>;
  /** Whether curvature is measured along runs whose source does not say. */
  measuresCurvature(): boolean;
  /** Turns that on or off and simulates a run again. */
  measureCurvature(run: string, measure: boolean): Promise<void>;
  /** What is recorded besides of runs whose source does not say. */
  instruments(): readonly Instrument[];
  switchInstrument(request: InstrumentSwitch): Promise<void>;
  reveal(run: string): Promise<void>;
  /** Goes to where a hyperparameter of the run is spelled out. */
  revealValue(run: string, label: string): Promise<void>;
  /** The hyperparameters of the run's source that can be given other values. @throws Error where there are none */
  hyperparameters(run: string): Promise<readonly Hyperparameter[]>;
  /** Tries other values in the run. @throws Error where they cannot be simulated */
  adjust(run: string, changes: ChangedValues): Promise<void>;
  /** Writes the values that are tried in the run into its source. @throws Error where that cannot be done */
  writeChanges(run: string): Promise<void>;
  revealFinding(run: string, finding: string): Promise<void>;
  fixFinding(run: string, finding: string, fix: string): Promise<void>;
  explainRule(rule: string): Promise<void>;
  openExample(): Promise<void>;
  exportTrace(run: string): Promise<void>;
  finder(request: FinderRequest): Promise<void>;
  fairComparison(request: FairRequest): Promise<void>;
  readonly landscape: Answers<LandscapeCalls>;
  saveFile(file: SavedFile): Promise<void>;
  exportValues(query: ValuesQuery): Promise<void>;
  exportReport(query: ReportQuery): Promise<void>;
  showLog(): void;
  copy(text: string): Promise<void>;
}

/** Answers to everything that the panel asks; curves come from shared memory, only inspections go on to a worker. */
export function panelAnswers(
  store: RunStore,
  foresight: Foresight,
  state: () => PanelState,
  actions: PanelActions,
): Answers<PanelCalls> {
  return {
    ready: state,
    window: (query) => foresight.window(query),
    row: (query) => foresight.row(query),
    inspect: ({ run, step, choice }) => store.inspect(run, step, choice),
    probe: ({ run, index }) => store.follow(run, index),
    schedule: (query) => actions.schedule(query),
    compare: ({ runs, target }) =>
      compareRuns(
        runs.map((run) => store.get(run).compared()),
        target,
      ),
    select: ({ run }) => store.select(run),
    simulate: ({ run }) => void actions.simulate(run),
    continueRun: ({ run }) => store.continuePastNonFinite(run),
    cancel: ({ run }) => store.cancel(run),
    followEdits: ({ follow }) => actions.followEdits(follow),
    measureCurvature: ({ run, measure }) => void actions.measureCurvature(run, measure),
    switchInstrument: (request) => void actions.switchInstrument(request),
    label: ({ runs, change }) => store.label(runs, change),
    remove: ({ runs }) => store.remove(runs),
    undoRemove: () => store.undoRemove(),
    reveal: ({ run }) => actions.reveal(run),
    revealValue: ({ run, label }) => actions.revealValue(run, label),
    hyperparameters: ({ run }) => actions.hyperparameters(run),
    adjust: ({ run, changes }) => actions.adjust(run, changes),
    writeChanges: ({ run }) => actions.writeChanges(run),
    revealFinding: ({ run, finding }) => actions.revealFinding(run, finding),
    fixFinding: ({ run, finding, fix }) => actions.fixFinding(run, finding, fix),
    explainRule: ({ rule }) => actions.explainRule(rule),
    openExample: () => void actions.openExample(),
    exportTrace: ({ run }) => void actions.exportTrace(run),
    finder: (request) => actions.finder(request),
    fairComparison: (request) => actions.fairComparison(request),
    landscapePlane: actions.landscape.landscapePlane,
    landscapePath: actions.landscape.landscapePath,
    landscapeLosses: actions.landscape.landscapeLosses,
    leaveLandscape: actions.landscape.leaveLandscape,
    moveStart: actions.landscape.moveStart,
    keepStart: actions.landscape.keepStart,
    saveFile: (file) => void actions.saveFile(file),
    exportValues: (query) => void actions.exportValues(query),
    exportReport: (query) => void actions.exportReport(query),
    showLog: () => actions.showLog(),
    copy: ({ text }) => actions.copy(text),
  };
}
