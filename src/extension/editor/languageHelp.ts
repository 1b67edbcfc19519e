import {
  type Command,
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  Disposable,
  languages,
  MarkdownString,
  ParameterInformation,
  SignatureHelp,
  type SignatureHelpProvider,
  SignatureInformation,
} from "vscode";
import type { NativeCompletion } from "../../sources/native/completions";
import type { NativeSignature } from "../../sources/native/signatures";
import { loadSourceTools } from "../loadSourceTools";
import { toEditorRange } from "./ranges";
import { nativeSelector } from "./sourceDocuments";

/** Characters after which something new can be typed. */
const triggers = [":", " ", '"', "{", ",", "\n"];

/** After a key its values are offered. */
const offerValues: Command = { command: "editor.action.triggerSuggest", title: "" };

/** Characters after which a parameter can be typed. */
const parameterTriggers = [":", ",", "{"];

/** Completion and the parameters of optimizers and schedules in our own configuration files. */
export function registerLanguageHelp(): Disposable {
  const completions: CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const { completionsAt } = await loadSourceTools();
      return completionsAt(document.getText(), document.offsetAt(position)).map(toCompletionItem);
    },
  };
  const signatures: SignatureHelpProvider = {
    async provideSignatureHelp(document, position) {
      const { signatureAt } = await loadSourceTools();
      const signature = signatureAt(document.getText(), document.offsetAt(position));
      return signature && toSignatureHelp(signature);
    },
  };
  return Disposable.from(
    languages.registerCompletionItemProvider(nativeSelector, completions, ...triggers),
    languages.registerSignatureHelpProvider(nativeSelector, signatures, ...parameterTriggers),
  );
}

function toSignatureHelp({ label, documentation, parameters, active }: NativeSignature): SignatureHelp {
  const information = new SignatureInformation(label, new MarkdownString(documentation));
  information.parameters = parameters.map(
    ({ start, end, documentation: meaning }) => new ParameterInformation([start, end], new MarkdownString(meaning)),
  );
  const help = new SignatureHelp();
  help.signatures = [information];
  // One behind the last sets none of them off.
  help.activeParameter = active ?? parameters.length;
  return help;
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
