import { type ExtensionContext, env, l10n, Uri, window, workspace } from "vscode";
import type { RunSpecification } from "../core/simulation/specification";
import type { InstrumentSwitch, SavedFile, ValuesQuery } from "../protocol/panel";
import type { ReportQuery } from "../protocol/report";
import { AnswerStore } from "./answers/answerStore";
import { coalesce } from "./coalesce";
import { fixFinding, revealFinding } from "./commands/actOnFinding";
import { exportReport, plainQuery, type ReportServices } from "./commands/exportReport";
import { exportTrace } from "./commands/exportTrace";
import { exportValues } from "./commands/exportValues";
import { measureCurvature } from "./commands/measureCurvature";
import { openExample } from "./commands/openExample";
import { planSchedule } from "./commands/planSchedule";
import { registerCommands } from "./commands/registerCommands";
import { revealSource } from "./commands/reveal";
import { revealValue } from "./commands/revealValue";
import { saveFile } from "./commands/saveFile";
import { simulateAgain, simulateInEditor } from "./commands/simulate";
import type { SimulateServices } from "./commands/simulateServices";
import { switchInstrument } from "./commands/switchInstrument";
import { registerContextKeys } from "./contextKeys";
import { configurationSection, panelViewType, settings } from "./contributions";
import { registerCodeLenses } from "./editor/codeLenses";
import { registerDocumentSymbols } from "./editor/documentSymbols";
import { registerHovers } from "./editor/hovers";
import { registerLanguageHelp } from "./editor/languageHelp";
import { SourceReadings } from "./editor/sourceReadings";
import type { ExtensionApi } from "./extensionApi";
import { FairComparison } from "./fairComparison/fairComparison";
import { LearningRateFinder } from "./finder/learningRateFinder";
import { sweepSource } from "./finder/sweepSource";
import { DocumentFindings } from "./findings/documentFindings";
import { explainRule, registerRulePages } from "./findings/explainRule";
import { registerFindingHovers } from "./findings/findingHovers";
import { registerFixes } from "./findings/fixes";
import { registerProblems } from "./findings/problems";
import { RunFindings } from "./findings/runFindings";
import { Landscape } from "./landscape/landscape";
import { LiveSimulation } from "./live/liveSimulation";
import { Panel } from "./panel/panel";
import { panelFinding } from "./panel/panelFindings";
import { reportErrors } from "./reportErrors";
import { createWorkerPool } from "./runs/createWorkerPool";
import { RecordingContents } from "./runs/recordingContents";
import { RunArchive } from "./runs/runArchive";
import type { RunPlan } from "./runs/runPlan";
import { defaultLimits, RunStore } from "./runs/runStore";
import { registerRunsTree } from "./runs/runsTree";
import { curvatureMeasured, instrumentsChosen, liveEnabled, maximumRuns, setLive } from "./settings";
import { registerStatusBar } from "./statusBar";
import { WhatIf } from "./whatIf/whatIf";
import { ConfigurationIndex } from "./workspace/configurationIndex";
import { listOptimizers } from "./workspace/listOptimizers";
import { registerOptimizersTree } from "./workspace/optimizersTree";

/** Least time between two savings of what the panel holds, in milliseconds. */
const SAVE_INTERVAL = 500;

