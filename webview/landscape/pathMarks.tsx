import type { PlanePoint } from "../../src/core/landscape/plane";
import { isInside, type PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { LandscapePlane } from "../../src/protocol/landscape";
import type { PlotArea } from "../finder/plotArea";
import { runColorClass } from "../theme/runColorClass";
import { pathShape } from "./pathShape";
import { placeOf } from "./planeView";
import type { LandscapeContent } from "./useLandscape";
import type { DrawnPath } from "./usePlanePaths";

const CLIP = "landscape-clip";

interface PathMarksProps {
  readonly content: LandscapeContent;
  readonly plane: LandscapePlane;
  readonly window: PlaneWindow;
  readonly area: PlotArea;
  /** Positions of points at the crosshair, by the paths' ids. */
  readonly steps: Readonly<Record<string, number>>;
}

/** The paths of runs with their starts, ends and points at the crosshair, and the minimum. */
export function PathMarks({ content, plane, window, area, steps }: PathMarksProps) {
  const { left, right, top, bottom } = area;
  const place = (point: PlanePoint) => placeOf(point, window, area);
  return (
    <g clip-path={`url(#${CLIP})`}>
      <clipPath id={CLIP}>
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      {plane.minimum !== null && isInside(plane.minimum, window) && <MinimumMark {...place(plane.minimum)} />}
      {content.paths.map((drawn) => (
        <PathMark key={drawn.id} drawn={drawn} window={window} area={area} step={steps[drawn.id] ?? null} />
      ))}
    </g>
  );
}

interface PathMarkProps extends Pick<PathMarksProps, "window" | "area"> {
  readonly drawn: DrawnPath;
  readonly step: number | null;
}

function PathMark({ drawn: { path, run, isOriginal }, window, area, step }: PathMarkProps) {
  if (path === null) return null;
  const shape = pathShape(path, window, area);
  const at = (index: number) => placeOf({ x: path.x[index], y: path.y[index] }, window, area);
  const [start, end] = [at(0), at(path.x.length - 1)];
  const current = step === null ? null : at(step);
  return (
    <g class={runColorClass(run)} data-testid={isOriginal ? "landscape-ghost" : "landscape-path"}>
      <path class="landscape-halo" d={shape} />
      <path class={`landscape-path ${isOriginal ? "is-original" : ""}`} d={shape} />
      <circle class="landscape-start" cx={start.x} cy={start.y} r="4" />
      {!isOriginal && !path.isCut && (
        <rect class="landscape-end" x={end.x - 3.5} y={end.y - 3.5} width="7" height="7" />
      )}
      {current !== null && (
        <circle class="landscape-current" cx={current.x} cy={current.y} r="5" data-testid="landscape-current" />
      )}
    </g>
  );
}

function MinimumMark({ x, y }: PlanePoint) {
  const cross = `M${x - 6} ${y}h12M${x} ${y - 6}v12`;
  return (
    <g data-testid="landscape-minimum">
      <path class="landscape-minimum is-rim" d={cross} />
      <path class="landscape-minimum" d={cross} />
    </g>
  );
}
