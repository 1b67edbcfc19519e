/** A number in as few characters as tell it exactly: `0.9`, `3e-4`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value) || (size >= 0.01 && size < 1e5)) return String(value);
  return value.toExponential().replace("e+", "e");
}
