/** What canvases need of the theme; markup takes it from the style sheets. */
export interface ThemeColors {
  /** In the order in which runs take them. */
  readonly runs: readonly string[];
  readonly background: string;
  /** Behind the charts. */
  readonly card: string;
  readonly foreground: string;
  readonly dim: string;
  readonly grid: string;
  readonly error: string;
  readonly warning: string;
  readonly focus: string;
  readonly numberFont: string;
  /** Solid lines and no fills. */
  readonly isHighContrast: boolean;
}

/** Number of colors before they repeat: `base.css` has as many. */
export const RUN_COLOR_COUNT = 6;

/** The theme as it is now. */
export function readThemeColors(): ThemeColors {
  const style = getComputedStyle(document.body);
  const variable = (name: string) => style.getPropertyValue(`--vscode-${name}`).trim();
  const foreground = variable("foreground") || style.color;
  const isHighContrast =
    document.body.classList.contains("vscode-high-contrast") || matchMedia("(forced-colors: active)").matches;
  return {
    runs: Array.from({ length: RUN_COLOR_COUNT }, (_, color) => {
      return style.getPropertyValue(`--run-${color}`).trim() || foreground;
    }),
    background: variable("editor-background") || style.backgroundColor,
    card: style.getPropertyValue("--card-background").trim() || style.backgroundColor,
    foreground,
    dim: isHighContrast ? foreground : variable("descriptionForeground") || foreground,
    grid: mix(foreground, isHighContrast ? 40 : 9),
    error: variable("errorForeground") || foreground,
    warning: variable("editorWarning-foreground") || foreground,
    focus: variable("focusBorder") || foreground,
    numberFont: variable("editor-font-family") || "monospace",
    isHighContrast,
  };
}

/** A color at some per cent of its strength. */
export function mix(color: string, percent: number, other = "transparent"): string {
  return `color-mix(in srgb, ${color} ${percent}%, ${other})`;
}
