/** Id of the `<script type="application/json">` element of the panel's page that holds the translations. */
export const TRANSLATIONS_ELEMENT = "translations";

/** Texts in the language of the window, by the English ones that they stand for. */
export type Translations = Readonly<Record<string, string>>;

/** Text of the page's element, which no `<` in it can end. */
export function stringifyTranslations(translations: Translations): string {
  return JSON.stringify(translations).replaceAll("<", "\\u003c");
}

/** The translations in the text of the page's element. */
export function parseTranslations(text: string): Translations {
  return JSON.parse(text) as Translations;
}
