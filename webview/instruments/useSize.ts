import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { PictureSize } from "./portraitPlaces";

/** The size of an element in CSS pixels, as it is and as it becomes. */
export function useSize(element: RefObject<HTMLElement | null>, initial: PictureSize): PictureSize {
  const [size, setSize] = useState(initial);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const update = () => setSize({ width: measured.clientWidth, height: measured.clientHeight });
    update();
    const observer = new ResizeObserver(update);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