/** Puts the parts together. Parsers and catalogues are loaded when they are first needed. */
export function activate(context: ExtensionContext): ExtensionApi {
  const begin = performance.now();
  const { extensionUri, subscriptions, workspaceState } = context;
  const channel = window.createOutputChannel(l10n.t("Optimizer Debugger"), { log: true });
  const log = (message: string) => channel.warn(message);
  const report = reportErrors(channel);

  const contents = new RecordingContents();
  const worker = Uri.joinPath(extensionUri, "dist", "worker.js").fsPath;
  const readContents = (specification: RunSpecification) => contents.of(specification);
  const pool = createWorkerPool(worker, readContents, log);
  // A thread of its own: no simulation waits until a run has been diagnosed.
  const diagnosing = createWorkerPool(worker, readContents, log, 1);
  const limits = () => ({ ...defaultLimits, runs: maximumRuns() });
  const store = new RunStore(pool, limits());
  const storage = context.storageUri ?? context.globalStorageUri;
  const archive = new RunArchive(Uri.joinPath(storage, "runs").fsPath, workspaceState, store, log);
  const answers = new AnswerStore(workspaceState);
  const readings = new SourceReadings(answers, log);
  const findings = new DocumentFindings(readings, log);
  const index = new ConfigurationIndex(readings, log);
  const runFindings = new RunFindings({ store, pool: diagnosing, readings, documents: findings, log });
  const whatIf = new WhatIf({ store, readings });
  const sourceOf = (plan: RunPlan) => sweepSource(readings, plan);
  const finder = new LearningRateFinder({ store, pool, sourceOf });
  const fairComparison = new FairComparison({ store, pool, sourceOf });
  const landscape = new Landscape({ store, pool });
  const panel: Panel = new Panel({
    extensionUri,
    store,
    findings: runFindings,
    finder,
    fairComparison,
    log,
    actions: {
      simulate: report((run: string | null) => (run ? simulateAgain(services, run) : simulateInEditor(services, null))),
      reveal: report(async (run: string) => {
        const { source } = store.get(run).plan;
        if (source) await revealSource(source);
      }),
      revealValue: report((run: string, label: string) => revealValue(services, run, label)),
      // What is in the way of these is said where the values are, and so not reported.
      hyperparameters: (run) => whatIf.hyperparameters(run),
      adjust: (run, changes) => whatIf.adjust(run, changes),
      writeChanges: (run) => whatIf.write(run),
      followsEdits: liveEnabled,
      followEdits: report(setLive),
      // Said where it was asked for.
      schedule: (query) => planSchedule(services, pool, query),
      measuresCurvature: curvatureMeasured,
      measureCurvature: report((run: string, measure: boolean) => measureCurvature(services, measure, run)),
      instruments: instrumentsChosen,
      switchInstrument: report((request: InstrumentSwitch) => switchInstrument(store, request)),
      revealFinding: report((run: string, id: string) => revealFinding(runFindings, run, id)),
      fixFinding: report((run: string, id: string, fix: string) => fixFinding(runFindings, run, id, fix)),
      explainRule: report((rule: string) => explainRule(rule)),
      openExample: report(() => openExample(extensionUri)),
      exportTrace: report((run: string) => exportTrace(store.get(run))),
      finder: (request) => finder.handle(request),
      fairComparison: (request) => fairComparison.handle(request),
      landscape,
      saveFile: report((file: SavedFile) => saveFile(file, store.selected)),
      exportValues: report((query: ValuesQuery) => exportValues(store, query)),
      exportReport: report((query: ReportQuery) => exportReport(reportServices, query)),
      showLog: () => channel.show(true),
      copy: async (text) => env.clipboard.writeText(text),
    },
  });
  const services: SimulateServices = {
    store,
    readings,
    index,
    contents,
    answers,
    memory: workspaceState,
    reviveRuns: () => archive.revive(),
    showPanel: () => panel.show(),
    openExample: () => openExample(extensionUri),
  };
  const { displayName, version } = context.extension.packageJSON;
  const reportServices: ReportServices = {
    extensionUri,
    maker: `${displayName} ${version}`,
    store,
    findings: runFindings,
    finder,
    fairComparison,
  };
  const showPanel = async () => {
    await archive.revive();
    panel.show();
  };
  const runsTree = registerRunsTree(store, () => archive.revive(), report);
  const live = new LiveSimulation({ store, readings, answers, panel, log });
  const save = coalesce(SAVE_INTERVAL, () => void archive.save());

  subscriptions.push(
    channel,
    { dispose: () => pool.dispose() },
    { dispose: () => diagnosing.dispose() },
    readings,
    finder,
    fairComparison,
    panel,
    registerCodeLenses(readings),
    findings,
    runFindings,
    registerProblems(findings),
    registerRulePages(),
    registerFixes(findings),
    registerFindingHovers(findings),
    registerHovers(readings, log),
    registerDocumentSymbols(readings),
    registerLanguageHelp(),
    index,
    registerOptimizersTree(index, report),
    runsTree,
    registerStatusBar(store),
    registerContextKeys(store, readings, index),
    registerCommands({
      services,
      report,
      showPanel,
      exportReport: async () => {
        if (!panel.askForReport()) await exportReport(reportServices, plainQuery(store));
      },
      extensionUri,
      manifest: context.extension.packageJSON,
      index,
      finder,
      fairComparison,
      runsTree,
    }),
    live,
    readings.onDidRead(({ document, reading }) => {
      if (!live.isWaiting(document)) store.updateSource(document.uri.toString(), reading.configurations);
    }),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        store.renameSource(oldUri.toString(), newUri.toString());
        void answers.rename(oldUri.toString(), newUri.toString());
      }
    }),
    store.onDidChange(save),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${configurationSection}.${settings.historyMaximumRuns}`)) store.limit(limits());
    }),
    save,
    window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: async (webviewPanel) => {
        await archive.revive();
        panel.attach(webviewPanel);
      },
    }),
  );
  readings.start();

  const activationMilliseconds = performance.now() - begin;
  channel.info(`Activated in ${activationMilliseconds.toFixed(1)} ms.`);
  return {
    activationMilliseconds,
    runs: () => store.summaries(),
    row: (run, step) => store.drawn(run).row(step),
    findings: (run) => runFindings.of(run).map(panelFinding),
    fixFinding: (run, finding, fix) => fixFinding(runFindings, run, finding, fix),
    finder: () => finder.state,
    askFinder: (request) => finder.handle(request),
    listedRuns: () => runsTree.items(),
    optimizers: () => listOptimizers(index),
    whatIf: {
      hyperparameters: (run) => whatIf.hyperparameters(run),
      adjust: (run, changes) => whatIf.adjust(run, changes),
      write: (run) => whatIf.write(run),
    },
    landscape,
    instruments: {
      follow: (run, index) => store.follow(run, index),
      schedule: (query) => planSchedule(services, pool, query),
    },
    onDidChangeRuns: store.onDidChange,
  };
}
