import { labelledText } from "../../src/protocol/labelledText";
import type { LabelledValue } from "../../src/protocol/panel";

/** The hyperparameters in one quiet line: `lr 3e-3 → cosine · β 0.9, 0.999`. */
export function Gist({ values }: { readonly values: readonly LabelledValue[] }) {
  const text = values.map(labelledText).join(" · ");
  return (
    <p class="gist" title={text}>
      {values.map(({ label, value, origin }, index) => (
        <span key={label} class="gist-value">
          {index > 0 && <span class="gist-separator"> · </span>}
          {label} <span class="gist-number">{value}</span>
          {origin !== undefined && <span class="gist-origin"> {origin}</span>}
        </span>
      ))}
    </p>
  );
}
