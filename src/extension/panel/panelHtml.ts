import { randomBytes } from "node:crypto";
import { env, l10n, Uri, type Webview } from "vscode";
import { EMPTY_STYLE_HASH } from "../../protocol/emptyStyleHash";
import { stringifyTranslations, TRANSLATIONS_ELEMENT } from "../../protocol/translations";

/** The folder with all that the panel loads. */
export function panelResources(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, "dist", "webview");
}

/** The panel's page: the translations of its texts, and a body that the script fills. Nothing but our own script, style and embedded images may load. */
export function panelHtml(webview: Webview, extensionUri: Uri): string {
  const resource = (name: string) => webview.asWebviewUri(Uri.joinPath(panelResources(extensionUri), name));
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} ${EMPTY_STYLE_HASH}`,
    `font-src ${webview.cspSource} data:`,
    `img-src ${webview.cspSource} data:`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${l10n.t("Optimizer Debugger")}</title>
    <link rel="stylesheet" href="${resource("panel.css")}">
    <script type="application/json" id="${TRANSLATIONS_ELEMENT}">${stringifyTranslations(l10n.bundle ?? {})}</script>
    <script nonce="${nonce}" src="${resource("panel.js")}" defer></script>
  </head>
  <body></body>
</html>`;
}
