import { Disposable, type Extension, l10n, Uri, commands as vscodeCommands } from "vscode";
import type { SourceRange } from "../../sources/configuration";
import { changeAnswers } from "../answers/changeAnswers";
import { commands } from "../contributions";
import type { FairComparison } from "../fairComparison/fairComparison";
import type { LearningRateFinder } from "../finder/learningRateFinder";
import { explainRule } from "../findings/explainRule";
import type { Report } from "../reportErrors";
import type { RunsTree } from "../runs/runsTree";
import { curvatureMeasured, turnOffRule } from "../settings";
import type { ConfigurationIndex } from "../workspace/configurationIndex";
import type { ListedConfiguration } from "../workspace/optimizersTree";
import { chooseProblem } from "./chooseProblem";
import { compareAll } from "./compareAll";
import { compareFairly } from "./compareFairly";
import { type ConfigurationPlace, placeOf } from "./configurationPlace";
import { copyAsCode } from "./copyAsCode";
import { exportTrace } from "./exportTrace";
import { findLearningRate } from "./findLearningRate";
import { goToConfiguration } from "./goToConfiguration";
import { measureCurvature } from "./measureCurvature";
import { openExample } from "./openExample";
import { replayGradients } from "./replay";
import { reportIssue } from "./reportIssue";
import { revealPlace } from "./reveal";
import { runCommands } from "./runCommands";
import { simulateAt, simulateInEditor } from "./simulate";
import type { SimulateServices } from "./simulateServices";

export interface CommandServices {
  readonly services: SimulateServices;
  readonly report: Report;
  readonly showPanel: () => Promise<void>;
  readonly exportReport: () => Promise<void>;
  readonly extensionUri: Uri;
  /** The extension's package.json. */
  readonly manifest: Extension<unknown>["packageJSON"];
  readonly index: ConfigurationIndex;
  readonly finder: LearningRateFinder;
  readonly fairComparison: FairComparison;
  readonly runsTree: RunsTree;
}

export function registerCommands(given: CommandServices): Disposable {
  const { services, report, showPanel, exportReport, extensionUri, manifest, index, finder, fairComparison, runsTree } =
    given;
  const { store } = services;
  const actions: Readonly<Record<keyof typeof commands, (...given: never[]) => Promise<void>>> = {
    simulate: () => simulateInEditor(services, null),
    simulateOnProblem: () => simulateInEditor(services, chooseProblem),
    replayGradients: (gradients?: Uri) => replayGradients(services, gradients),
    findLearningRate: () => findLearningRate(services, finder),
    compareFairly: () => compareFairly(services, fairComparison),
    showPanel,
    cancel: async () => {
      for (const run of store.running) store.cancel(run.id);
    },
    exportTrace: async () => {
      if (store.selected) await exportTrace(store.selected);
    },
    exportReport,
    measureCurvature: () => measureCurvature(services, !curvatureMeasured(), store.selected?.id ?? null),
    // From elsewhere than the walkthrough it may be given things of VS Code's own.
    openExample: (path?: unknown) => openExample(extensionUri, typeof path === "string" ? path : undefined),
    copyAsCode: () => copyAsCode(services),
    reportIssue: () => reportIssue(manifest),
    compareAll: (uri?: string) => compareAll(services, uri),
    goToConfiguration: () => goToConfiguration(index, services.openExample),
    scan: () => index.scan(),
    cancelScan: async () => index.cancel(),
    simulateListed: async (listed?: ListedConfiguration) => {
      const { file, configuration } = requireListed(listed);
      await simulateAt(services, file.uri.toString(), [placeOf(configuration)]);
    },
    revealListed: async (listed?: ListedConfiguration) => {
      const { file, configuration } = requireListed(listed);
      await revealPlace(file.uri.toString(), configuration.range);
    },
    ...runCommands(services, runsTree),
    revealPlace: (uri: string, range: SourceRange) => revealPlace(uri, range),
    explainRule: (rule: string) => explainRule(rule),
    turnOffRule: (uri: string, rule: string) => turnOffRule(Uri.parse(uri), rule),
    changeAnswers: () => changeAnswers(services),
    simulateConfiguration: (uri: string, places: readonly ConfigurationPlace[], isChoice?: boolean) =>
      simulateAt(services, uri, places, isChoice),
  };
  return Disposable.from(
    ...Object.entries(actions).map(([name, action]) =>
      vscodeCommands.registerCommand(commands[name as keyof typeof commands], report(action)),
    ),
  );
}

/** @throws Error where VS Code hands on nothing: while the view is being renewed it does not know its own rows */
function requireListed(listed: ListedConfiguration | undefined): ListedConfiguration {
  if (listed !== undefined) return listed;
  throw new Error(l10n.t("The list of optimizers was just being renewed. Choose the optimizer again."));
}
