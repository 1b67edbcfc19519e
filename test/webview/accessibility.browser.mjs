/**
 * The panel in every state and theme, looked at by axe.
 *
 *   npx mocha test/webview/accessibility.browser.mjs
 */
import assert from "node:assert/strict";
import axe from "axe-core";
import { startPanelBrowser } from "./browser/openPanel.mjs";
import { themes } from "./browser/themes.mjs";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What a theme can change. */
const themeRules = ["color-contrast", "link-in-text-block"];

const press = (testId) => (page) => page.getByTestId(testId).first().click();
/**
 * Situations, what is done in them before axe looks, and what then lies over the page: it hides parts of what is below it, so
 * that only its own targets can be measured.
 */
const states = [
  ["empty"],
  ["finished"],
  ["running"],
  ["cancelled"],
  ["diverged"],
  ["continued"],
  ["failed"],
  ["stale"],
  ["held"],
  ["answered"],
  ["findings"],
  ["many"],
  ["runaway"],
  ["instruments"],
  ["instrumentsFollowed"],
  [
    "empty",
    "with a schedule",
    async (page) => {
      await press("show-schedule")(page);
      await page.getByTestId("chart-schedule").waitFor();
      await page.mouse.move(0, 0);
    },
  ],
  ["tensors", "with all charts", press("more-charts")],
  ["percentilesOfTwo", "with all charts", press("more-charts")],
  ["finished", "with the options of charts open", press("chart-options"), "#chart-options"],
  ["finished", "with the menu open", press("menu"), "[role=menu]"],
  [
    "two",
    "with the menu of a chart open",
    async (page) => {
      await page.getByTestId("chart-loss").hover();
      await press("chart-menu")(page);
    },
    "[role=menu]",
  ],
  [
    "two",
    "with one chart in full size, smoothed",
    async (page) => {
      await press("chart-options")(page);
      await page.getByTestId("smoothing").fill("4");
      await page.keyboard.press("Escape");
      await page.getByTestId("chart-loss").hover();
      await press("enlarge")(page);
    },
  ],
  ...["landscape", "landscapeMoved"].map((situation) => [
    situation,
    "with its contours",
    (page) => page.waitForSelector("[data-testid=landscape-legend]"),
  ]),
  [
    "finished",
    "with all charts hidden",
    async (page) => {
      await press("chart-options")(page);
      const checked = page.locator("[data-testid^=show-]:checked");
      while ((await checked.count()) > 0) await checked.first().click();
      await page.keyboard.press("Escape");
    },
  ],
];

describe("the panel's accessibility", function () {
  this.timeout(60_000);
  let browser;

  before(async () => {
    browser = await startPanelBrowser();
  });
  after(() => browser.close());

  for (const [situation, words = "", act = async () => {}, over = null] of states) {
    it(`has no violation: ${situation} ${words}`.trim(), async () => {
      const { page } = await browser.open(situation);
      try {
        // While a run goes on its inspector waits for a step to be chosen.
        const ready = situation === "running" ? "inspector-slider" : "inspector-line";
        if (situation !== "empty") await page.waitForSelector(`[data-testid=${ready}]`);
        await act(page);
        await page.evaluate(axe.source);
        const found = await page.evaluate(violations, { runOnly: rules, over });
        assert.deepEqual(found, []);
        for (const [name, theme] of Object.entries(themes)) {
          await page.evaluate(changeTheme, theme);
          const inTheme = await page.evaluate(violations, { runOnly: themeRules, over: null });
          assert.deepEqual(inTheme, [], name);
        }
      } finally {
        await page.close();
      }
    });
  }
});

/** In the page: what axe finds, one line for every element. */
async function violations({ runOnly, over }) {
  const whole = { runOnly, rules: over === null ? {} : { "target-size": { enabled: false } } };
  const results = [await globalThis.axe.run(document, whole)];
  if (over !== null) results.push(await globalThis.axe.run(over, { runOnly: ["target-size"] }));
  return results.flatMap((result) =>
    result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
    ),
  );
}

/** In the page: as VS Code does it. */
function changeTheme(theme) {
  const root = document.documentElement.style;
  for (const name of [...root]) if (name.startsWith("--vscode-")) root.setProperty(name, "initial");
  for (const [name, value] of Object.entries(theme.variables)) root.setProperty(`--vscode-${name}`, value);
  document.body.className = theme.class;
}
