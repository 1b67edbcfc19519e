import { useRef } from "preact/hooks";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";

/** A window, and what it was fitted to. */
interface FittedWindow {
  readonly plane: number;
  readonly drawn: string;
  readonly window: PlaneWindow;
}

/**
 * A window of a plane that fits what is drawn.
 *
 * @param drawn names what is drawn; null while it is not all there. A window is fitted to the same only once: values that are tried would move it all the time.
 * @param makeWindow null where nothing is to be seen
 */
export function useFittedWindow(
  plane: number | null,
  drawn: string | null,
  makeWindow: () => PlaneWindow | null,
): PlaneWindow | null {
  const fitted = useRef<FittedWindow | null>(null);
  const before = fitted.current;
  if (plane !== null && drawn !== null && (before?.plane !== plane || before.drawn !== drawn)) {
    const window = makeWindow();
    fitted.current = window && { plane, drawn, window };
  }
  return fitted.current?.plane === plane ? fitted.current.window : null;
}
