import { parseTranslations, TRANSLATIONS_ELEMENT, type Translations } from "../../src/protocol/translations";
import { fillIn } from "./fillIn";

/** Read with the script, before anything that is said: constants may hold texts too. */
const translations = pageTranslations();

/**
 * A text in the language of the window, as `vscode.l10n.t` has it in the extension: `{0}` stands for the first value. What
 * has no translation stays English.
 *
 * @param english as a literal: tests compare those of the source with the translations
 */
export function t(english: string, ...values: readonly (string | number)[]): string {
  return fillIn(translations[english] ?? english, values);
}

/** Pages without the element, and tests without a page, are English. */
function pageTranslations(): Translations {
  const element = globalThis.document?.getElementById(TRANSLATIONS_ELEMENT);
  return element ? parseTranslations(element.textContent ?? "") : {};
}
