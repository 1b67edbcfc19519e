import { StepInspector } from "../core/inspection/inspectStep";
import type { FileContents } from "../core/problems/recordingSpecification";
import type { Checkpoints } from "../core/simulation/checkpoints";
import type { RunSpecification } from "../core/simulation/specification";
import { recordedSource } from "./recordedSource";

/** Runs whose checkpoints are kept; each may take 128 MB. */
const MAXIMUM_RUNS = 4;

interface Held {
  readonly checkpoints: Checkpoints | undefined;
  inspector: StepInspector | null;
}

/** Step inspectors of the runs that were looked at or simulated last. */
export class Inspectors {
  /** The least recently used first. */
  private readonly held = new Map<string, Held>();

  /** Keeps a run's checkpoints, so that its steps are reached without simulating it again. */
  keep(run: string, checkpoints: Checkpoints): void {
    this.touch(run, { checkpoints, inspector: null });
  }

  /** @throws SpecificationError, RuleError or RecordingError when the specification cannot be simulated */
  inspector(run: string, specification: RunSpecification, contents: FileContents): StepInspector {
    const held = this.held.get(run) ?? { checkpoints: undefined, inspector: null };
    held.inspector ??= new StepInspector(specification, held.checkpoints, recordedSource(specification, contents));
    this.touch(run, held);
    return held.inspector;
  }

  forget(run: string): void {
    this.held.delete(run);
  }

  private touch(run: string, held: Held): void {
    this.held.delete(run);
    this.held.set(run, held);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= MAXIMUM_RUNS) return;
      this.held.delete(oldest);
    }
  }
}
