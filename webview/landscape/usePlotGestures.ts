import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PlanePath } from "../../src/core/landscape/pathTracing";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { PlotArea } from "../finder/plotArea";
import { pointNearPlace } from "./pathShape";
import { moveBy, pointAt, windowAfterKey, zoomAround } from "./planeView";

/** Movements shorter than this are clicks, and so far from a path a click still means it, in CSS pixels. */
const CLICK_DISTANCE = 4;
const PATH_REACH = 12;

interface PlotGestureOptions {
  readonly root: RefObject<HTMLElement | null>;
  readonly window: PlaneWindow;
  readonly area: PlotArea;
  /** Whose steps a click selects; null where there is none. */
  readonly path: PlanePath | null;
  /** Null for all that there is to see. */
  readonly setWindow: (window: PlaneWindow | null) => void;
  readonly onPoint: (point: PlanePoint | null) => void;
  readonly onSelect: (step: number) => void;
}

/** Where the pointer was pressed, and what was to be seen then. */
interface Press {
  readonly place: PlanePoint;
  readonly window: PlaneWindow;
  hasMoved: boolean;
}

/** Pointer, wheel and keys over the landscape: dragging moves it, Ctrl with the wheel zooms, a double click shows all, a click at the path selects its step. */
export function usePlotGestures(options: PlotGestureOptions) {
  const { root, window, area, path, setWindow, onPoint, onSelect } = options;
  const pressed = useRef<Press | null>(null);
  const [isPanning, setPanning] = useState(false);
  const placeIn = (event: MouseEvent): PlanePoint => {
    const box = root.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const isInPlot = ({ x, y }: PlanePoint) => x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;

  const onPointerDown = (event: PointerEvent) => {
    const place = placeIn(event);
    if (event.button !== 0 || !isInPlot(place)) return;
    root.current?.setPointerCapture(event.pointerId);
    pressed.current = { place, window, hasMoved: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const place = placeIn(event);
    onPoint(isInPlot(place) ? pointAt(place, window, area) : null);
    const start = pressed.current;
    if (start === null) return;
    const [x, y] = [place.x - start.place.x, place.y - start.place.y];
    if (!start.hasMoved && Math.hypot(x, y) < CLICK_DISTANCE) return;
    start.hasMoved = true;
    setPanning(true);
    const { left, right, bottom, top } = start.window;
    const perPixel = {
      x: (right - left) / (area.right - area.left),
      y: (top - bottom) / (area.bottom - area.top),
    };
    setWindow(moveBy(start.window, -x * perPixel.x, y * perPixel.y));
  };
  const release = () => {
    pressed.current = null;
    setPanning(false);
  };
  const onPointerUp = (event: PointerEvent) => {
    const start = pressed.current;
    release();
    if (start === null || start.hasMoved || path === null) return;
    const point = pointNearPlace(path, placeIn(event), window, area, PATH_REACH);
    if (point !== null) onSelect(path.steps[point]);
  };

  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const factor = Math.exp(Math.max(-1, Math.min(1, event.deltaY / 200)));
    setWindow(zoomAround(window, pointAt(placeIn(event), window, area), factor));
  };
  // Added by hand and not passively, since it keeps the page from zooming.
  useEffect(() => {
    const element = root.current;
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = windowAfterKey(event.key, window);
    if (next !== null) setWindow(next);
    else if (event.key === "0" || event.key === "Escape") setWindow(null);
    else return;
    event.preventDefault();
  };

  return {
    isPanning,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: release,
      onPointerLeave: () => onPoint(null),
      onDblClick: () => setWindow(null),
      onKeyDown,
    },
  };
}
