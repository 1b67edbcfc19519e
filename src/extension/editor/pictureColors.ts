import { ColorThemeKind, window } from "vscode";
import type { PictureColors } from "../../sources/hover/schedulePicture";

/** By the themes' own blue for charts, foreground, and lines; a picture in Markdown cannot ask for them itself. */
const colors: Readonly<Record<ColorThemeKind, PictureColors>> = {
  [ColorThemeKind.Dark]: { line: "#59a4f9", text: "#bbbbbb", axis: "#555555" },
  [ColorThemeKind.Light]: { line: "#0063d3", text: "#3b3b3b", axis: "#c8c8c8" },
  [ColorThemeKind.HighContrast]: { line: "#59a4f9", text: "#ffffff", axis: "#6fc3df" },
  [ColorThemeKind.HighContrastLight]: { line: "#0f4a85", text: "#292929", axis: "#0f4a85" },
};

/** Colors that can be read in the window's theme. */
export function pictureColors(): PictureColors {
  return colors[window.activeColorTheme.kind];
}
