import { t } from "../l10n/translate";

/** Settings of the run itself; those of its optimizer are called as in the source. */
const NAMES: Readonly<Record<string, string>> = {
  optimizer: t("optimizer"),
  problem: t("problem"),
  steps: t("steps"),
  precision: t("precision"),
};

/** What a setting is called in which runs differ. */
export function settingName(name: string): string {
  return NAMES[name] ?? name;
}
