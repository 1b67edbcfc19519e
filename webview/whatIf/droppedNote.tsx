import type { ChangedValues } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";

interface DroppedNoteProps {
  readonly words: string;
  readonly changes: ChangedValues;
  readonly adjust: (changes: ChangedValues) => void;
  /** Why they could not be tried again. */
  readonly error: string | null;
}

/** Says which values are no longer tried because the source has changed, and offers to try them in what it says now. */
export function DroppedNote({ words, changes, adjust, error }: DroppedNoteProps) {
  return (
    <div class="message is-information" role="status" data-testid="what-if-dropped">
      <Icon name="information" />
      <p class="message-text">
        {words.includes(",")
          ? t("The source has changed: {0} are no longer tried.", words)
          : t("The source has changed: {0} is no longer tried.", words)}{" "}
        {error}
      </p>
      <span class="what-if-actions">
        <button type="button" class="link" data-testid="what-if-try-again" onClick={() => adjust(changes)}>
          {t("Try again")}
        </button>
        <button type="button" class="link" data-testid="what-if-dismiss" onClick={() => adjust({})}>
          {t("Dismiss")}
        </button>
      </span>
    </div>
  );
}
