import {
  Disposable,
  l10n,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditorSelectionChangeEvent,
  window,
  workspace,
} from "vscode";
import type { OptimizerConfiguration } from "../../sources/configuration";
import type { ConfigurationPlace } from "../commands/configurationPlace";
import type { PlannedRun } from "../commands/planRun";
import type { SimulateServices } from "../commands/simulateServices";
import { configurationSection, settings } from "../contributions";
import { isSource } from "../editor/sourceDocuments";
import { loadSourceTools } from "../loadSourceTools";
import type { Panel } from "../panel/panel";
import type { Run } from "../runs/run";
import { locateHere } from "../runs/sourceLink";
import { liveEnabled, simulationDefaults } from "../settings";
import { touchedConfiguration } from "./touchedConfiguration";

/** Files whose reading takes no longer are read upon every key, others after a rest of twice that, in milliseconds. */
const QUICK_READING = 8;
const LONGEST_REST = 150;

/** How long an edit has to stand that cannot be simulated before the panel says so: most are on their way to one that can. */
const HOLD_DELAY = 300;

/** Rest of the cursor before the run of the configuration under it is shown, in milliseconds. */
const CURSOR_REST = 50;

/** An edit and where it begins. */
interface Edit {
  readonly document: TextDocument;
  /** Null where nothing was typed: an answer has changed, or the panel has come back. */
  readonly place: ConfigurationPlace | null;
}

export interface LiveServices extends Pick<SimulateServices, "store" | "readings" | "answers"> {
  readonly panel: Pick<Panel, "isInSight" | "onDidComeIntoSight">;
  readonly log: (message: string) => void;
}

/**
 * Simulates as you type, while the panel is in sight and the setting allows it.
 *
 * - After an edit, by keys, undo or a tool, the configuration that it touches is simulated again, in whichever editor; where it touches none, as in a
 *   variable further up, the one whose run is selected. Nobody is asked for anything.
 * - Its run is made anew in its place: the selected one where several runs are of that configuration, else the latest. A configuration without a run gets
 *   one with its first edit.
 * - What cannot be read or simulated leaves the run as it is, with the reason.
 * - The cursor shows the run of the configuration that it comes to, where there is one; it begins none.
 * - What is edited while the panel is out of sight is simulated when it comes back.
 */
export class LiveSimulation implements Disposable {
  private readonly subscriptions: Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private holdTimer: ReturnType<typeof setTimeout> | undefined;
  private cursorTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whose outcome is still open. */
  private waiting: TextDocument | null = null;
  /** The last that was made out of sight. */
  private missed: Edit | null = null;
  /** The configuration under the cursor, by its document and line. */
  private under = "";

