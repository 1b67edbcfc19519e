import { useState } from "preact/hooks";
import type { NumberControl } from "../../src/core/numberControl";
import { describeRange, isInRange } from "../../src/core/numberRange";
import { shortNumber } from "../../src/core/shortNumber";
import { t } from "../l10n/translate";

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly control: NumberControl;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onCommit: (value: number) => void;
  /** Asks for the next number up or down. */
  readonly onStep: (direction: 1 | -1) => void;
}

/** A number that can be typed: it takes effect on Enter and when the field is left, Escape takes back what was typed. */
export function NumberField({ label, value, control, disabled, testId, onCommit, onStep }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed === null ? value : Number(typed.trim() === "" ? Number.NaN : typed);
  const isValid = isInRange(number, control.range);
  const commit = () => {
    if (typed === null || !isValid) return;
    setTyped(null);
    if (number !== value) onCommit(number);
  };
  const expected = t("Expected {0}", describeRange(control.range, t));
  return (
    <input
      type="text"
      inputMode="decimal"
      class="what-if-number"
      aria-label={t("{0}, number", label)}
      aria-invalid={!isValid}
      aria-description={isValid ? undefined : expected}
      title={isValid ? String(value) : expected}
      data-testid={testId}
      disabled={disabled}
      value={typed ?? shortNumber(value)}
      spellcheck={false}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        commit();
        setTyped(null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        else if (event.key === "Escape") setTyped(null);
        else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
          event.preventDefault();
          setTyped(null);
          onStep(event.key === "ArrowUp" ? 1 : -1);
        }
      }}
    />
  );
}
