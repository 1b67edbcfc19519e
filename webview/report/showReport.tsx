import { render } from "preact";
import { parseReport } from "../../src/protocol/report";
import { App } from "../app";
import { reportHost } from "../host/reportHost";
import "../theme/reportTheme.css";

/**
 * Fills a report page from the text of its data.
 *
 * @param createInspector as `reportHost` takes it
 */
export function showReport(text: string, createInspector: Parameters<typeof reportHost>[1]): void {
  const root = document.createElement("div");
  document.body.append(root);
  followSystemTheme();
  render(<App host={reportHost(parseReport(text), createInspector)} />, root);
}

/** The class by which VS Code's own pages tell dark from light. Paper is light. */
function followSystemTheme(): void {
  const dark = matchMedia("screen and (prefers-color-scheme: dark)");
  const apply = () => {
    document.body.classList.toggle("vscode-dark", dark.matches);
    document.body.classList.toggle("vscode-light", !dark.matches);
  };
  dark.addEventListener("change", apply);
  apply();
}
