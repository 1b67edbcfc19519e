import { useEffect, useMemo, useRef } from "preact/hooks";
import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { ChartDefinition } from "../charts/chartDefinitions";
import { runsOnShow, stepAxis } from "../charts/chartOnShow";
import { stretchOf } from "../compare/alignment";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import type { ThemeColors } from "../theme/themeColors";
import { type PathPoint, pointAt } from "./portraitContent";
import { portraitOnShow } from "./portraitOnShow";
import { PortraitPicture } from "./portraitPicture";
import { portraitPlaces } from "./portraitPlaces";
import { useSize } from "./useSize";
import "./instruments.css";

interface PortraitPlotProps {
  readonly panel: Panel;
  readonly theme: ThemeColors;
  readonly definition: ChartDefinition;
  /** The portrait in words. */
  readonly summary: string;
  /** As in a style sheet. */
  readonly height: string;
  readonly onHover: (place: number | null) => void;
  readonly onSelect: (place: number) => void;
  /** Of Escape; null where it does nothing. */
  readonly onEscape: (() => void) | null;
}

/** Shares of the path that Page Up and Page Down go. */
const PAGE = 0.1;
const INITIAL = { width: 320, height: 240 };

/** The path with the current step marked on it; pointing at it, and keys, choose steps as in all charts. */
export function PortraitPlot({ panel, theme, definition, summary, height, ...on }: PortraitPlotProps) {
  const { model } = panel;
  const surface = useRef<HTMLDivElement>(null);
  const size = useSize(surface, INITIAL);
  const [probe] = runsOnShow(model, definition);
  const { range, places: alignment, selected, hovered } = stepAxis(model, definition);
  const stretch = probe === undefined ? 1 : stretchOf(alignment, probe);
  const content = useMemo(
    () => portraitOnShow(model, definition),
    [definition, probe?.id, model.curves, model.view.portrait, range.from, range.to, alignment.alignment],
  );
  const { points, axes } = content;
  const places = portraitPlaces(content, size);
  const place = hovered ?? selected;
  const current = place === null ? null : pointAt(points, place / stretch);
  useEffect(() => {
    if (surface.current)
      panel.dispatch({ type: "plotWidth", chart: definition.id, width: Math.round(size.width * devicePixelRatio) });
  }, [size.width]);

  const nearest = (event: PointerEvent): PathPoint | null => {
    const distance = (point: PathPoint) => {
      const [x, y] = places.place(point);
      return (x - event.offsetX) ** 2 + (y - event.offsetY) ** 2;
    };
    return points.reduce<PathPoint | null>(
      (best, point) => (best && distance(best) <= distance(point) ? best : point),
      null,
    );
  };
  const goTo = (point: PathPoint | null | undefined) => on.onHover(point ? point.step * stretch : null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || points.length === 0) return;
    const index = current === null ? 0 : points.indexOf(current);
    const page = Math.max(1, Math.round(points.length * PAGE));
    const go = (to: number) => goTo(points[Math.min(points.length - 1, Math.max(0, to))]);
    const actions: Record<string, (() => void) | null> = {
      ArrowLeft: () => go(index - (event.shiftKey ? page : 1)),
      ArrowRight: () => go(index + (event.shiftKey ? page : 1)),
      PageDown: () => go(index - page),
      PageUp: () => go(index + page),
      Home: () => go(0),
      End: () => go(points.length - 1),
      Enter: () => current && on.onSelect(current.step * stretch),
      " ": () => current && on.onSelect(current.step * stretch),
      Escape: on.onEscape,
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  const text =
    current === null
      ? t("no steps yet")
      : `${t("step {0}", formatCount(current.step))}: ${axes.x} ${formatNumber(current.x)}, ${axes.y} ${formatNumber(current.y)}`;
  return (
    <div class="plot" style={{ height }}>
      <svg class="plot-curves" role="img" aria-label={summary} width={size.width} height={size.height}>
        <PortraitPicture content={content} size={size} theme={theme} />
        {current !== null && <CurrentPoint at={places.place(current)} places={places} />}
      </svg>
      <div
        ref={surface}
        class="plot-surface"
        tabIndex={0}
        role="slider"
        aria-label={t("{0}, crosshair", definition.title)}
        aria-valuemin={0}
        aria-valuemax={points.at(-1)?.step ?? 0}
        aria-valuenow={current?.step ?? 0}
        aria-valuetext={text}
        onPointerMove={(event) => goTo(nearest(event))}
        onPointerLeave={() => on.onHover(null)}
        onBlur={() => on.onHover(null)}
        onClick={() => current && on.onSelect(current.step * stretch)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

interface CurrentPointProps {
  readonly at: readonly [x: number, y: number];
  readonly places: { readonly left: number; readonly bottom: number };
}

/** A ring at the current step, with lines to both axes. */
function CurrentPoint({ at: [x, y], places: { left, bottom } }: CurrentPointProps) {
  return (
    <g class="portrait-current">
      <path d={`M${x} ${y}H${left}M${x} ${y}V${bottom}`} />
      <circle cx={x} cy={y} r="4.5" />
    </g>
  );
}
