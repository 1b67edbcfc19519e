import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { contourLevels } from "../../src/core/landscape/contourLevels";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { LandscapePlane } from "../../src/protocol/landscape";
import type { PlotArea } from "../finder/plotArea";
import { useWidth } from "../finder/useWidth";
import { t } from "../l10n/translate";
import { allContours, drawContours } from "./drawContours";
import { LossLegend } from "./lossLegend";
import { PathMarks } from "./pathMarks";
import { PlaneAxes } from "./planeAxes";
import { StartHandle } from "./startHandle";
import type { LandscapeContent } from "./useLandscape";
import { usePlotGestures } from "./usePlotGestures";

/** Room around the plot for its labels. */
const MARGIN = { left: 52, right: 12, top: 22, bottom: 38 };
const HEIGHT = { least: 220, most: 420, ofWidth: 0.6 };

interface LandscapePlotProps {
  readonly content: LandscapeContent;
  readonly plane: LandscapePlane;
  readonly window: PlaneWindow;
  /** Null for all that there is to see. */
  readonly setWindow: (window: PlaneWindow | null) => void;
  /** The selected run. */
  readonly run: string;
  /** Positions of the points of paths that are at the crosshair, by the paths' ids. */
  readonly steps: Readonly<Record<string, number>>;
  /** Told of the point below the pointer. */
  readonly onPoint: (point: PlanePoint | null) => void;
  /** Told of a step of the selected run that was clicked. */
  readonly onSelect: (step: number) => void;
  readonly describedBy: string;
}

/** Contours of the loss with the paths of runs across them. Dragging moves what is seen, and the start where it is dragged. */
export function LandscapePlot({
  content,
  plane,
  window,
  setWindow,
  run,
  steps,
  onPoint,
  onSelect,
  describedBy,
}: LandscapePlotProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(root, 640);
  const plotHeight = Math.round(Math.min(HEIGHT.most, Math.max(HEIGHT.least, HEIGHT.ofWidth * width)));
  const area: PlotArea = {
    left: MARGIN.left,
    right: Math.max(MARGIN.left + 1, width - MARGIN.right),
    top: MARGIN.top,
    bottom: MARGIN.top + plotHeight,
  };
  const { grid, paths, start, moveStart } = content;
  const { levels } = useMemo(
    () => (grid === null ? { levels: [] } : contourLevels(grid.losses, plane.minimum?.loss ?? null)),
    [grid, plane],
  );
  const contours = useMemo(() => (grid === null ? [] : allContours(grid, levels)), [grid, levels]);
  const own = paths.find(({ id }) => id === run);
  const size = { width: area.right - area.left, height: area.bottom - area.top };
  useLayoutEffect(() => {
    if (canvas.current === null || grid === null) return;
    drawContours(canvas.current, { grid, levels, contours, window, ...size });
  }, [grid, levels, contours, window, size.width, size.height]);
  const { isPanning, handlers } = usePlotGestures({
    root,
    window,
    area,
    path: own?.path ?? null,
    setWindow,
    onPoint,
    onSelect,
  });
  return (
    <>
      <div
        ref={root}
        class={`landscape-plot ${isPanning ? "is-panning" : ""}`}
        style={{ height: `${area.bottom + MARGIN.bottom}px` }}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys itself.
        tabIndex={0}
        aria-label={t("Landscape; arrow keys move it, plus and minus zoom, 0 shows all")}
        aria-describedby={describedBy}
        data-testid="landscape-plot"
        data-grid={grid?.columns ?? 0}
        {...handlers}
      >
        <canvas
          ref={canvas}
          class="landscape-canvas"
          style={{
            left: `${area.left}px`,
            top: `${area.top}px`,
            width: `${size.width}px`,
            height: `${size.height}px`,
          }}
        />
        <svg class="landscape-overlay" width={width} height={area.bottom + MARGIN.bottom} aria-hidden="true">
          <PlaneAxes plane={plane} window={window} area={area} />
          <PathMarks content={content} plane={plane} window={window} area={area} steps={steps} />
        </svg>
        {plane.canMoveStart && own?.path && start !== null && (
          <StartHandle run={own.run} start={start} window={window} area={area} root={root} onMove={moveStart} />
        )}
      </div>
      <LossLegend levels={levels} left={area.left} width={size.width} />
    </>
  );
}
