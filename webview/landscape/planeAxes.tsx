import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { LandscapePlane } from "../../src/protocol/landscape";
import { linearAxis, tickLabels } from "../charts/axis";
import type { PlotArea } from "../finder/plotArea";
import { axisName } from "./landscapeWords";
import { placeOf } from "./planeView";

/** Least room for a label, in CSS pixels. */
const LABEL_WIDTH = 44;
const LABEL_HEIGHT = 44;

interface PlaneAxesProps {
  readonly plane: LandscapePlane;
  readonly window: PlaneWindow;
  readonly area: PlotArea;
}

/** Frame, ticks and names of the two coordinates. */
export function PlaneAxes({ plane, window, area }: PlaneAxesProps) {
  const { left, right, top, bottom } = area;
  const across = ticksWithin(window.left, window.right, (right - left) / LABEL_WIDTH);
  const up = ticksWithin(window.bottom, window.top, (bottom - top) / LABEL_HEIGHT);
  return (
    <g>
      <rect class="landscape-frame" x={left} y={top} width={right - left} height={bottom - top} />
      {across.map(({ value, label }) => {
        const { x } = placeOf({ x: value, y: 0 }, window, area);
        return (
          <g key={value}>
            <path class="landscape-frame" d={`M${x} ${bottom}v4`} />
            <text class="finder-tick" x={Math.min(x, right - 8)} y={bottom + 16} text-anchor="middle">
              {label}
            </text>
          </g>
        );
      })}
      {up.map(({ value, label }) => {
        const { y } = placeOf({ x: 0, y: value }, window, area);
        return (
          <g key={value}>
            <path class="landscape-frame" d={`M${left} ${y}h-4`} />
            <text class="finder-tick" x={left - 7} y={y + 4} text-anchor="end">
              {label}
            </text>
          </g>
        );
      })}
      <text class="landscape-axis" x={right} y={bottom + 33} text-anchor="end">
        {axisName(plane.axes[0], 0)} →
      </text>
      <text class="landscape-axis" x={left} y={top - 8}>
        ↑ {axisName(plane.axes[1], 1)}
      </text>
    </g>
  );
}

function ticksWithin(from: number, to: number, most: number): readonly { value: number; label: string }[] {
  const axis = linearAxis(from, to, Math.max(1, Math.min(6, Math.floor(most))));
  const labels = tickLabels(axis);
  return axis.ticks
    .map((value, index) => ({ value, label: labels[index] }))
    .filter(({ value }) => value >= from && value <= to);
}
