import {
  Disposable,
  l10n,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditorSelectionChangeEvent,
  TextEditorSelectionChangeKind,
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

/** Where the last edit of a document begins; null where nothing was typed, but an answer has changed. */
type EditPlace = ConfigurationPlace | null;

/** What is still to come of the last edit of a document. */
interface Following {
  place: EditPlace;
  /** Whether it was made while nothing was to be simulated. */
  isMissed: boolean;
  /** Whether it is not settled yet what becomes of it. */
  isWaiting: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
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
 * - The cursor, moved by keys or mouse, shows the run of the configuration that it comes to, where there is one; it begins none.
 * - What is edited while the panel is out of sight is simulated when it comes back.
 */
export class LiveSimulation implements Disposable {
  private readonly subscriptions: Disposable;
  private readonly followed = new Map<TextDocument, Following>();
  private cursorTimer: ReturnType<typeof setTimeout> | undefined;
  /** The configuration under the cursor, by its document and line. */
  private under = "";

  constructor(private readonly services: LiveServices) {
    const { panel, answers } = services;
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.hearEdit(event)),
      window.onDidChangeTextEditorSelection((event) => this.hearCursor(event)),
      answers.onDidChange((uri) => {
        const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
        if (document) this.follow(document, null);
      }),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
      panel.onDidComeIntoSight(() => this.catchUp()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${configurationSection}.${settings.live}`)) this.catchUp();
      }),
    );
  }

  /** Whether it is not settled yet what becomes of the last edit of a document. */
  isWaiting(document: TextDocument): boolean {
    return this.followed.get(document)?.isWaiting === true;
  }

  dispose(): void {
    for (const { timer } of this.followed.values()) clearTimeout(timer);
    clearTimeout(this.cursorTimer);
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
    this.follow(document, { line: line + 1, column: column + 1 });
  }

  private follow(document: TextDocument, place: EditPlace): void {
    this.forget(document);
    const isMissed = !this.isOn;
    const following: Following = { place, isMissed, isWaiting: !isMissed, timer: undefined };
    this.followed.set(document, following);
    if (isMissed) return;
    const cost = this.services.readings.cost(document);
    const rest = cost <= QUICK_READING ? 0 : Math.min(2 * cost, LONGEST_REST);
    following.timer = setTimeout(() => {
      this.simulate(document, following).catch((error) => {
        following.isWaiting = false;
        this.services.log(String(error instanceof Error ? error.stack : error));
      });
    }, rest);
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.followed.get(document)?.timer);
    this.followed.delete(document);
  }

  /** Simulates what was edited while nothing was to be simulated. */
  private catchUp(): void {
    if (!this.isOn) return;
    for (const [document, { place, isMissed }] of [...this.followed]) if (isMissed) this.follow(document, place);
  }

  private get isOn(): boolean {
    return liveEnabled() && this.services.panel.isInSight;
  }

  private async simulate(document: TextDocument, following: Following): Promise<void> {
    const { store, readings } = this.services;
    const { place } = following;
    const settle = () => {
      following.isWaiting = false;
    };
    const [{ configurations }, { planRun, replan }] = await Promise.all([
      readings.reading(document),
      loadSourceTools(),
    ]);
    // Another edit has come meanwhile, or the document has gone.
    if (this.followed.get(document) !== following) return;
    const touched = place === null ? undefined : touchedConfiguration(configurations, place);
    const run = touched ? this.runOf(touched, document, configurations) : this.selectedOf(document);
    const configuration = touched ?? (run && this.configurationOf(run, configurations));
    if (!configuration) {
      if (run) this.holdLater(run, document, l10n.t("no optimizer can be read here."), run.plan.source?.line ?? 1);
      else settle();
      return;
    }
    const defaults = simulationDefaults(document);
    const planned: PlannedRun = run
      ? replan(document.uri, configuration, defaults, run.plan)
      : planRun(document.uri, configuration, defaults, null);
    if ("issue" in planned) {
      if (run) this.holdLater(run, document, planned.issue.message, planned.issue.range.line);
      else settle();
      return;
    }
    settle();
    if (!run) store.simulate(planned.plan);
    else {
      store.renew(run.id, planned.plan);
      if (store.selected?.id !== run.id) store.select(run.id);
    }
  }

  /** Says why the charts stay as they are, unless another edit comes soon. */
  private holdLater(run: Run, document: TextDocument, reason: string, line: number): void {
    const { store, readings } = this.services;
    const following = this.followed.get(document);
    if (following === undefined) return;
    following.timer = setTimeout(async () => {
      const { configurations } = await readings.reading(document);
      following.isWaiting = false;
      if (this.followed.get(document) !== following || !store.runs.some(({ id }) => id === run.id)) return;
      store.updateSource(document.uri.toString(), configurations);
      const kept = l10n.t("The charts show the last readable version.");
      // Where the panel is narrow the end is cut off.
      store.hold(run.id, `${kept} ${l10n.t("Line {0}", line)}: ${reason}`);
    }, HOLD_DELAY);
  }

  private hearCursor({ textEditor, kind }: TextEditorSelectionChangeEvent): void {
    const { document } = textEditor;
    const isOwn = kind === TextEditorSelectionChangeKind.Keyboard || kind === TextEditorSelectionChangeKind.Mouse;
    if (!isOwn || !isSource(document) || !this.isOn) return;
    clearTimeout(this.cursorTimer);
    this.cursorTimer = setTimeout(async () => {
      const { line, character } = textEditor.selection.active;
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
      (run) =>
        !run.plan.isVariant &&
        run.plan.source?.uri === uri &&
        this.configurationOf(run, configurations) === configuration,
    );
    return own.find((run) => run === store.selected) ?? own.at(-1);
  }

  private selectedOf(document: TextDocument): Run | undefined {
    const { selected } = this.services.store;
    if (selected?.plan.isVariant) return undefined;
    return selected?.plan.source?.uri === document.uri.toString() ? selected : undefined;
  }

  private configurationOf(
    run: Run,
    configurations: readonly OptimizerConfiguration[],
  ): OptimizerConfiguration | undefined {
    return (run.plan.source && locateHere(run.plan.source, configurations)) ?? undefined;
  }
}
