import { useRef } from "preact/hooks";
import { t } from "../l10n/translate";
import { type ChartSize, LARGEST_PLOT_HEIGHT, SMALLEST_PLOT_HEIGHT } from "./chartLayout";

/** CSS pixels for one press of an arrow key. */
const KEY_STEP = 16;
/** So far to the side, in CSS pixels, and the card takes or gives up a row of its own. */
const WIDTH_DISTANCE = 80;

interface SizeHandleProps {
  readonly title: string;
  readonly size: ChartSize;
  readonly onResize: (size: ChartSize) => void;
}

/** The corner of a card: drag it, or use the arrow keys, for a higher or a wider chart. */
export function SizeHandle({ title, size, onResize }: SizeHandleProps) {
  const start = useRef<{ readonly x: number; readonly y: number; readonly size: ChartSize } | null>(null);
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY, size };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current === null) return;
    const { x, y, size: before } = start.current;
    const aside = event.clientX - x;
    onResize({
      height: before.height + event.clientY - y,
      isWide: Math.abs(aside) < WIDTH_DISTANCE ? before.isWide : aside > 0,
    });
  };
  const end = () => {
    start.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const sizes: Record<string, ChartSize> = {
      ArrowUp: { ...size, height: size.height - KEY_STEP },
      ArrowDown: { ...size, height: size.height + KEY_STEP },
      ArrowLeft: { ...size, isWide: false },
      ArrowRight: { ...size, isWide: true },
    };
    if (!(event.key in sizes)) return;
    event.preventDefault();
    onResize(sizes[event.key]);
  };
  return (
    <hr
      class="size-handle"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t("Size of {0}", title)}
      aria-valuemin={SMALLEST_PLOT_HEIGHT}
      aria-valuemax={LARGEST_PLOT_HEIGHT}
      aria-valuenow={size.height}
      aria-valuetext={t(size.isWide ? "{0} pixels high, a whole row" : "{0} pixels high, one column", size.height)}
      title={t("Drag for another size; arrow keys: up and down for the height, left and right for the width")}
      data-testid="size-handle"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
    />
  );
}
