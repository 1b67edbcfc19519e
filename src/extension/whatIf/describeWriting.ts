import { l10n } from "vscode";
import type { Writing } from "../../sources/adjustments/writing";
import type { ReadValue } from "../../sources/configuration";
import { describePlace } from "../../sources/provenance";

/** More of an expression would not be read. */
const LONGEST = 40;

/** What writing a hyperparameter would edit, as words that follow its name: `default of --lr, line 9`; null where nothing can be. */
export function describeWriting(writing: Writing | null, read: ReadValue | null): string | null {
  if (writing === null) return null;
  const { kind, place, text } = writing;
  const where = describePlace(place, l10n.t);
  if (kind === "argument") return l10n.t("a default: adds {0}=… to the call, {1}", text, where);
  const from = read?.origin === undefined ? where : l10n.t("{0}, {1}", read.origin, where);
  if (kind === "literal") return from;
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return l10n.t("replaces the expression {0}, {1}", shown, from);
}
