/**
 * The names under which package.json contributes things to VS Code. A test compares both, so that they cannot drift apart.
 */

export const commands = {
  simulate: "optimizerDebugger.simulate",
  simulateOnProblem: "optimizerDebugger.simulateOnProblem",
  /** From the explorer it gets the file of gradients. */
  replayGradients: "optimizerDebugger.replayGradients",
  /** Sweeps the learning rate of the optimizer at the cursor. */
  findLearningRate: "optimizerDebugger.findLearningRate",
  /** Compares the runs of the panel, each with its learning rate tuned. */
  compareFairly: "optimizerDebugger.compareFairly",
  showPanel: "optimizerDebugger.showPanel",
  cancel: "optimizerDebugger.cancel",
  exportTrace: "optimizerDebugger.exportTrace",
  /** Writes a page with all that the panel shows. */
  exportReport: "optimizerDebugger.exportReport",
  /** Turns measuring curvature on or off, and simulates the selected run again. */
  measureCurvature: "optimizerDebugger.measureCurvature",
  /** From the walkthrough it gets the path of an example. */
  openExample: "optimizerDebugger.openExample",
  reportIssue: "optimizerDebugger.reportIssue",
  copyAsCode: "optimizerDebugger.copyAsCode",
  /** Lists what the user has said of expressions whose value only a run knows. */
  changeAnswers: "optimizerDebugger.changeAnswers",
  /** Behind the code lenses: takes the document's URI, the places of configurations, and whether to ask which. Not in the palette. */
  simulateConfiguration: "optimizerDebugger.simulateConfiguration",
  /** From a code lens it gets the URI of the file. */
  compareAll: "optimizerDebugger.compareAll",
  goToConfiguration: "optimizerDebugger.goToConfiguration",
  /** In the view of all optimizers. */
  scan: "optimizerDebugger.scan",
  cancelScan: "optimizerDebugger.cancelScan",
  simulateListed: "optimizerDebugger.simulateListed",
  revealListed: "optimizerDebugger.revealListed",
  /** In the view of runs, where they get the ids of runs; without any they act on those that are selected. */
  selectRun: "optimizerDebugger.selectRun",
  pinRuns: "optimizerDebugger.pinRuns",
  unpinRuns: "optimizerDebugger.unpinRuns",
  renameRun: "optimizerDebugger.renameRun",
  annotateRun: "optimizerDebugger.annotateRun",
  revealRun: "optimizerDebugger.revealRun",
  removeRuns: "optimizerDebugger.removeRuns",
  undoRemoveRuns: "optimizerDebugger.undoRemoveRuns",
  /** Behind links: takes the URI of a file and a range in it. Not in the palette. */
  revealPlace: "optimizerDebugger.revealPlace",
  /** Behind links and actions: takes the identifier of a rule, whose page it opens. Not in the palette. */
  explainRule: "optimizerDebugger.explainRule",
  /** Behind actions: takes the URI of a document and the identifier of a rule. Not in the palette. */
  turnOffRule: "optimizerDebugger.turnOffRule",
} as const;

export const configurationSection = "optimizerDebugger";

export const settings = {
  problem: "problem",
  problemParameters: "problemParameters",
  steps: "steps",
  seed: "seed",
  precision: "precision",
  codeLens: "codeLens",
  scanMaximumMegabytes: "scan.maximumMegabytes",
  live: "live",
  curvature: "curvature",
  instruments: "instruments",
  rules: "rules",
  thresholds: "thresholds",
  historyMaximumRuns: "history.maximumRuns",
} as const;

/** What `when` clauses ask for. */
export const contextKeys = {
  /** A simulation is under way. */
  running: "optimizerDebugger.running",
  /** There are runs in the panel. */
  hasRuns: "optimizerDebugger.hasRuns",
  /** Runs were removed that can be brought back. */
  hasRemovedRuns: "optimizerDebugger.hasRemovedRuns",
  /** The active editor's file configures an optimizer. */
  hasConfigurations: "optimizerDebugger.hasConfigurations",
  /** The files of the workspace are being looked through. */
  scanning: "optimizerDebugger.scanning",
  /** They have been looked through to the end. */
  scanned: "optimizerDebugger.scanned",
} as const;

/** The view that lists the configurations of the workspace. */
export const optimizersView = "optimizerDebugger.optimizers";

/** The view that lists the runs of the panel. */
export const runsView = "optimizerDebugger.runs";

export const panelViewType = "optimizerDebugger.panel";
