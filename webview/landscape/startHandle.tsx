import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { PlanePoint } from "../../src/core/landscape/plane";
import { isInside, type PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { RunSummary } from "../../src/protocol/panel";
import type { PlotArea } from "../finder/plotArea";
import { t } from "../l10n/translate";
import { runColorClass } from "../theme/runColorClass";
import { pointText } from "./landscapeWords";
import { placeOf, pointAt } from "./planeView";

/** Shares of the window that an arrow key moves the start by, alone and with Shift. */
const STEP = 0.02;
const FAR_STEP = 0.1;

const DIRECTIONS: Readonly<Record<string, PlanePoint>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowDown: { x: 0, y: -1 },
  ArrowUp: { x: 0, y: 1 },
};

interface StartHandleProps {
  readonly run: RunSummary;
  readonly start: PlanePoint;
  readonly window: PlaneWindow;
  readonly area: PlotArea;
  /** What the area is measured in. */
  readonly root: RefObject<HTMLElement | null>;
  /** Null for where the run starts by itself. */
  readonly onMove: (to: PlanePoint | null) => void;
}

/** The start of the selected run, to be dragged or moved by keys; Escape puts it back. */
export function StartHandle({ run, start, window, area, root, onMove }: StartHandleProps) {
  const isDragged = useRef(false);
  if (!isInside(start, window)) return null;
  const { x, y } = placeOf(start, window, area);
  const moveTo = (event: PointerEvent) => {
    const box = root.current?.getBoundingClientRect();
    if (!isDragged.current || box === undefined) return;
    const within = {
      x: Math.min(area.right, Math.max(area.left, event.clientX - box.left)),
      y: Math.min(area.bottom, Math.max(area.top, event.clientY - box.top)),
    };
    onMove(pointAt(within, window, area));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    const share = event.shiftKey ? FAR_STEP : STEP;
    if (direction !== undefined) {
      onMove({
        x: start.x + direction.x * share * (window.right - window.left),
        y: start.y + direction.y * share * (window.top - window.bottom),
      });
    } else if (event.key === "Escape" && hasMoved(run)) onMove(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class={`landscape-handle ${runColorClass(run)}`}
      style={{ left: `${x}px`, top: `${y}px` }}
      role="slider"
      tabIndex={0}
      title={t("Drag to let the run start elsewhere")}
      aria-label={t(
        hasMoved(run) ? "Start of {0}; arrow keys move it, Escape puts it back" : "Start of {0}; arrow keys move it",
        run.name,
      )}
      aria-valuemin={window.left}
      aria-valuemax={window.right}
      aria-valuenow={start.x}
      aria-valuetext={pointText(start)}
      data-testid="landscape-start"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragged.current = true;
      }}
      onPointerMove={moveTo}
      onPointerUp={() => {
        isDragged.current = false;
      }}
      onPointerCancel={() => {
        isDragged.current = false;
      }}
      onDblClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
    />
  );
}

/** Whether a run starts elsewhere than its problem lets it. */
export function hasMoved({ trial }: RunSummary): boolean {
  return trial !== null && trial.start !== null;
}
