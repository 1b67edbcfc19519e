import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { anchorOf } from "../../src/documentation/markdown";
import { OPTIMIZERS_PAGE } from "../../src/documentation/optimizersPage";
import { FIDELITY_PAGE, fidelityPage } from "./fidelityPage";

/** A deviation or a limit. */
const FIGURE = /\b\de-\d+\b/g;

describe("The page of fidelity", () => {
  let page: string;

  before(function () {
    this.timeout(120_000);
    page = fidelityPage();
  });

  it("is in docs/ as it is measured now; otherwise run npm run docs", () => {
    const committed = readFileSync(FIDELITY_PAGE, "utf8");
    assert.ok(committed.replaceAll(FIGURE, "#") === page.replaceAll(FIGURE, "#"));
    // The last bits of another machine change no figure by a factor; a change of the arithmetic does.
    const figures = (text: string) => (text.match(FIGURE) ?? []).map(Number);
    const [then, now] = [committed, page].map(figures);
    assert.deepEqual(
      now.filter((figure, i) => figure > 2 * then[i] || figure < then[i] / 2),
      [],
    );
  });

  it("links to what the page of optimizers has", () => {
    const headings = readFileSync(OPTIMIZERS_PAGE, "utf8").match(/^#+ .*$/gm) ?? [];
    const anchors = new Set(headings.map((heading) => anchorOf(heading.replace(/^#+ /, "").replaceAll("\\", ""))));
    const links = [...page.matchAll(/\(optimizers\.md#([^)]*)\)/g)].map(([, anchor]) => anchor);
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter((anchor) => !anchors.has(anchor)),
      [],
    );
  });

  it("counts at least 400 recorded cases", () => {
    assert.ok(Number(/have run (\d+) cases/.exec(page)?.[1]) >= 400);
  });
});
