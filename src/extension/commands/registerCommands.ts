import { Disposable, type Uri, commands as vscodeCommands } from "vscode";
import { changeAnswers } from "../answers/changeAnswers";
import { commands } from "../contributions";
import type { Report } from "../reportErrors";
import { chooseProblem } from "./chooseProblem";
import type { ConfigurationPlace } from "./configurationPlace";
import { exportTrace } from "./exportTrace";
import { openExample } from "./openExample";
import { replayGradients } from "./replay";
import { simulateAt, simulateInEditor } from "./simulate";
import type { SimulateServices } from "./simulateServices";

export interface CommandServices {
  readonly services: SimulateServices;
  readonly report: Report;
  readonly showPanel: () => Promise<void>;
  readonly extensionUri: Uri;
}

export function registerCommands({ services, report, showPanel, extensionUri }: CommandServices): Disposable {
  const { store } = services;
  const actions: Readonly<Record<keyof typeof commands, (...given: never[]) => Promise<void>>> = {
    simulate: () => simulateInEditor(services, null),
    simulateOnProblem: () => simulateInEditor(services, chooseProblem),
    replayGradients: (gradients?: Uri) => replayGradients(services, gradients),
    showPanel,
    cancel: async () => {
      for (const run of store.running) store.cancel(run.id);
    },
    exportTrace: async () => {
      if (store.selected) await exportTrace(store.selected);
    },
    openExample: () => openExample(extensionUri),
    changeAnswers: () => changeAnswers(services),
    simulateConfiguration: (uri: string, places: readonly ConfigurationPlace[]) => simulateAt(services, uri, places),
  };
  return Disposable.from(
    ...Object.entries(actions).map(([name, action]) =>
      vscodeCommands.registerCommand(commands[name as keyof typeof commands], report(action)),
    ),
  );
}
