import type { RunSummary } from "../../src/protocol/panel";
import { RUN_COLOR_COUNT } from "./themeColors";

/** The class that sets `--run-color` to a run's color. */
export function runColorClass({ color }: Pick<RunSummary, "color">): string {
  return `run-color-${color % RUN_COLOR_COUNT}`;
}
