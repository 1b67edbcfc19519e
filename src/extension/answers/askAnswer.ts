import { InputBoxValidationSeverity, l10n, type TextDocument, ThemeColor, window } from "vscode";
import type { UnknownValue } from "../../sources/answers/unknownValue";
import { toEditorRange } from "../editor/ranges";
import { loadSourceTools } from "../loadSourceTools";

/** How a question is put. */
export interface Question {
  readonly unknown: UnknownValue;
  readonly title: string;
  /** Which of how many it is. */
  readonly step: number;
  readonly of: number;
}

/**
 * Asks for the value of one expression, which is marked in its editor meanwhile.
 *
 * @returns what was typed, which can be taken; undefined when the user leaves
 */
export async function askAnswer(document: TextDocument, question: Question): Promise<string | undefined> {
  const { checkAnswer, describeAnswer, describeNeeds } = await loadSourceTools();
  const { unknown } = question;
  const box = window.createInputBox();
  box.title = question.title;
  if (question.of > 1) {
    box.step = question.step;
    box.totalSteps = question.of;
  }
  box.prompt = l10n.t(
    "{0}: needed for {1}. Only the run knows it.",
    unknown.expression,
    describeNeeds(unknown, l10n.t),
  );
  box.placeholder = describeAnswer(unknown.kind, l10n.t);
  box.value = unknown.answer ?? "";
  box.ignoreFocusOut = true;
  const complain = (message: string | null) => {
    box.validationMessage = message === null ? undefined : { message, severity: InputBoxValidationSeverity.Error };
    return message === null;
  };
  const mark = markExpression(document, unknown);
  try {
    return await new Promise<string | undefined>((resolve) => {
      // What is not typed yet is not wrong yet.
      box.onDidChangeValue((text) => complain(text.trim() === "" ? null : checkAnswer(unknown, text.trim(), l10n.t)));
      box.onDidAccept(() => {
        const text = box.value.trim();
        if (complain(checkAnswer(unknown, text, l10n.t))) resolve(text);
      });
      box.onDidHide(() => resolve(undefined));
      box.show();
    });
  } finally {
    mark.dispose();
    box.dispose();
  }
}

/** Shows in its editor, if there is one, what is asked for. */
function markExpression(document: TextDocument, { range }: UnknownValue): { dispose(): void } {
  const mark = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor("editor.findMatchHighlightBackground"),
    border: "1px solid",
    borderColor: new ThemeColor("editor.findMatchHighlightBorder"),
  });
  const place = toEditorRange(range);
  for (const editor of window.visibleTextEditors) {
    if (editor.document !== document) continue;
    editor.setDecorations(mark, [place]);
    editor.revealRange(place);
  }
  return mark;
}
