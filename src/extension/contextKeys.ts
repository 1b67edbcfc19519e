import { Disposable, commands as vscodeCommands, window } from "vscode";
import { contextKeys } from "./contributions";
import { isSource } from "./editor/sourceDocuments";
import type { SourceReadings } from "./editor/sourceReadings";
import type { RunStore } from "./runs/runStore";
import type { ConfigurationIndex } from "./workspace/configurationIndex";

/** Keeps the keys that the `when` clauses of package.json ask for. */
export function registerContextKeys(store: RunStore, readings: SourceReadings, index: ConfigurationIndex): Disposable {
  const setRunning = contextKey(contextKeys.running);
  const setHasRuns = contextKey(contextKeys.hasRuns);
  const setHasRemovedRuns = contextKey(contextKeys.hasRemovedRuns);
  const setScanning = contextKey(contextKeys.scanning);
  const setScanned = contextKey(contextKeys.scanned);
  const setHasConfigurations = contextKey(contextKeys.hasConfigurations);
  const followEditor = async () => {
    const editor = window.activeTextEditor;
    const document = editor && isSource(editor.document) ? editor.document : undefined;
    const configurations = document ? (await readings.reading(document)).configurations : [];
    if (window.activeTextEditor === editor) setHasConfigurations(configurations.length > 0);
  };
  return Disposable.from(
    store.onDidChange(() => {
      setRunning(store.running.length > 0);
      setHasRuns(store.runs.length > 0);
      setHasRemovedRuns(store.removedLast.length > 0);
    }),
    index.onDidChange(() => {
      setScanning(index.isScanning);
      setScanned(index.isComplete);
    }),
    window.onDidChangeActiveTextEditor(followEditor),
    readings.onDidRead(({ document }) => {
      if (document === window.activeTextEditor?.document) void followEditor();
    }),
  );
}

/** @returns a function that sets the key where the value is another than last time */
function contextKey(name: string): (value: boolean) => void {
  let last = false;
  return (value) => {
    if (value === last) return;
    last = value;
    void vscodeCommands.executeCommand("setContext", name, value);
  };
}
