import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { startBrowser } from "../../../scripts/embeddedVSCode/browser.mjs";
import { themes } from "./themes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const origin = "http://panel.invalid";

/**
 * As strict as the extension's own policy: no inline style or script, nothing from elsewhere. The hash is that of the empty
 * style element by which the toolkit finds out what the browser can do.
 */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
const policy = `default-src 'none'; script-src ${origin}; style-src ${origin} ${emptyStyle}; img-src data:`;

/** Bundles the panel and the extension's stand-in; nothing is written to disk. */
export async function bundle(entryPoint) {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    outdir: "build",
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  return Object.fromEntries(result.outputFiles.map(({ path, text }) => [path.split(".").pop(), text]));
}

/** What the extension would hand over in that language: nothing in English, else its bundle. */
function translations(language) {
  return language === "en" ? "{}" : readFileSync(join(root, `l10n/bundle.l10n.${language}.json`), "utf8");
}

/**
 * Starts a browser in which the panel can be opened in any situation that the stand-in knows.
 *
 * @returns {Promise<{ open: (situation: string, options?: { theme?: string, width?: number, height?: number, language?: string }) => Promise<{ page: import("playwright-core").Page, problems: string[] }>, close: () => Promise<void> }>}
 */
export async function startPanelBrowser() {
  const panel = await bundle("webview/main.tsx");
  const extension = await bundle("webview/dev/fakeExtension.ts");
  const browser = await startBrowser();
  const open = async (situation, { theme = "dark", width = 860, height = 1000, language = "en" } = {}) => {
    const page = await browser.newPage({ viewport: { width, height } });
    const problems = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    const variables = Object.entries(themes[theme].variables).map(([name, value]) => `--vscode-${name}: ${value};`);
    const files = {
      "/": [
        "text/html",
        `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><title>Optimizer Debugger</title><meta http-equiv="Content-Security-Policy" content="${policy}">
        <link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="panel.css"></head>
        <body class="${themes[theme].class}" data-vscode-theme-kind="${themes[theme].class}">
        <script type="application/json" id="translations">${translations(language)}</script>
        <script src="extension.js"></script><script src="panel.js"></script></body></html>`,
      ],
      "/theme.css": ["text/css", `html { ${variables.join(" ")} }`],
      "/panel.css": ["text/css", panel.css],
      "/panel.js": ["text/javascript", panel.js],
      "/extension.js": ["text/javascript", extension.js],
    };
    await page.route("**/*", (route) => {
      const file = files[new URL(route.request().url()).pathname];
      return file ? route.fulfill({ contentType: file[0], body: file[1] }) : route.abort();
    });
    await page.goto(`${origin}/#${situation}`);
    await page.waitForSelector(situation === "empty" ? "[data-testid=empty]" : "[data-testid=chart-loss]");
    return { page, problems };
  };
  return { open, close: () => browser.close() };
}
