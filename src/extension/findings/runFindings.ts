import { Disposable, type TextDocument, workspace } from "vscode";
import type { Finding, Severity } from "../../diagnosis/finding";
import type { RunFinding } from "../../diagnosis/run/runRule";
import { afterRest } from "../afterRest";
import { configurationSection } from "../contributions";
import type { SourceReadings } from "../editor/sourceReadings";
import { Emitter } from "../emitter";
import { loadSourceTools } from "../loadSourceTools";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/runStore";
import { locate } from "../runs/sourceLink";
import type { WorkerPool } from "../runs/workerPool";
import { ruleSettings } from "../settings";
import type { DocumentFindings } from "./documentFindings";
import { localized } from "./findingText";
import { RunDiagnoses } from "./runDiagnoses";

/** A finding in a run or in its source. */
export interface FoundInRun {
  /** Names it among those of its run. */
  readonly id: string;
  /** Without a range where the source is gone, not open, or says something else by now. */
  readonly finding: Omit<Finding, "range"> & { readonly range: Finding["range"] | null };
  /** Of the source; null where there is none. */
  readonly uri: string | null;
}

export interface RunFindingsOptions {
  readonly store: RunStore;
  readonly pool: Pick<WorkerPool, "diagnose">;
  readonly readings: SourceReadings;
  readonly documents: DocumentFindings;
  readonly log: (message: string) => void;
}

/** Rest after a change before runs are diagnosed, in milliseconds: while someone types or drags a slider, most versions are gone by then. */
const REST = 250;

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** What is wrong with the runs in the panel: what happened in them, and mistakes in their sources. */
export class RunFindings implements Disposable {
  private readonly diagnoses: RunDiagnoses;
  /** What the panel shows, by the runs' ids. */
  private readonly shown = new Map<string, readonly FoundInRun[]>();
  private readonly changed = new Emitter<void>();
  /** Counts updates: one that takes long ends when the next begins. */
  private round = 0;
  private readonly subscriptions: Disposable;

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: RunFindingsOptions) {
    const { store, pool, documents } = options;
    this.diagnoses = new RunDiagnoses(pool);
    const update = afterRest(REST, () => void this.update());
    this.subscriptions = Disposable.from(
      store.onDidChange(update),
      documents.onDidDiagnose(update),
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(configurationSection)) return;
        this.diagnoses.clear();
        update();
      }),
      update,
    );
  }

  /** The gravest first. */
  of(run: string): readonly FoundInRun[] {
    return this.shown.get(run) ?? [];
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async update(): Promise<void> {
    const { store, log } = this.options;
    const { runs } = store;
    const round = ++this.round;
    this.forgetOthers(runs);
    for (const run of runs) {
      try {
        const found = await this.find(run);
        if (round !== this.round) return;
        // A run that is made anew keeps what is shown of it until its own findings are known.
        if (found !== null && store.runs.includes(run)) this.shown.set(run.id, found);
      } catch (error) {
        log(`${run.plan.name}: ${error instanceof Error ? error.stack : error}`);
      }
    }
    this.changed.fire();
  }

  /** Null while the run goes on, and of one that nobody looks at: there may be hundreds. */
  private async find(run: Run): Promise<readonly FoundInRun[] | null> {
    if (run.status === "running") return null;
    if (run.labels.isHidden && run !== this.options.store.selected) return null;
    const { source } = run.plan;
    const document = source && workspace.textDocuments.find(({ uri }) => uri.toString() === source.uri);
    const happened = await this.diagnoses.of(run, ruleSettings(document ?? undefined));
    const placed = document ? await this.findInSource(run, document, happened) : null;
    const found =
      placed ?? happened.map(({ remedies: _, ...finding }) => ({ ...finding, range: null, related: [], fixes: [] }));
    return found
      .toSorted((a, b) => gravity[a.severity] - gravity[b.severity])
      .map((finding) => ({ id: `${finding.rule} ${localized(finding.message)}`, finding, uri: source?.uri ?? null }));
  }

  /** Null where the source says something else by now. */
  private async findInSource(
    { plan: { source } }: Run,
    document: TextDocument,
    happened: readonly RunFinding[],
  ): Promise<readonly Finding[] | null> {
    const { configurations } = await this.options.readings.reading(document);
    const located = source && locate(source, configurations);
    if (!located || located.changed) return null;
    const { diagnoseSource, placeRunFindings } = await loadSourceTools();
    const text = document.getText();
    const { configuration } = located;
    const written = diagnoseSource({ configurations: [configuration], issues: [] }, text, ruleSettings(document));
    return [...placeRunFindings(happened, configuration, text), ...written];
  }

  private forgetOthers(runs: readonly Run[]): void {
    this.diagnoses.keep(runs);
    for (const id of this.shown.keys()) if (!runs.some((run) => run.id === id)) this.shown.delete(id);
  }
}
