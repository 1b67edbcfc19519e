import { l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, Uri, window, workspace } from "vscode";
import type { SimulateServices } from "../commands/simulateServices";
import { openIfThere } from "../editor/openIfThere";
import type { StoredAnswer } from "./answerStore";
import { askAnswer } from "./askAnswer";

interface AnswerItem extends QuickPickItem {
  readonly stored?: StoredAnswer;
}

type Choice = { readonly kind: "change" | "forget"; readonly stored: StoredAnswer } | { readonly kind: "forgetAll" };

/** Lists every answer of the workspace by its file, to change or to forget it, until the user leaves. */
export async function changeAnswers(services: Pick<SimulateServices, "readings" | "answers">): Promise<void> {
  const { answers } = services;
  for (;;) {
    const all = answers.all();
    if (all.length === 0) {
      void window.showInformationMessage(
        l10n.t("There are no answers: you are asked for what only a run knows when you simulate."),
      );
      return;
    }
    const choice = await pickAnswer(all);
    if (choice === undefined) return;
    if (choice.kind === "change") await changeAnswer(services, choice.stored);
    else for (const stored of choice.kind === "forget" ? [choice.stored] : all) await answers.forget(stored);
    if (answers.all().length === 0) return;
  }
}

/** @returns undefined when the user leaves */
async function pickAnswer(all: readonly StoredAnswer[]): Promise<Choice | undefined> {
  const forget = { iconPath: new ThemeIcon("trash"), tooltip: l10n.t("Forget") };
  const items: AnswerItem[] = [];
  for (const [index, stored] of all.entries()) {
    if (stored.uri !== all[index - 1]?.uri) {
      const label = workspace.asRelativePath(Uri.parse(stored.uri));
      items.push({ label, kind: QuickPickItemKind.Separator });
    }
    items.push({ label: stored.expression, description: stored.text, buttons: [forget], stored });
  }
  const forgetAll: AnswerItem = { label: l10n.t("$(trash) Forget all answers"), alwaysShow: true };
  const pick = window.createQuickPick<AnswerItem>();
  pick.title = l10n.t("Change Answers");
  pick.placeholder = l10n.t("The answer to change");
  pick.items = [...items, { label: "", kind: QuickPickItemKind.Separator }, forgetAll];
  try {
    return await new Promise<Choice | undefined>((resolve) => {
      pick.onDidTriggerItemButton(({ item: { stored } }) => stored && resolve({ kind: "forget", stored }));
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item?.stored) resolve({ kind: "change", stored: item.stored });
        else if (item === forgetAll) resolve({ kind: "forgetAll" });
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** Asks anew, as far as the file still needs the expression; else there is nothing to change, and the answer is forgotten. */
async function changeAnswer(
  { answers, readings }: Pick<SimulateServices, "readings" | "answers">,
  stored: StoredAnswer,
): Promise<void> {
  const document = await openIfThere(stored.uri);
  const configurations = document ? (await readings.reading(document)).configurations : [];
  const unknown = configurations
    .flatMap(({ unknowns = [] }) => unknowns)
    .find(({ expression }) => expression === stored.expression);
  if (!document || !unknown) {
    const forget = l10n.t("Forget");
    const message = l10n.t("{0} is not asked for any more: the file is gone, or says it by now.", stored.expression);
    if ((await window.showInformationMessage(message, forget)) === forget) await answers.forget(stored);
    return;
  }
  const question = { unknown: { ...unknown, answer: stored.text }, title: l10n.t("Change Answer"), step: 1, of: 1 };
  const text = await askAnswer(document, question);
  if (text !== undefined) await answers.remember({ ...stored, text });
}
