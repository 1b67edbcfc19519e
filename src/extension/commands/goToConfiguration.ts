import { l10n, type QuickPickItem, QuickPickItemKind, type Uri, window, workspace } from "vscode";
import type { OptimizerConfiguration } from "../../sources/configuration";
import type { ConfigurationIndex } from "../workspace/configurationIndex";
import { configurationItem } from "./chooseConfigurations";
import { offerExample } from "./openExample";
import { PlacePreview } from "./placePreview";
import { revealPlace } from "./reveal";

interface Item extends QuickPickItem {
  /** Absent for the lines that name a file. */
  readonly target?: { readonly uri: Uri; readonly configuration: OptimizerConfiguration };
}

/**
 * Lists all configurations of the workspace, by file, and shows each in its editor while the user moves through the list. Leaving the list
 * leads back to where one was.
 */
export async function goToConfiguration(index: ConfigurationIndex, openExample: () => Promise<void>): Promise<void> {
  const scanned = index.ensure();
  const target = await pickConfiguration(index, scanned);
  await scanned;
  if (target === "none") await offerExample(openExample);
  else if (target) await revealPlace(target.uri.toString(), target.configuration.range);
}

/** @returns `none` where the workspace has no configuration */
function pickConfiguration(
  index: ConfigurationIndex,
  scanned: Promise<void>,
): Promise<Item["target"] | "none" | undefined> {
  const list = window.createQuickPick<Item>();
  const preview = new PlacePreview();
  list.title = l10n.t("Go to Configuration");
  list.placeholder = l10n.t("Optimizer, hyperparameter or file");
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.keepScrollPosition = true;
  list.busy = true;
  let latest = 0;
  const fill = async () => {
    const turn = ++latest;
    const items = await listItems(index);
    if (turn === latest) list.items = items;
  };
  return new Promise((resolve) => {
    const followed = index.onDidChange(() => void fill());
    const end = async (target: Item["target"] | "none" | undefined) => {
      followed.dispose();
      await preview.end(target === undefined || target === "none");
      list.dispose();
      resolve(target);
    };
    let isAccepted = false;
    list.onDidChangeActive(([item]) => {
      if (item?.target) preview.show(item.target.uri, item.target.configuration.range);
    });
    list.onDidAccept(() => {
      const [item] = list.activeItems;
      if (!item?.target) return;
      isAccepted = true;
      void end(item.target);
    });
    list.onDidHide(() => {
      if (isAccepted) return;
      // Whoever leaves waits for nothing more, unless the view of all optimizers does.
      void end(undefined);
    });
    void fill();
    void scanned.finally(async () => {
      list.busy = false;
      await fill();
      if (index.files.length === 0 && !isAccepted) {
        isAccepted = true;
        void end("none");
      }
    });
    list.show();
  });
}

async function listItems(index: ConfigurationIndex): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const { uri, configurations } of index.files) {
    const path = workspace.asRelativePath(uri);
    items.push({ label: path, kind: QuickPickItemKind.Separator });
    for (const configuration of configurations) {
      const { label, description, detail } = await configurationItem(configuration);
      items.push({ label, description, detail: `${path} · ${detail}`, target: { uri, configuration } });
    }
  }
  return items;
}
