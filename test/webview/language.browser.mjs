/**
 * The panel in Chinese: nothing of its own is left in English.
 *
 *   npx mocha test/webview/language.browser.mjs
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { startPanelBrowser } from "./browser/openPanel.mjs";

const bundle = JSON.parse(readFileSync(new URL("../../l10n/bundle.l10n.zh-cn.json", import.meta.url), "utf8"));

/** What the extension's stand-in hands over as it is shown, in English: names, origins, findings, documentation. */
const handedOver = [
  /(noisy )?quadratic · [\d,]+ p( · seed \d+)?/g,
  /Adam lr 1e-3/g,
  /default of --lr, line 9/g,
  /the norm to 1/g,
  // The index of η.
  /^min$/g,
  /^(\S+: )?(Learning rate: length|Share of its last|The same for the running|Added to the|Decoupled|Whether the|Steps until|Lowest learning).*\.$/g,
  /^(The worker stopped|The charts show the last|v became NaN|The learning rate is at its lowest|Weight decay acts|Set T_max to).*$/g,
];

const press = (testId) => (page) => page.getByTestId(testId).first().click();
/** Situations, and what is opened in them. */
const states = [
  ["empty"],
  ["two", press("menu"), press("run-list-switch"), press("more-charts")],
  ["lengths", press("align-share"), press("chart-options")],
  ["running"],
  ["cancelled"],
  ["continued"],
  ["failed"],
  ["held"],
  ["findings", press("what-if-toggle"), (page) => page.getByTestId("what-if-slider-lr").waitFor()],
  ["runaway"],
  ["tensors", press("more-charts")],
  ["hundreds", press("run-list-switch")],
  ["finder"],
  ["finderMap"],
  ["fair"],
];

describe("the panel in Chinese", function () {
  this.timeout(60_000);
  let browser;

  before(async () => {
    browser = await startPanelBrowser();
  });
  after(() => browser.close());

  for (const [situation, ...actions] of states) {
    it(`has no English text: ${situation}`, async () => {
      const { page } = await browser.open(situation, { language: "zh-cn" });
      try {
        for (const act of actions) await act(page);
        const texts = await page.evaluate(allTexts);
        assert.ok(texts.some((text) => /\p{Script=Han}/u.test(text)));
        assert.deepEqual(texts.filter(isEnglish), []);
      } finally {
        await page.close();
      }
    });
  }
});

/** Whether words of English stand in a text beside what is handed over, or it is one that has a translation. */
function isEnglish(text) {
  const own = handedOver.reduce((rest, known) => rest.replace(known, ""), text);
  return /[a-z]{2,} [a-z]{2,}/.test(own) || (Object.hasOwn(bundle, own) && bundle[own] !== own);
}

/** In the page: all that is read in it, or read out. */
function allTexts() {
  const attributes = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"];
  const texts = new Set();
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (["SCRIPT", "STYLE"].includes(element.tagName)) continue;
      for (const name of attributes) texts.add(element.getAttribute(name) ?? "");
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.add(node.textContent.trim());
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return [...texts];
}
