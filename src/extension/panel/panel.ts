import { Disposable, l10n, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import { batchedTransport } from "../../protocol/batchedTransport";
import { Connection, type Silent, type Transport } from "../../protocol/connection";
import { jsonTransport } from "../../protocol/jsonTransport";
import type { PanelContract, PanelState } from "../../protocol/panel";
import { coalesce } from "../coalesce";
import { configurationSection, panelViewType, settings } from "../contributions";
import { Emitter } from "../emitter";
import type { FairComparison } from "../fairComparison/fairComparison";
import type { LearningRateFinder } from "../finder/learningRateFinder";
import type { RunFindings } from "../findings/runFindings";
import type { RunStore } from "../runs/runStore";
import { Foresight } from "./foresight";
import { type PanelActions, panelAnswers } from "./panelAnswers";
import { panelFindings } from "./panelFindings";
import { panelHtml, panelResources } from "./panelHtml";

/** Least time between two reports of progress and of anything else, in milliseconds: some 15 a second, and no more than a screen shows. */
const PROGRESS_INTERVAL = 66;
const STATE_INTERVAL = 16;
/** More of it for every run: what is told grows with them. */
const STATE_INTERVAL_PER_RUN = 0.5;

export interface PanelOptions {
  readonly extensionUri: Uri;
  readonly store: RunStore;
  readonly findings: RunFindings;
  readonly finder: Pick<LearningRateFinder, "state" | "onDidChange">;
  readonly fairComparison: Pick<FairComparison, "state" | "onDidChange">;
  readonly actions: PanelActions;
  readonly log: (message: string) => void;
}

/**
 * The one panel of the window. Its page is made anew whenever it comes into sight, and then asks for everything; while it
 * is out of sight nothing is sent.
 */
export class Panel implements Disposable {
  private open: WebviewPanel | null = null;
  private readonly reportWanted = new Emitter<void>();
  private readonly cameIntoSight = new Emitter<void>();

  readonly onDidComeIntoSight = this.cameIntoSight.event;

  constructor(private readonly options: PanelOptions) {}

  get isInSight(): boolean {
    return this.open?.visible === true;
  }

  /** Opens the panel beside the editor, or brings it to the front; the editor keeps its focus. */
  show(): void {
    if (this.open) {
      const coversEditor = this.open.viewColumn === window.activeTextEditor?.viewColumn;
      this.open.reveal(coversEditor ? ViewColumn.Beside : undefined, true);
      return;
    }
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.attach(window.createWebviewPanel(panelViewType, l10n.t("Optimizer Debugger"), place));
  }

  /** Has the panel ask for a report of what it shows, as it shows it. @returns whether there is one in sight that can */
  askForReport(): boolean {
    if (this.isInSight) this.reportWanted.fire();
    return this.isInSight;
  }

  /** Takes over a panel: a new one, or one that VS Code has kept across a reload. */
  attach(panel: WebviewPanel): void {
    this.open?.dispose();
    this.open = panel;
    const { extensionUri } = this.options;
    panel.iconPath = Uri.joinPath(extensionUri, "media", "icon.png");
    panel.webview.options = { enableScripts: true, localResourceRoots: [panelResources(extensionUri)] };
    const served = this.serve(panel);
    panel.onDidChangeViewState(() => panel.visible && this.cameIntoSight.fire());
    panel.onDidDispose(() => {
      served.dispose();
      if (this.open === panel) this.open = null;
    });
    panel.webview.html = panelHtml(panel.webview, extensionUri);
  }

  dispose(): void {
    this.open?.dispose();
  }

  private serve(panel: WebviewPanel): Disposable {
    const { store, findings, finder, fairComparison, actions, log } = this.options;
    const { webview } = panel;
    const foresight = new Foresight(store);
    const state = (): PanelState => ({
      runs: store.summaries(),
      findings: panelFindings(store, findings),
      selected: store.selected?.id ?? null,
      followsEdits: actions.followsEdits(),
      removed: store.removedLast,
      measuresCurvature: actions.measuresCurvature(),
      instruments: actions.instruments(),
    });
    const begin = (): PanelState => {
      tellFinder();
      tellFairComparison();
      return state();
    };
    const channel: Transport = {
      post: (message) => void webview.postMessage(message),
      onMessage: (listener) => void webview.onDidReceiveMessage(listener),
    };
    const connection = new Connection<Silent, PanelContract>(
      // Answers to a batch of calls come within its turn, but not before promises have settled.
      jsonTransport(batchedTransport(channel, setImmediate)),
      { answers: panelAnswers(store, foresight, begin, actions), listeners: {}, onProtocolError: log },
    );
    const grown = new Set<string>();
    const tellProgress = coalesce(PROGRESS_INTERVAL, () => {
      for (const run of [...store.runs, ...store.probes].filter(({ id }) => grown.has(id))) {
        connection.tell("progress", { run: run.id, stepsDone: run.stepsDone });
      }
      grown.clear();
    });
    const stateInterval = () => STATE_INTERVAL + STATE_INTERVAL_PER_RUN * store.runs.length;
    const tellState = coalesce(stateInterval, () =>
      connection.tell("state", { content: state(), foreseen: foresight.foresee() }),
    );
    const tellFinder = coalesce(STATE_INTERVAL, () => connection.tell("finder", finder.state));
    const tellFairComparison = coalesce(STATE_INTERVAL, () => connection.tell("fairComparison", fairComparison.state));
    return Disposable.from(
      finder.onDidChange(() => panel.visible && tellFinder()),
      fairComparison.onDidChange(() => panel.visible && tellFairComparison()),
      this.reportWanted.event(() => connection.tell("reportWanted", null)),
      store.onDidChange(() => panel.visible && finder.state !== null && tellFinder()),
      tellFinder,
      tellFairComparison,
      store.onDidChange(() => panel.visible && tellState()),
      findings.onDidChange(() => panel.visible && tellState()),
      workspace.onDidChangeConfiguration((event) => {
        const shown = [settings.live, settings.curvature, settings.instruments];
        const isShown = shown.some((name) => event.affectsConfiguration(`${configurationSection}.${name}`));
        if (isShown && panel.visible) tellState();
      }),
      store.onDidProgress((run) => {
        if (!panel.visible) return;
        grown.add(run);
        tellProgress();
      }),
      tellState,
      tellProgress,
      { dispose: () => connection.close("The panel was closed.") },
    );
  }
}
