import { useRef, useState } from "preact/hooks";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";

/** A window of one plane: in another it would be of no account. */
interface PlaneWindowOf {
  readonly plane: number | null;
  readonly window: PlaneWindow;
}

/**
 * The window that is shown of a plane: the one that was chosen, else one that fits what is drawn.
 *
 * @param drawn what is drawn; null while it is not all there. A window is fitted to the same only once: values that are tried would move it all the time.
 * @param makeWindow makes the window; null where nothing is to be seen
 */
export function useWindow(plane: number | null, drawn: string | null, makeWindow: () => PlaneWindow | null) {
  const [chosen, setChosen] = useState<PlaneWindowOf | null>(null);
  const fitted = useRef<(PlaneWindowOf & { readonly drawn: string }) | null>(null);
  const before = fitted.current;
  if (plane !== null && drawn !== null && (before?.plane !== plane || before.drawn !== drawn)) {
    const window = makeWindow();
    fitted.current = window && { plane, window, drawn };
  }
  const shown = [chosen, fitted.current].find((each) => each?.plane === plane);
  return {
    window: plane === null ? null : (shown?.window ?? null),
    setWindow: (window: PlaneWindow | null) => setChosen(window && { plane, window }),
  };
}
