import { createHash } from "node:crypto";
import { EMPTY_STYLE_HASH } from "../protocol/emptyStyleHash";
import { REPORT_ELEMENT, type Report, stringifyReport } from "../protocol/report";
import { stringifyTranslations, TRANSLATIONS_ELEMENT, type Translations } from "../protocol/translations";

/** What a report page is made of besides its runs. */
export interface ReportAssets {
  /** The panel's own script and styles, `webview/panel.js` and `webview/panel.css`; or `webview/report.js` and its styles. */
  readonly script: string;
  readonly style: string;
  /** Whether the script simulates steps, with kernels that are WebAssembly. */
  readonly simulates: boolean;
  /** Of the page's texts, as a language tag. */
  readonly language: string;
  readonly translations: Translations;
}

/**
 * A report as one page with the panel's own parts, which needs neither a server nor a connection: script, styles and data are
 * part of it, and its content security policy lets nothing else in.
 */
export function* reportPage(report: Report, assets: ReportAssets): Generator<string> {
  // In what esbuild prints, both stand in strings only.
  const script = assets.script.replace(/<(?=\/script|!--)/gi, "\\x3C");
  const style = assets.style.replace(/<(?=\/style)/gi, "\\3C ");
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'${assets.simulates ? " 'wasm-unsafe-eval'" : ""}`,
    `style-src '${hashOf(style)}' ${EMPTY_STYLE_HASH}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  yield `<!doctype html>
<html lang="${escapeHtml(assets.language)}" class="report">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.state.runs.map(({ name }) => name).join(", "))}</title>
<style>${style}</style>
</head>
<body>
<script type="application/json" id="${TRANSLATIONS_ELEMENT}">${stringifyTranslations(assets.translations)}</script>
<script type="application/json" id="${REPORT_ELEMENT}">`;
  yield stringifyReport(report);
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
