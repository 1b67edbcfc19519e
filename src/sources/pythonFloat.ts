/** The number that Python's `float` reads from a text; null where it refuses it, and for NaN. */
export function pythonFloat(text: string): number | null {
  const spelled = text.trim().toLowerCase();
  if (/^[+-]?inf(inity)?$/.test(spelled)) return spelled.startsWith("-") ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(spelled) ? Number(spelled) : null;
}
