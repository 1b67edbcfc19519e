import { type Axis, tickLabels } from "../charts/axis";
import type { PathPoint, PortraitContent } from "./portraitContent";

/** Of a picture, in CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const MARGIN = { left: 56, right: 16, top: 22, bottom: 24 };
/** CSS pixels that the label of a tick takes at least. */
const LABEL_ROOM = 56;

/** A tick with its label. */
export interface PlacedTick {
  readonly at: number;
  readonly label: string;
}

/** Where a portrait's axes, ticks and points are in its picture. */
export interface PortraitPlaces {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly PlacedTick[];
  readonly rows: readonly PlacedTick[];
  readonly place: (point: Pick<PathPoint, "x" | "y">) => readonly [x: number, y: number];
}

export function portraitPlaces({ x, y }: PortraitContent, { width, height }: PictureSize): PortraitPlaces {
  const left = MARGIN.left;
  const right = Math.max(left + 1, width - MARGIN.right);
  const top = MARGIN.top;
  const bottom = Math.max(top + 1, height - MARGIN.bottom);
  const along = (axis: Axis, value: number, from: number, to: number) =>
    from + ((value - axis.min) / (axis.max - axis.min)) * (to - from);
  const ticks = (axis: Axis, from: number, to: number) => {
    const labels = tickLabels(axis);
    const every = Math.max(1, Math.ceil((axis.ticks.length * LABEL_ROOM) / Math.max(1, Math.abs(to - from))));
    return axis.ticks.flatMap((tick, index) =>
      index % every === 0 ? [{ at: along(axis, tick, from, to), label: labels[index] }] : [],
    );
  };
  return {
    left,
    right,
    top,
    bottom,
    columns: ticks(x, left, right),
    rows: y.ticks.map((tick, index) => ({ at: along(y, tick, bottom, top), label: tickLabels(y)[index] })),
    place: (point) => [along(x, point.x, left, right), along(y, point.y, bottom, top)],
  };
}
