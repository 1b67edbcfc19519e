/**
 * What our extension adds to VS Code's own parts, as those see it who test it or look at it.
 *
 * @typedef {import("playwright-core").Page} Page
 */

/** How often the mouse is moved anew until a hover comes: VS Code shows none while it still loads a file. */
const attempts = 5;

/**
 * Rests the mouse on a word of the active editor until its hover is there.
 *
 * @param {Page} page
 * @param {string} word that a stretch of one color ends with
 * @returns {Promise<import("playwright-core").Locator>} the hover
 */
export async function hoverOver(page, word) {
  const place = page.locator(".editor-instance .view-line span span", { hasText: new RegExp(`${word}$`) }).first();
  const hover = page.locator(".monaco-hover:not(.hidden) .hover-row").first();
  for (let attempt = 1; ; attempt += 1) {
    // Near the end: what comes before, as in `.AdamW`, may have the same color.
    const box = await place.boundingBox();
    if (!box) throw new Error(`${word} is not to be seen in the editor.`);
    await page.mouse.move(box.x + box.width - 12, box.y + box.height / 2 + attempt, { steps: 3 });
    try {
      await hover.waitFor({ timeout: 5000 });
      return hover;
    } catch (error) {
      if (attempt === attempts) throw error;
      await page.mouse.move(0, 0);
    }
  }
}

/**
 * Opens one of our views in the explorer and waits for its first row.
 *
 * @param {Page} page whose side bar may be closed
 * @param {"Optimizers" | "Runs"} name
 * @returns {Promise<import("playwright-core").Locator>} its rows
 */
export async function openView(page, name) {
  const pane = page.locator(".pane", { has: page.locator(`.pane-header[aria-label^="${name}"]`) });
  const header = pane.locator(".pane-header");
  if (!(await header.isVisible())) await page.keyboard.press("Control+Shift+E");
  await header.waitFor();
  if ((await header.getAttribute("aria-expanded")) !== "true") await header.click();
  const rows = pane.locator(".monaco-list-row");
  await rows.first().waitFor();
  return rows;
}
