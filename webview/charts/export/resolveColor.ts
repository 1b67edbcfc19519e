/** A color as every reader of SVG knows it. */
export interface PlainColor {
  /** `#rrggbb` */
  readonly rgb: string;
  /** 0 to 1 */
  readonly opacity: number;
}

const known = new Map<string, PlainColor>();

/** What the browser makes of a color of a style sheet, `color-mix(…)` and the like: other programs do not know these. */
export function resolveColor(color: string): PlainColor {
  const found = known.get(color) ?? paint(color);
  known.set(color, found);
  return found;
}

function paint(color: string): PlainColor {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d");
  if (context === null) return { rgb: "#808080", opacity: 1 };
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  const rgb = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  return { rgb, opacity: Math.round((alpha / 255) * 1000) / 1000 };
}
