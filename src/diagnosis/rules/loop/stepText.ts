import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { EventOf } from "./eventOrder";

/** What a step calls its optimizer: `self.optimizer` of `self.optimizer.step()` and of `scaler.step(self.optimizer)`; null for other forms. */
export function optimizerOf({ range, scaler }: EventOf<"step">, edits: SourceEdits): string | null {
  const text = edits.textOf(range);
  const found = scaler === null ? /^([\w.]+)\.step\(/.exec(text) : /\.step\(\s*([\w.]+)\s*[,)]/.exec(text);
  return found?.[1] ?? null;
}
