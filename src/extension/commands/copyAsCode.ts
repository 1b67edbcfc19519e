import { env, l10n, type QuickPickItem, window, workspace } from "vscode";
import type { OptimizerConfiguration } from "../../sources/configuration";
import type { TranslationChoice } from "../../sources/translation/translationMenu";
import { loadSourceTools } from "../loadSourceTools";
import { chooseInEditor } from "./chooseConfigurations";
import type { SimulateServices } from "./simulateServices";

type Item = QuickPickItem & { readonly choice: TranslationChoice };

/** Copies the configuration at the cursor as code for a framework that the user picks, with notes on where its arithmetic differs. */
export async function copyAsCode(services: SimulateServices): Promise<void> {
  const title = l10n.t("Copy as Code");
  const [chosen] = (await chooseInEditor(services, title)) ?? [];
  const choice = chosen && (await pickTarget(chosen.configuration, title));
  if (choice === undefined) return;
  const { annotatedCode } = await loadSourceTools();
  const { translation, target } = choice;
  if ("obstacle" in translation) {
    void window.showWarningMessage(translation.obstacle);
    return;
  }
  const content = annotatedCode(translation);
  await env.clipboard.writeText(content);
  const open = l10n.t("Open");
  const message =
    translation.notes.length === 0
      ? l10n.t("Copied for {0}: the same numbers, up to rounding.", choice.title)
      : l10n.t("Copied for {0}, with what differs as comments.", choice.title);
  // Not waited for: the command is done, whether or not someone answers.
  void window.showInformationMessage(message, open).then(async (answer) => {
    if (answer !== open) return;
    const language = target === "native" ? "yaml" : "python";
    await window.showTextDocument(await workspace.openTextDocument({ language, content }));
  });
}

/** The list fills while the targets are tried one by one; undefined when the user picks none. */
async function pickTarget(
  configuration: OptimizerConfiguration,
  title: string,
): Promise<TranslationChoice | undefined> {
  const { translationMenu } = await loadSourceTools();
  const picker = window.createQuickPick<Item>();
  picker.title = title;
  picker.placeholder = l10n.t("Every framework's code is simulated beside yours");
  picker.busy = true;
  picker.show();
  let isOpen = true;
  const picked = new Promise<TranslationChoice | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]?.choice));
    picker.onDidHide(() => resolve(undefined));
  });
  void picked.finally(() => {
    isOpen = false;
  });
  for (const choice of translationMenu(configuration)) {
    if (!isOpen) break;
    picker.items = [...picker.items, itemOf(choice)];
    // Others have their turn: each target takes some tenths of a second.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  picker.busy = false;
  const choice = await picked;
  picker.dispose();
  return choice;
}

function itemOf(choice: TranslationChoice): Item {
  const { title, fidelity, translation } = choice;
  const descriptions = {
    exact: l10n.t("the same numbers"),
    "with notes": l10n.t("differs"),
    impossible: l10n.t("not possible"),
  };
  const detail =
    "obstacle" in translation ? translation.obstacle : translation.notes.map(({ topic }) => topic).join(" · ");
  return { label: title, description: descriptions[fidelity], ...(detail === "" ? {} : { detail }), choice };
}
