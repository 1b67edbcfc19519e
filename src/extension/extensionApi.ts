import type { Event } from "vscode";
import type { RunSummary } from "../protocol/panel";

/** What the extension exports to tests and to other extensions. */
export interface ExtensionApi {
  /** What our own part of activation took. */
  readonly activationMilliseconds: number;
  /** All runs of the window, the oldest first. */
  runs(): readonly RunSummary[];
  /**
   * Values of all of a run's series at one step, in the order of `RunSummary.columns`.
   *
   * @throws Error when there is no such run or step
   */
  row(run: string, step: number): readonly number[];
  /** Fires whenever something but the curves of a run changes. */
  readonly onDidChangeRuns: Event<void>;
}
