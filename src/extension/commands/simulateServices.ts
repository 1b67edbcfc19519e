import type { Memento } from "vscode";
import type { AnswerStore } from "../answers/answerStore";
import type { SourceReadings } from "../editor/sourceReadings";
import type { RecordingContents } from "../runs/recordingContents";
import type { RunStore } from "../runs/runStore";
import type { ConfigurationIndex } from "../workspace/configurationIndex";

/** What commands need to simulate. */
export interface SimulateServices {
  readonly store: RunStore;
  readonly readings: SourceReadings;
  readonly index: ConfigurationIndex;
  readonly contents: RecordingContents;
  readonly answers: AnswerStore;
  /** What is remembered of this workspace. */
  readonly memory: Memento;
  /** Brings the runs of the session before back, unless they are here already. */
  readonly reviveRuns: () => Promise<void>;
  readonly showPanel: () => void;
  readonly openExample: () => Promise<void>;
}
