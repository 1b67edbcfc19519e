/** A point of a sweep by its positions. */
export interface Place {
  readonly rate: number;
  readonly row: number;
}

/** Columns and rows that Page Up and Page Down leave out. */
const FAR = 5;

/** Where a key leads from a point; null for keys that lead nowhere. Rows grow upwards. */
export function placeAfterKey(key: string, { rate, row }: Place, rates: number, rows: number): Place | null {
  const to = (nextRate: number, nextRow: number): Place => ({
    rate: Math.min(rates - 1, Math.max(0, nextRate)),
    row: Math.min(rows - 1, Math.max(0, nextRow)),
  });
  switch (key) {
    case "ArrowLeft":
      return to(rate - 1, row);
    case "ArrowRight":
      return to(rate + 1, row);
    case "ArrowUp":
      return rows > 1 ? to(rate, row + 1) : to(rate + 1, row);
    case "ArrowDown":
      return rows > 1 ? to(rate, row - 1) : to(rate - 1, row);
    case "PageUp":
      return to(rate + FAR, row);
    case "PageDown":
      return to(rate - FAR, row);
    case "Home":
      return to(0, row);
    case "End":
      return to(rates - 1, row);
    default:
      return null;
  }
}
