import { fillIn, type Say } from "../../src/core/say";
import { parseTranslations, TRANSLATIONS_ELEMENT, type Translations } from "../../src/protocol/translations";

/** Read with the script, before anything is said: constants may hold texts too. */
const translations = pageTranslations();

/**
 * A text in the language of the window, as `vscode.l10n.t` has it in the extension: `{0}` stands for the first value. What
 * has no translation stays English.
 *
 * @param english as a literal: a test compares those of the source with the translations
 */
export const t: Say = (english, ...values) => fillIn(translations[english] ?? english, values);

/** Pages without the element, and tests without a page, are English. */
function pageTranslations(): Translations {
  const element = globalThis.document?.getElementById(TRANSLATIONS_ELEMENT);
  return element ? parseTranslations(element.textContent ?? "") : {};
}
