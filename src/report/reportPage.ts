import { createHash } from "node:crypto";
import type { Trace } from "../core/trace/trace";
import { encodeTrace } from "../core/trace/traceFile";
import { EMPTY_STYLE_HASH } from "../protocol/emptyStyleHash";
import { REPORT_ELEMENT, REPORT_TRACE_ROWS, type ReportRun, stringifyReport } from "../protocol/report";

/** The built page's script and styles, `webview/report.js` and `webview/report.css`. */
export interface ReportAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * Runs as one page with the panel's charts and inspector, which needs neither a server nor a connection: scripts, styles
 * and data are part of it, and its content security policy lets nothing else in.
 */
export function* reportPageOf(runs: readonly ReportRun[], assets: ReportAssets): Generator<string> {
  // In what esbuild prints, both stand in strings only.
  const script = assets.script.replace(/<(?=\/script|!--)/gi, "\\x3C");
  const style = assets.style.replace(/<(?=\/style)/gi, "\\3C ");
  const policy = [
    "default-src 'none'",
    // The inspector computes a step with the kernel of the rule, which is WebAssembly.
    `script-src '${hashOf(script)}' 'wasm-unsafe-eval'`,
    `style-src '${hashOf(style)}' ${EMPTY_STYLE_HASH}`,
    "img-src data:",
  ].join("; ");
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(runs.map(({ summary }) => summary.name).join(", "))}</title>
<style>${style}</style>
</head>
<body>
<script type="application/json" id="${REPORT_ELEMENT}">`;
  yield stringifyReport({ runs });
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
}

/** A trace as a report holds it: null where the page is to make it anew, since it is long. */
export function reportTrace(trace: Trace): string | null {
  return trace.rows > REPORT_TRACE_ROWS ? null : embeddedTrace(trace);
}

/** A trace in the text of a page, however long it is. */
export function embeddedTrace(trace: Trace): string {
  return Buffer.from(encodeTrace(trace, {}).buffer).toString("base64");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
