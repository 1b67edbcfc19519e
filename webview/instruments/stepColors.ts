import { resolveColor } from "../charts/export/resolveColor";
import { viridis } from "../finder/viridis";
import type { ThemeColors } from "../theme/themeColors";

/** Which part of the color map stands out from a dark background, and from a bright one. */
const ON_DARK = { from: 0.35, to: 1 };
const ON_BRIGHT = { from: 0, to: 0.65 };

/** Colors of steps, from the first, 0, to the last, 1: so much of the color map as can be seen on the theme's background. */
export function stepColors(theme: ThemeColors): (share: number) => string {
  const { from, to } = isDark(resolveColor(theme.card).rgb) ? ON_DARK : ON_BRIGHT;
  return (share) => viridis(from + Math.min(1, Math.max(0, share)) * (to - from));
}

/** @param color `#rrggbb` */
function isDark(color: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
