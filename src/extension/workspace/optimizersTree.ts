import {
  Disposable,
  EventEmitter,
  l10n,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
} from "vscode";
import type { OptimizerConfiguration } from "../../sources/configuration";
import { commands, optimizersView } from "../contributions";
import { hoverContext } from "../editor/hovers";
import { markdownWithPlaces } from "../editor/placeLinks";
import { loadSourceTools } from "../loadSourceTools";
import type { Report } from "../reportErrors";
import { simulationDefaults } from "../settings";
import type { ConfigurationIndex, IndexedFile } from "./configurationIndex";
import { describeLeftOut } from "./describeLeftOut";

/** A configuration in the view, handed to the commands of its menus. */
export interface ListedConfiguration {
  readonly file: IndexedFile;
  readonly configuration: OptimizerConfiguration;
}

type Node = IndexedFile | ListedConfiguration;

/** The view of all optimizers of the workspace, by file. The first time it is seen, the files are looked through. */
export function registerOptimizersTree(index: ConfigurationIndex, report: Report): Disposable {
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => childrenOf(index, node),
    getTreeItem: (node) => (isFile(node) ? fileItem(node) : configurationItem(node)),
    getParent: (node) => (isFile(node) ? undefined : node.file),
    resolveTreeItem: async (item, node) => {
      if (!isFile(node)) item.tooltip = await tooltipOf(node);
      return item;
    },
  };
  const view = window.createTreeView(optimizersView, { treeDataProvider: provider, showCollapseAll: true });
  const begin = report(async () => {
    if (view.visible && !index.isComplete) await index.ensure();
  });
  let isProgressShown = false;
  const follow = () => {
    changed.fire();
    view.message = index.isScanning ? undefined : describeLeftOut(index.leftOut);
    if (!index.isScanning || isProgressShown) return;
    isProgressShown = true;
    void showProgress(index).then(() => {
      isProgressShown = false;
    });
  };
  void begin();
  return Disposable.from(
    changed,
    view,
    index.onDidChange(follow),
    view.onDidChangeVisibility(() => void begin()),
  );
}

/** A line below the view's title that fills while files are looked through. */
async function showProgress(index: ConfigurationIndex): Promise<void> {
  await window.withProgress({ location: { viewId: optimizersView } }, () => index.ensure());
}

function isFile(node: Node): node is IndexedFile {
  return "configurations" in node;
}

function childrenOf(index: ConfigurationIndex, node: Node | undefined): Node[] {
  if (node === undefined) return [...index.files];
  return isFile(node) ? node.configurations.map((configuration) => ({ file: node, configuration })) : [];
}

function fileItem({ uri, configurations }: IndexedFile): TreeItem {
  const item = new TreeItem(uri, TreeItemCollapsibleState.Expanded);
  const path = workspace.asRelativePath(uri);
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  item.id = String(uri);
  item.iconPath = ThemeIcon.File;
  item.description = folder;
  item.contextValue = "file";
  item.accessibilityInformation = { label: l10n.t("{0}, {1} optimizers", path, configurations.length) };
  return item;
}

async function configurationItem(node: ListedConfiguration): Promise<TreeItem> {
  const { file, configuration } = node;
  const { configurationLabel, runSpecification } = await loadSourceTools();
  const { name, title, gist } = configurationLabel(configuration);
  const isObstructed = "issues" in runSpecification(configuration, simulationDefaults(file.uri));
  const words = [...(name === title ? [] : [title]), ...gist];
  const item = new TreeItem(name, TreeItemCollapsibleState.None);
  const { line, column } = configuration.range;
  item.id = `${file.uri}:${line}:${column}`;
  item.description = words.join(" · ");
  item.iconPath = new ThemeIcon(isObstructed ? "warning" : "graph-line");
  item.contextValue = isObstructed ? "obstructed" : "configuration";
  item.command = { command: commands.revealListed, title: l10n.t("Go to"), arguments: [node] };
  const place = l10n.t("line {0}", line);
  item.accessibilityInformation = { label: [name, ...words, place].join(", ") };
  return item;
}

/** The same as the hover in the editor. */
async function tooltipOf({ file, configuration }: ListedConfiguration) {
  const { describeConfiguration } = await loadSourceTools();
  return markdownWithPlaces(describeConfiguration(configuration, hoverContext(file.uri)));
}
