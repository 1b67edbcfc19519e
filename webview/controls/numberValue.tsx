import { useEffect, useState } from "preact/hooks";
import { formatNumber } from "../../src/core/formatNumber";
import { t } from "../l10n/translate";
import "./numberValue.css";

export interface NumberValueProps {
  readonly value: number;
  /** What the number is, for screen readers: `loss of AdamW lr 3e-3`. */
  readonly label: string;
  readonly onCopy: (text: string) => void;
  readonly class?: string;
  readonly testId?: string;
}

/** For how long a number says that it has been copied, in milliseconds. */
const COPIED_FOR = 900;

/** A number as people read it, with all its digits on hover and, on a click, on the clipboard. */
export function NumberValue({ value, label, onCopy, class: className = "", testId }: NumberValueProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_FOR);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    onCopy(String(value));
    setCopied(true);
  };
  const state = `${Number.isFinite(value) ? "" : "is-non-finite"} ${isCopied ? "is-copied" : ""}`;
  return (
    <button
      type="button"
      class={`number-value ${state} ${className}`}
      title={t("{0}, click to copy", value)}
      aria-label={t("{0}: {1}. Copy.", label, formatNumber(value))}
      data-testid={testId}
      onClick={copy}
    >
      {formatNumber(value)}
    </button>
  );
}