  constructor(private readonly services: LiveServices) {
    const { panel, answers } = services;
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.hearEdit(event)),
      window.onDidChangeTextEditorSelection((event) => this.hearCursor(event)),
      answers.onDidChange((uri) => {
        const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
        if (document) this.follow({ document, place: null });
      }),
      panel.onDidComeIntoSight(() => this.missed && this.follow(this.missed)),
      workspace.onDidChangeConfiguration((event) => {
        const concerns = event.affectsConfiguration(`${configurationSection}.${settings.live}`);
        if (concerns && this.missed) this.follow(this.missed);
      }),
    );
  }

  /** Whether it is not settled yet what becomes of the last edit of a document. */
  isWaiting(document: TextDocument): boolean {
    return this.waiting === document;
  }

  dispose(): void {
    for (const timer of [this.timer, this.holdTimer, this.cursorTimer]) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  private hearEdit({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || !isSource(document)) return;
    const edits = contentChanges.map(({ range: { start, end }, text }) => ({
      line: start.line,
      column: start.character,
      endLine: end.line,
      text,
    }));
    this.services.store.moveSource(document.uri.toString(), edits);
    const { line, column } = edits[edits.length - 1];
    this.follow({ document, place: { line: line + 1, column: column + 1 } });
  }

  private follow(edit: Edit): void {
    clearTimeout(this.timer);
    clearTimeout(this.holdTimer);
    this.waiting = null;
    this.missed = edit;
    if (!liveEnabled() || !this.services.panel.isInSight) return;
    this.missed = null;
    this.waiting = edit.document;
    const cost = this.services.readings.cost(edit.document);
    const rest = cost <= QUICK_READING ? 0 : Math.min(2 * cost, LONGEST_REST);
    this.timer = setTimeout(() => {
      this.simulate(edit).catch((error) => this.services.log(String(error instanceof Error ? error.stack : error)));
    }, rest);
  }

  private async simulate(edit: Edit): Promise<void> {
    const { store, readings } = this.services;
    const { document, place } = edit;
    const { version } = document;
    const [{ configurations }, { planRun, planReplay }] = await Promise.all([
      readings.reading(document),
      loadSourceTools(),
    ]);
    if (document.version !== version || document.isClosed) return;
    const touched = place === null ? undefined : touchedConfiguration(configurations, place);
    const run = touched ? this.runOf(touched, document, configurations) : this.selectedOf(document);
    const configuration = touched ?? (run && this.configurationOf(run, configurations));
    if (!configuration) {
      if (run) this.holdLater(run, edit, l10n.t("no optimizer can be read here."), run.plan.source?.line ?? 1);
      else this.settle(document);
      return;
    }
    const defaults = simulationDefaults(document);
    const recording = run?.plan.specification.recording;
    const planned: PlannedRun = recording
      ? planReplay(document.uri, configuration, defaults, recording)
      : planRun(document.uri, configuration, defaults, run?.plan.chosenProblem ?? null);
    if ("issue" in planned) {
      if (run) this.holdLater(run, edit, planned.issue.message, planned.issue.range.line);
      else this.settle(document);
      return;
    }
    this.settle(document);
    if (!run) store.simulate(planned.plan);
    else {
      store.renew(run.id, planned.plan);
      if (store.selected?.id !== run.id) store.select(run.id);
    }
  }

  /** Says why the charts stay as they are, unless another edit comes soon. */
  private holdLater(run: Run, { document }: Edit, reason: string, line: number): void {
    const { store, readings } = this.services;
    this.holdTimer = setTimeout(async () => {
      const { configurations } = await readings.reading(document);
      this.settle(document);
      if (!store.runs.some(({ id }) => id === run.id)) return;
      store.updateSource(document.uri.toString(), configurations);
      const kept = l10n.t("The charts show the last version that could be read.");
      store.hold(run.id, `${l10n.t("Line {0}", line)}: ${reason} ${kept}`);
    }, HOLD_DELAY);
  }

  private settle(document: TextDocument): void {
    if (this.waiting === document) this.waiting = null;
  }

  private hearCursor({ textEditor: { document }, selections, kind }: TextEditorSelectionChangeEvent): void {
    if (kind === undefined || !isSource(document) || !liveEnabled() || !this.services.panel.isInSight) return;
    clearTimeout(this.cursorTimer);
    const { line, character } = selections[0].active;
    this.cursorTimer = setTimeout(async () => {
      const { version } = document;
      const { configurations } = await this.services.readings.reading(document);
      if (document.version !== version) return;
      const touched = touchedConfiguration(configurations, { line: line + 1, column: character + 1 });
      const under = `${document.uri} ${touched?.range.line}`;
      if (under === this.under) return;
      this.under = under;
      const run = touched && this.runOf(touched, document, configurations);
      if (run && run.id !== this.services.store.selected?.id) this.services.store.select(run.id);
    }, CURSOR_REST);
  }

  /** The run that shows a configuration: the selected one where several do, else the latest. */
  private runOf(
    configuration: OptimizerConfiguration,
    document: TextDocument,
    configurations: readonly OptimizerConfiguration[],
  ): Run | undefined {
    const { store } = this.services;
    const uri = document.uri.toString();
    const own = store.runs.filter(
      (run) => run.plan.source?.uri === uri && this.configurationOf(run, configurations) === configuration,
    );
    return own.find((run) => run === store.selected) ?? own.at(-1);
  }

  private selectedOf(document: TextDocument): Run | undefined {
    const { selected } = this.services.store;
    return selected?.plan.source?.uri === document.uri.toString() ? selected : undefined;
  }

  private configurationOf(
    run: Run,
    configurations: readonly OptimizerConfiguration[],
  ): OptimizerConfiguration | undefined {
    return (run.plan.source && locateHere(run.plan.source, configurations)) ?? undefined;
  }
}
