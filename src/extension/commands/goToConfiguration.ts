import { isDeepStrictEqual } from "node:util";
import { l10n, type QuickPick, type QuickPickItem, QuickPickItemKind, type Uri, window, workspace } from "vscode";
import type { SourceRange } from "../../sources/configuration";
import type { ConfigurationIndex } from "../workspace/configurationIndex";
import { configurationItem } from "./chooseConfigurations";
import { offerExample } from "./openExample";
import { PlacePreview } from "./placePreview";
import { revealPlace } from "./reveal";

interface Target {
  readonly uri: Uri;
  readonly range: SourceRange;
}

interface Item extends QuickPickItem {
  /** Absent for the lines that name a file. */
  readonly target?: Target;
}

/**
 * Lists all configurations of the workspace, by file, and shows each in its editor while the user moves through the list. Leaving the list
 * leads back to where one was, and ends a scan that it began.
 */
export async function goToConfiguration(index: ConfigurationIndex, openExample: () => Promise<void>): Promise<void> {
  const isFirstToScan = !index.isScanning;
  const scanned = index.ensure();
  const chosen = await pickTarget(index, scanned);
  if (chosen === "left" && isFirstToScan) index.cancel();
  if (chosen === "nothing found") await offerExample(openExample);
  else if (chosen !== "left") await revealPlace(chosen.uri.toString(), chosen.range);
  await scanned;
}

async function pickTarget(
  index: ConfigurationIndex,
  scanned: Promise<void>,
): Promise<Target | "left" | "nothing found"> {
  const list = window.createQuickPick<Item>();
  list.title = l10n.t("Go to Configuration");
  list.placeholder = l10n.t("Optimizer, hyperparameter or file");
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.keepScrollPosition = true;
  list.busy = true;
  const preview = new PlacePreview();
  const follower = followIndex(list, index);
  const chosen = await new Promise<Target | "left" | "nothing found">((resolve) => {
    list.onDidChangeActive(([item]) => {
      // The first line is active before anyone has moved.
      const isUntouched = !preview.hasShown && list.value === "" && item?.target === firstTarget(list.items);
      if (item?.target && !isUntouched) preview.show(item.target.uri, item.target.range);
    });
    list.onDidAccept(() => {
      const [item] = list.activeItems;
      if (item?.target) resolve(item.target);
    });
    list.onDidHide(() => resolve("left"));
    const endBusy = async () => {
      list.busy = false;
      await follower.update();
      if (index.files.length === 0) resolve("nothing found");
    };
    void scanned.then(endBusy, endBusy);
    list.show();
  });
  follower.dispose();
  await preview.end(chosen === "left" || chosen === "nothing found");
  list.dispose();
  return chosen;
}

/** Keeps a list as the index is. */
function followIndex(list: QuickPick<Item>, index: ConfigurationIndex) {
  let latest = 0;
  const update = async () => {
    const turn = ++latest;
    const items = await listItems(index);
    // A list that is set anew forgets which of its lines is active, and a file that is only shown has nothing new.
    if (turn !== latest || isDeepStrictEqual(items.map(wordsOf), list.items.map(wordsOf))) return;
    const active = list.activeItems.map(wordsOf);
    list.items = items;
    const kept = items.filter((item) => active.some((words) => isDeepStrictEqual(words, wordsOf(item))));
    if (kept.length > 0) list.activeItems = kept;
  };
  void update();
  const followed = index.onDidChange(() => void update());
  return { update, dispose: () => followed.dispose() };
}

async function listItems(index: ConfigurationIndex): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const { uri, configurations } of index.files) {
    const path = workspace.asRelativePath(uri);
    items.push({ label: path, kind: QuickPickItemKind.Separator });
    for (const configuration of configurations) {
      const { label, description, detail } = await configurationItem(configuration);
      const { range } = configuration;
      items.push({ label, description, detail: `${path} · ${detail}`, target: { uri, range } });
    }
  }
  return items;
}

function firstTarget(items: readonly Item[]): Target | undefined {
  return items.find(({ target }) => target !== undefined)?.target;
}

function wordsOf({ label, description, detail }: Item) {
  return [label, description, detail];
}
