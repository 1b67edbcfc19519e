import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../l10n/translate";
import type { ThemeColors } from "../theme/themeColors";
import type { Scale } from "./axis";
import type { ChartContent } from "./chartContent";
import { type CrosshairPoint, drawOverlay, type FindingMark } from "./drawOverlay";
import { type CreateChart, createLineChart, type DrawnChart } from "./lineChart";
import type { StepRange } from "./stepRange";
import { useChartGestures } from "./useChartGestures";

export interface ChartPlotProps {
  readonly title: string;
  /** What draws it, always the same; curves by default. */
  readonly create?: CreateChart;
  /** The chart in words. */
  readonly summary: string;
  /** Where the crosshair is and the values there, in words; null while it is nowhere. */
  readonly crosshairText: string | null;
  readonly content: ChartContent;
  readonly range: StepRange;
  readonly domain: StepRange;
  readonly stepScale: Scale;
  /** As in a style sheet. */
  readonly height: string;
  readonly theme: ThemeColors;
  /** Column of the one line to bring forward; null for none. */
  readonly emphasized: string | null;
  readonly lastStep: number | null;
  readonly selected: number | null;
  readonly hovered: number | null;
  readonly points: readonly CrosshairPoint[];
  readonly findings: readonly FindingMark[];
  readonly snap: (place: number) => number | null;
  readonly onHover: (step: number | null) => void;
  readonly onSelect: (step: number) => void;
  readonly onZoom: (range: StepRange | null) => void;
  /** Of Escape; without it that shows all steps. */
  readonly onEscape: (() => void) | null;
  /** Told of the plot's width in device pixels. */
  readonly onWidth: (width: number) => void;
}

/** The curves with crosshair, zoom and keys. */
export function ChartPlot(props: ChartPlotProps) {
  const { title, summary, content, range, domain, theme, emphasized, lastStep, selected, hovered, points } = props;
  const { findings, stepScale, height } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const chart = useRef<DrawnChart | null>(null);
  const onDrawn = useRef(() => {});
  const crosshair = hovered ?? selected;

  const { drag, handlers, onWheel } = useChartGestures({
    range,
    domain,
    scale: stepScale,
    lastStep,
    crosshair,
    placeAt: (x) => chart.current?.plot.scales.x?.getValueForPixel(x) ?? range.from,
    snap: props.snap,
    onHover: props.onHover,
    onSelect: props.onSelect,
    onZoom: props.onZoom,
    onEscape: props.onEscape,
  });

  const draw = () => {
    if (!chart.current?.plot.chartArea || !overlay.current) return;
    const { marks, runaways, note } = content;
    const { plot, writeValues } = chart.current;
    const marked = writeValues ? [] : points;
    const drawn = { selected, hovered, points: marked, marks, runaways, findings, note, drag };
    drawOverlay(overlay.current, plot, drawn, theme);
    const context = overlay.current.getContext("2d");
    if (context) writeValues?.(context, points, theme);
  };
  onDrawn.current = () => {
    draw();
    if (chart.current?.plot.chartArea) {
      const { chartArea, currentDevicePixelRatio } = chart.current.plot;
      props.onWidth(Math.round((chartArea.right - chartArea.left) * currentDevicePixelRatio));
    }
  };

  // In the same frame as all else that has changed, and before what lies over it is drawn.
  useLayoutEffect(() => {
    if (!canvas.current) return;
    chart.current = (props.create ?? createLineChart)(canvas.current, () => onDrawn.current());
    return () => {
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);
  useLayoutEffect(() => {
    chart.current?.show({ content, range, stepScale, theme, emphasized });
  }, [content, range.from, range.to, stepScale, theme, emphasized]);
  useLayoutEffect(draw);
  useEffect(() => {
    const element = surface.current;
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  });

  return (
    <div class="plot" style={{ height }}>
      <canvas ref={canvas} class="plot-curves" role="img" aria-label={summary} />
      <div class="plot-overlay" aria-hidden="true">
        <canvas ref={overlay} />
      </div>
      <div
        ref={surface}
        class="plot-surface"
        tabIndex={0}
        role="slider"
        aria-label={t("{0}, crosshair", title)}
        aria-valuemin={0}
        aria-valuemax={lastStep ?? 0}
        aria-valuenow={crosshair ?? 0}
        aria-valuetext={props.crosshairText ?? t("no steps yet")}
        {...handlers}
      />
    </div>
  );
}
