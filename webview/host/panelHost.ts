import type { PanelCalls, PanelEvents } from "../../src/protocol/panel";

/** The host's answers, one promise a call. */
export type HostCalls = {
  readonly [K in keyof PanelCalls]: (query: Parameters<PanelCalls[K]>[0]) => Promise<ReturnType<PanelCalls[K]>>;
};

/** Listeners for all that the host tells unasked. */
export type HostListeners = { readonly [K in keyof PanelEvents]: (body: PanelEvents[K]) => void };

/** What a report says of itself. */
export interface ReportFacts {
  /** When it was made, in ISO 8601. */
  readonly made: string;
  /** What made it, with its version. */
  readonly maker: string;
  /** Points of the run with the fewest among those that do not have all of their steps; null where all have. */
  readonly fewestPoints: number | null;
}

/** Whoever has the runs: the extension, or the page itself. */
export interface PanelHost {
  readonly calls: HostCalls;
  /** Whether runs can be started, cancelled, removed and linked to their source. */
  readonly isLive: boolean;
  /** Whether any step can be inspected, and not one of each run alone. */
  readonly inspectsAllSteps: boolean;
  /** Null where the page is no report. */
  readonly report: ReportFacts | null;
  /** Listens from now on; called once. */
  listen(listeners: HostListeners): void;
  /** The view as it was last kept, whatever form it then had. */
  restoreView(): unknown;
  keepView(view: unknown): void;
}
