import {
  Disposable,
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  window,
} from "vscode";
import { formatCount, formatNumber } from "../../core/formatNumber";
import type { RunStatus } from "../../protocol/panel";
import { afterRest } from "../afterRest";
import { coalesce } from "../coalesce";
import { commands, runsView } from "../contributions";
import type { ListedRun } from "../extensionApi";
import type { Report } from "../reportErrors";
import { contextValue, finalLoss, listedRuns } from "./listedRun";
import type { Run } from "./run";
import type { RunStore } from "./runStore";
import { sourceLabel } from "./sourceLabel";

/** In the order in which runs take them, as in the panel. Not all themes define an orange for charts. */
const COLORS = [
  "charts.blue",
  "symbolIcon.classForeground",
  "charts.purple",
  "charts.green",
  "charts.yellow",
  "charts.red",
];

/** Least time between two drawings of the list, in milliseconds. */
const REFRESH_INTERVAL = 100;

/** The view of the panel's runs. */
export interface RunsTree extends Disposable {
  /** The runs that are selected in the view, by their ids. */
  readonly selection: readonly string[];
  items(): readonly ListedRun[];
}

/** The view of all runs, which follows the panel and which the panel follows. When it is first seen, kept runs are read. */
export function registerRunsTree(store: RunStore, reviveRuns: () => Promise<void>, report: Report): RunsTree {
  const changed = new EventEmitter<void>();
  // Runs are named by their ids: a run that was made anew in its place is still the same row.
  const provider: TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: (id) => {
      if (id !== undefined) return [];
      // Of rows that it has not drawn yet VS Code shows none.
      followSoon();
      return listedRuns(store.runs).map((run) => run.id);
    },
    getTreeItem: (id) => itemOf(store.get(id)),
    getParent: () => undefined,
    resolveTreeItem: (item, id) => {
      item.tooltip = tooltipOf(store.get(id));
      return item;
    },
  };
  const view = window.createTreeView(runsView, {
    treeDataProvider: provider,
    canSelectMany: true,
    manageCheckboxStateManually: true,
  });
  const followSelection = async () => {
    const { selected } = store;
    if (!view.visible || selected === null || view.selection.length > 1 || view.selection[0] === selected.id) return;
    // The run may be gone when its turn comes.
    await Promise.resolve(view.reveal(selected.id, { select: true, focus: false })).catch(() => {});
  };
  const followSoon = afterRest(REFRESH_INTERVAL, () => void followSelection());
  const refresh = coalesce(REFRESH_INTERVAL, () => changed.fire());
  const begin = report(async () => {
    if (view.visible) await reviveRuns();
    followSoon();
  });
  void begin();
  const parts = Disposable.from(
    changed,
    view,
    refresh,
    followSoon,
    store.onDidChange(refresh),
    view.onDidChangeVisibility(() => void begin()),
    view.onDidChangeCheckboxState(({ items }) => {
      for (const isHidden of [true, false]) {
        const state = isHidden ? TreeItemCheckboxState.Unchecked : TreeItemCheckboxState.Checked;
        const runs = items.flatMap(([id, now]) => (now === state ? [id] : []));
        if (runs.length > 0) store.label(runs, { isHidden });
      }
    }),
  );
  return {
    get selection() {
      return view.selection;
    },
    items: () => listedRuns(store.runs).map(listed),
    dispose: () => parts.dispose(),
  };
}

function listed(run: Run): ListedRun {
  const { label, description } = itemOf(run);
  return { id: run.id, label: String(label), description: String(description), isShown: !run.labels.isHidden };
}

function itemOf(run: Run): TreeItem {
  const { isHidden, isPinned, note } = run.labels;
  const gist = run.plan.gist.map(({ label, value }) => `${label} ${value}`);
  const loss = finalLoss(run);
  // The name says most of the gist; of what the row has room for, how it went comes first.
  const words = [
    ...(isPinned ? [l10n.t("pinned")] : []),
    ...(loss === null ? [] : [l10n.t("final loss {0}", formatNumber(loss))]),
    ...(run.status === "finished" ? [] : [statusWord(run.status)]),
    ...gist,
    ...(note === "" ? [] : [note]),
  ];
  const item = new TreeItem(run.name, TreeItemCollapsibleState.None);
  item.id = run.id;
  item.description = words.join(" · ");
  const color = new ThemeColor(COLORS[run.color % COLORS.length]);
  item.iconPath = new ThemeIcon(isHidden ? "circle-outline" : "circle-filled", color);
  item.contextValue = contextValue(run);
  item.checkboxState = {
    state: isHidden ? TreeItemCheckboxState.Unchecked : TreeItemCheckboxState.Checked,
    tooltip: isHidden ? l10n.t("Show its curves") : l10n.t("Hide its curves"),
    accessibilityInformation: { label: l10n.t("Curves of {0}", run.name), role: "checkbox" },
  };
  item.command = { command: commands.selectRun, title: l10n.t("Show in Panel"), arguments: [run.id] };
  item.accessibilityInformation = { label: [run.name, ...words].join(", ") };
  return item;
}

/** What the row has no room for. */
function tooltipOf(run: Run): MarkdownString {
  const { name, plan, status, stepsDone, labels } = run;
  const tooltip = new MarkdownString();
  // Names and notes are text, whatever is in them.
  const line = (text: string) => tooltip.appendText(text).appendMarkdown("\n\n");
  line(name);
  if (labels.note !== "") line(labels.note);
  line([plan.title, ...plan.gist.map(({ label, value }) => `${label} ${value}`)].join(" · "));
  line(plan.problem);
  const steps = l10n.t("{0} of {1} steps", formatCount(stepsDone), formatCount(plan.specification.steps));
  line(`${statusWord(status)}, ${steps}`);
  if (plan.source !== null) line(sourceLabel(plan.source));
  return tooltip;
}

function statusWord(status: RunStatus): string {
  const words: Readonly<Record<RunStatus, string>> = {
    kept: l10n.t("not simulated yet"),
    running: l10n.t("running"),
    finished: l10n.t("finished"),
    cancelled: l10n.t("cancelled"),
    diverged: l10n.t("diverged"),
    failed: l10n.t("failed"),
  };
  return words[status];
}
