import {
  type Command,
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  Disposable,
  languages,
  MarkdownString,
} from "vscode";
import type { NativeCompletion } from "../../sources/native/completions";
import { loadSourceTools } from "../loadSourceTools";
import { toEditorRange } from "./ranges";
import { nativeSelector } from "./sourceDocuments";

/** Characters after which something new can be typed. */
const triggers = [":", " ", '"', "{", ",", "\n"];

/** After a key its values are offered. */
const offerValues: Command = { command: "editor.action.triggerSuggest", title: "" };

/** Completion in our own configuration files. */
export function registerLanguageHelp(): Disposable {
  const completions: CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const { completionsAt } = await loadSourceTools();
      return completionsAt(document.getText(), document.offsetAt(position)).map(toCompletionItem);
    },
  };
  return Disposable.from(languages.registerCompletionItemProvider(nativeSelector, completions, ...triggers));
}

function toCompletionItem(completion: NativeCompletion, index: number): CompletionItem {
  const { label, kind, insertText, detail, documentation, range } = completion;
  const isKey = kind === "key";
  const item = new CompletionItem(label, isKey ? CompletionItemKind.Property : CompletionItemKind.Value);
  item.insertText = insertText;
  // What stands in the range already may begin with a quotation mark.
  item.filterText = insertText;
  item.sortText = String(index).padStart(4, "0");
  item.detail = detail;
  item.documentation = new MarkdownString(documentation);
  item.range = toEditorRange(range);
  if (isKey) item.command = offerValues;
  return item;
}
