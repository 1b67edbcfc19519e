import type { ChangedValues } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";

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
        The source has changed: {words} {words.includes(",") ? "are" : "is"} no longer tried. {error}
      </p>
      <span class="what-if-actions">
        <button type="button" class="link" data-testid="what-if-try-again" onClick={() => adjust(changes)}>
          Try again
        </button>
        <button type="button" class="link" data-testid="what-if-dismiss" onClick={() => adjust({})}>
          Dismiss
        </button>
      </span>
    </div>
  );
}
