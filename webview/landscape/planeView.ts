import type { PlanePoint } from "../../src/core/landscape/plane";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { PlotArea } from "../finder/plotArea";

/** Factor of the window for one press of + or −. */
export const KEY_ZOOM = 0.7;
/** Share of the window that an arrow key moves it by. */
const KEY_PAN = 0.1;

/** Place of a point on the screen. */
export function placeOf({ x, y }: PlanePoint, window: PlaneWindow, area: PlotArea): PlanePoint {
  return {
    x: area.left + ((x - window.left) / (window.right - window.left)) * (area.right - area.left),
    y: area.bottom - ((y - window.bottom) / (window.top - window.bottom)) * (area.bottom - area.top),
  };
}

/** The point at a place on the screen. */
export function pointAt({ x, y }: PlanePoint, window: PlaneWindow, area: PlotArea): PlanePoint {
  return {
    x: window.left + ((x - area.left) / (area.right - area.left)) * (window.right - window.left),
    y: window.bottom + ((area.bottom - y) / (area.bottom - area.top)) * (window.top - window.bottom),
  };
}

/** The window so much larger or smaller that a point stays where it is; the same where it would be too small or large for numbers. */
export function zoomAround(window: PlaneWindow, { x, y }: PlanePoint, factor: number): PlaneWindow {
  const zoomed = {
    left: x + (window.left - x) * factor,
    right: x + (window.right - x) * factor,
    bottom: y + (window.bottom - y) * factor,
    top: y + (window.top - y) * factor,
  };
  return isUsable(zoomed.left, zoomed.right) && isUsable(zoomed.bottom, zoomed.top) ? zoomed : window;
}

export function moveBy(window: PlaneWindow, x: number, y: number): PlaneWindow {
  return { left: window.left + x, right: window.right + x, bottom: window.bottom + y, top: window.top + y };
}

/** The window after a key; null for keys that mean nothing here. */
export function windowAfterKey(key: string, window: PlaneWindow): PlaneWindow | null {
  const [width, height] = [window.right - window.left, window.top - window.bottom];
  const middle = { x: window.left + width / 2, y: window.bottom + height / 2 };
  switch (key) {
    case "ArrowLeft":
      return moveBy(window, -KEY_PAN * width, 0);
    case "ArrowRight":
      return moveBy(window, KEY_PAN * width, 0);
    case "ArrowDown":
      return moveBy(window, 0, -KEY_PAN * height);
    case "ArrowUp":
      return moveBy(window, 0, KEY_PAN * height);
    case "+":
    case "=":
      return zoomAround(window, middle, KEY_ZOOM);
    case "-":
      return zoomAround(window, middle, 1 / KEY_ZOOM);
    default:
      return null;
  }
}

/** Whether numbers between two bounds can be told apart, and are not so large that squares of them are no numbers. */
function isUsable(from: number, to: number): boolean {
  const size = Math.max(Math.abs(from), Math.abs(to));
  return to - from > 1e-9 * size && size < 1e100;
}
