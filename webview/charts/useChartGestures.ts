import { useRef, useState } from "preact/hooks";
import type { Scale } from "./axis";
import type { StepRange } from "./stepRange";
import { logPlace, onLogAxis, panBy, rangeBetween, scrollTo, zoomAround } from "./stepRange";

/** Movements shorter than this are clicks, in CSS pixels. */
const CLICK_DISTANCE = 4;
/** Factor of the span for one press of + or −. */
const KEY_ZOOM = 0.5;
/** Shares of the span that Page Up and Page Down go. */
const PAGE = 0.1;

export interface ChartGestureOptions {
  readonly range: StepRange;
  readonly domain: StepRange;
  readonly scale: Scale;
  /** Last step that there is; null without one. */
  readonly lastStep: number | null;
  readonly crosshair: number | null;
  /** The place on the x axis at some distance from the plot's left edge, in CSS pixels. */
  readonly placeAt: (x: number) => number;
  /** The nearest step that exists and is drawn. */
  readonly snap: (place: number) => number | null;
  readonly onHover: (step: number | null) => void;
  readonly onSelect: (step: number) => void;
  readonly onZoom: (range: StepRange | null) => void;
  /** Of Escape, where there is no dragging to give up; the range is reset without it. */
  readonly onEscape: (() => void) | null;
}

/** Where the pointer was pressed. */
interface Press {
  readonly x: number;
  readonly place: number;
  /** Whether moving the pointer moves the chart, and whether it has. */
  readonly pans: boolean;
  hasPanned: boolean;
}

/** The places between which the pointer is dragged. */
interface Drag {
  readonly from: number;
  readonly to: number;
}

/**
 * Pointer, wheel and keys over a chart: hovering moves the crosshair, a click selects its step, dragging zooms, dragging with
 * Shift moves. Ctrl with the wheel zooms; the wheel alone moves what is zoomed in, and at an end of it the page.
 */
export function useChartGestures(options: ChartGestureOptions) {
  const { range, domain, scale, lastStep, crosshair, placeAt, snap, onHover, onSelect, onZoom, onEscape } = options;
  const pressed = useRef<Press | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const span = range.to - range.from;

  /** Zooms so that a place stays where it is. */
  const zoom = (place: number, factor: number) => {
    if (scale === "linear") onZoom(zoomAround(range, domain, place, factor));
    else onZoom(onLogAxis(range, domain, (shown, all) => zoomAround(shown, all, logPlace(place), factor, 0)));
  };
  /** Moves what is shown by the distance between two places; says whether there was anything to move. */
  const pan = (from: number, to: number): boolean => {
    if (span >= domain.to - domain.from) return false;
    const distance = scale === "linear" ? from - to : logPlace(from) - logPlace(to);
    const moved =
      scale === "linear"
        ? panBy(range, domain, distance)
        : onLogAxis(range, domain, (places, all) => panBy(places, all, distance));
    if (moved === null || Math.abs(moved.from - range.from) < 1e-9 * (domain.to - domain.from)) return false;
    onZoom(moved);
    return true;
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    pressed.current = { x: event.offsetX, place: placeAt(event.offsetX), pans: event.shiftKey, hasPanned: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const place = placeAt(event.offsetX);
    onHover(snap(place));
    const start = pressed.current;
    if (start === null || Math.abs(event.offsetX - start.x) < CLICK_DISTANCE) return;
    if (!start.pans) setDrag({ from: start.place, to: place });
    else start.hasPanned = pan(start.place, place) || start.hasPanned;
  };
  const onPointerUp = (event: PointerEvent) => {
    const start = pressed.current;
    pressed.current = null;
    if (start === null) return;
    const place = placeAt(event.offsetX);
    if (drag !== null) {
      setDrag(null);
      onZoom(rangeBetween(start.place, place, domain));
      return;
    }
    if (start.hasPanned) return;
    const step = snap(place);
    if (step !== null) onSelect(step);
  };
  const onPointerCancel = () => {
    pressed.current = null;
    setDrag(null);
  };

  /** Added by hand and not passively, since it keeps the page from zooming and scrolling. */
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(placeAt(event.offsetX), Math.exp(Math.max(-1, Math.min(1, event.deltaY / 200))));
      return;
    }
    const distance = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
    if (distance !== 0 && pan(placeAt(event.offsetX + distance), placeAt(event.offsetX))) event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (lastStep === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = crosshair ?? lastStep;
    const page = Math.max(1, Math.round(span * PAGE));
    const moveTo = (next: number) => {
      const target = Math.min(lastStep, Math.max(0, next));
      onHover(target);
      const scrolled = scrollTo(range, domain, target);
      if (scrolled !== range) onZoom(scrolled);
    };
    const actions: Record<string, () => void> = {
      ArrowLeft: () => moveTo(step - (event.shiftKey ? page : 1)),
      ArrowRight: () => moveTo(step + (event.shiftKey ? page : 1)),
      PageDown: () => moveTo(step - page),
      PageUp: () => moveTo(step + page),
      Home: () => moveTo(0),
      End: () => moveTo(lastStep),
      "+": () => zoom(step, KEY_ZOOM),
      "=": () => zoom(step, KEY_ZOOM),
      "-": () => zoom(step, 1 / KEY_ZOOM),
      "0": () => onZoom(null),
      Escape: () => {
        if (drag !== null) onPointerCancel();
        else if (onEscape !== null) onEscape();
        else onZoom(null);
      },
      Enter: () => onSelect(step),
      " ": () => onSelect(step),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return {
    drag,
    onWheel,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onPointerLeave: () => onHover(null),
      onBlur: () => onHover(null),
      onDblClick: () => onZoom(null),
      onKeyDown,
    },
  };
}
