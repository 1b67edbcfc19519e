import type { RunStatus } from "../../src/protocol/panel";
import { t } from "../l10n/translate";

const WORDS: Readonly<Record<RunStatus, string>> = {
  kept: t("kept"),
  running: t("running"),
  finished: t("finished"),
  cancelled: t("cancelled"),
  diverged: t("diverged"),
  failed: t("failed"),
};

/** The state of a run in a word. */
export function statusWord(status: RunStatus): string {
  return WORDS[status];
}
