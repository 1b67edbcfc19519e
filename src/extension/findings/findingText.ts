import { l10n } from "vscode";
import { formatMessage, type Message } from "../../diagnosis/message";

/** A message of a rule in the language of the window. */
export function localized({ template, values }: Message): string {
  return formatMessage({ template: l10n.t(template), values });
}
