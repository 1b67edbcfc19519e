import { batchedTransport } from "../../src/protocol/batchedTransport";
import { Connection, type Silent, type Transport } from "../../src/protocol/connection";
import { jsonTransport } from "../../src/protocol/jsonTransport";
import type { PanelCalls, PanelEvents } from "../../src/protocol/panel";
import type { HostCalls, HostListeners, PanelHost } from "./panelHost";

interface Host {
  readonly calls: PanelCalls;
  readonly events: PanelEvents;
}

/** What VS Code gives to the page of a webview. */
interface VSCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** VS Code hands this out once; a second call throws. */
declare function acquireVsCodeApi(): VSCodeApi;

/** The extension, at the other end of VS Code's message channel. */
export function vscodeHost(): PanelHost {
  const vscodeApi = acquireVsCodeApi();
  const ignore = () => {};
  let listeners: HostListeners = {
    state: ignore,
    progress: ignore,
    finder: ignore,
    fairComparison: ignore,
    reportWanted: ignore,
  };
  const channel: Transport = {
    post: (message) => vscodeApi.postMessage(message),
    onMessage: (listener) => window.addEventListener("message", (event) => listener(event.data)),
  };
  const transport = jsonTransport(batchedTransport(channel, queueMicrotask));
  const connection = new Connection<Host, Silent>(transport, {
    answers: {},
    listeners: {
      state: (news) => listeners.state(news),
      progress: (progress) => listeners.progress(progress),
      finder: (state) => listeners.finder(state),
      fairComparison: (state) => listeners.fairComparison(state),
      reportWanted: (nothing) => listeners.reportWanted(nothing),
    },
    onProtocolError: (message) => console.error(message),
  });
  const calls: HostCalls = {
    ready: (query) => connection.call("ready", query),
    window: (query) => connection.call("window", query),
    row: (query) => connection.call("row", query),
    inspect: (query) => connection.call("inspect", query),
    probe: (query) => connection.call("probe", query),
    schedule: (query) => connection.call("schedule", query),
    compare: (query) => connection.call("compare", query),
    select: (query) => connection.call("select", query),
    simulate: (query) => connection.call("simulate", query),
    continueRun: (query) => connection.call("continueRun", query),
    cancel: (query) => connection.call("cancel", query),
    followEdits: (query) => connection.call("followEdits", query),
    measureCurvature: (query) => connection.call("measureCurvature", query),
    switchInstrument: (query) => connection.call("switchInstrument", query),
    label: (query) => connection.call("label", query),
    remove: (query) => connection.call("remove", query),
    undoRemove: (query) => connection.call("undoRemove", query),
    reveal: (query) => connection.call("reveal", query),
    revealValue: (query) => connection.call("revealValue", query),
    hyperparameters: (query) => connection.call("hyperparameters", query),
    adjust: (query) => connection.call("adjust", query),
    writeChanges: (query) => connection.call("writeChanges", query),
    revealFinding: (query) => connection.call("revealFinding", query),
    fixFinding: (query) => connection.call("fixFinding", query),
    explainRule: (query) => connection.call("explainRule", query),
    openExample: (query) => connection.call("openExample", query),
    exportTrace: (query) => connection.call("exportTrace", query),
    finder: (request) => connection.call("finder", request),
    fairComparison: (request) => connection.call("fairComparison", request),
    landscapePlane: (query) => connection.call("landscapePlane", query),
    landscapePath: (query) => connection.call("landscapePath", query),
    landscapeLosses: (query) => connection.call("landscapeLosses", query),
    leaveLandscape: (query) => connection.call("leaveLandscape", query),
    moveStart: (query) => connection.call("moveStart", query),
    keepStart: (query) => connection.call("keepStart", query),
    saveFile: (query) => connection.call("saveFile", query),
    exportValues: (query) => connection.call("exportValues", query),
    exportReport: (query) => connection.call("exportReport", query),
    showLog: (query) => connection.call("showLog", query),
    copy: (query) => connection.call("copy", query),
  };
  return {
    calls,
    isLive: true,
    inspectsAllSteps: true,
    report: null,
    listen: (next) => {
      listeners = next;
    },
    restoreView: () => vscodeApi.getState(),
    keepView: (view) => vscodeApi.setState(view),
  };
}
