/** A part of a long list that is in the page. */
export interface ListWindow {
  /** Distance that is scrolled over and height of what is seen, in pixels. */
  readonly scrolled: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly rows: number;
}

/** Rows above and below what is seen that are there already when it is scrolled. */
const MARGIN = 4;

/**
 * Indices of the rows to have in the page, in order: those that are seen, some around them, and the one that has the focus, which would be
 * lost with its row.
 */
export function visibleRows({ scrolled, height, rowHeight, rows }: ListWindow, focused: number): number[] {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - MARGIN);
  const end = Math.min(rows, Math.ceil((scrolled + height) / rowHeight) + MARGIN);
  const seen = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  if (focused < 0 || focused >= rows || seen.includes(focused)) return seen;
  return [...seen, focused].sort((one, other) => one - other);
}

/** Where to scroll to so that a row is seen as a whole, moving as little as possible. */
export function scrollToRow({ scrolled, height, rowHeight }: ListWindow, row: number): number {
  return Math.min(row * rowHeight, Math.max(scrolled, (row + 1) * rowHeight - height));
}
