import type { PlanePath } from "./pathTracing";
import type { PlanePoint } from "./plane";

/** A rectangle of a plane. */
export interface PlaneWindow {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Room around what is shown, as a share of it. */
const MARGIN = 0.12;
/** Least ratio of the window's sides, in the plane's own units: on a path along an axis there is something to see on both sides. */
const NARROWEST = 0.3;
/** How far beyond all that is sound a path that ran away is shown, as a share of that. */
const RUNAWAY_ROOM = 2;
/** How many times larger a window may become so that the minimum is in it. */
const MINIMUM_REACH = 4;

/** The part of a plane in which paths are seen whole, but for what ran away, and the minimum with them where it is not far. */
export function windowAround(paths: readonly PlanePath[], minimum: PlanePoint | null): PlaneWindow {
  const points = paths.flatMap(({ x, y, isCut }) =>
    // Of a path that ran away only the start is sound.
    Array.from(isCut ? x.subarray(0, 1) : x, (each, i) => ({ x: each, y: y[i] })),
  );
  let box = boxOf(points);
  if (minimum !== null) {
    const reached = boxOf([...corners(box), minimum]);
    const isPoint = box.right === box.left && box.top === box.bottom;
    if (isPoint || Math.max(width(reached), height(reached)) <= MINIMUM_REACH * Math.max(width(box), height(box))) {
      box = reached;
    }
  }
  const runaways = paths.filter(({ isCut }) => isCut);
  if (runaways.length > 0) {
    const size = Math.max(width(box), height(box)) || firstStep(runaways);
    const room = widened(box, RUNAWAY_ROOM * size);
    const within = runaways.flatMap(({ x, y }) =>
      Array.from(x, (each, i) => ({ x: each, y: y[i] })).filter((point) => isInside(point, room)),
    );
    box = boxOf([...corners(box), ...within]);
  }
  return withMargin(box);
}

/** Whether a point lies in a window. */
export function isInside({ x, y }: PlanePoint, { left, right, bottom, top }: PlaneWindow): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}

function boxOf(points: readonly PlanePoint[]): PlaneWindow {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.bottom = Math.min(box.bottom, y);
    box.top = Math.max(box.top, y);
  }
  return box;
}

function corners({ left, right, bottom, top }: PlaneWindow): PlanePoint[] {
  return [
    { x: left, y: bottom },
    { x: right, y: top },
  ];
}

function widened({ left, right, bottom, top }: PlaneWindow, by: number): PlaneWindow {
  return { left: left - by, right: right + by, bottom: bottom - by, top: top + by };
}

function withMargin(box: PlaneWindow): PlaneWindow {
  const size = Math.max(width(box), height(box)) || Math.max(Math.abs(box.left), Math.abs(box.bottom)) || 1;
  const half = (extent: number) => (0.5 + MARGIN) * Math.max(extent, NARROWEST * size);
  const [x, y] = [(box.left + box.right) / 2, (box.bottom + box.top) / 2];
  return {
    left: x - half(width(box)),
    right: x + half(width(box)),
    bottom: y - half(height(box)),
    top: y + half(height(box)),
  };
}

/** The length of the first step of a path; of a start alone nothing else tells how far to look. */
function firstStep(paths: readonly PlanePath[]): number {
  return Math.max(...paths.map(({ x, y }) => (x.length > 1 ? Math.hypot(x[1] - x[0], y[1] - y[0]) : 0)));
}

function width({ left, right }: PlaneWindow): number {
  return right - left;
}

function height({ bottom, top }: PlaneWindow): number {
  return top - bottom;
}
