import { useRef } from "preact/hooks";
import type { RunSummary } from "../../src/protocol/panel";
import { columnValue } from "./columnValues";
import type { PanelModel } from "./panelModel";

/**
 * A column's value at a step for the eye: while that of another step is on its way the former one stays; it is replaced, not blanked.
 * Null where there is none.
 */
export function useSteadyValue(model: PanelModel, run: RunSummary, column: string, step: number | null): number | null {
  const isPast = step === null || step >= run.stepsDone;
  const known = isPast ? null : columnValue(model, run, column, step);
  const last = useRef<number | null>(null);
  if (known !== null) last.current = known;
  return isPast ? null : (known ?? last.current);
}
