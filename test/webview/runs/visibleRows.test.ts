import assert from "node:assert/strict";
import { scrollToRow, visibleRows } from "../../../webview/runs/visibleRows";

const list = { scrolled: 0, height: 100, rowHeight: 20, rows: 200 };

describe("visibleRows", () => {
  it("has the rows that are seen and some below in the page", () => {
    assert.deepEqual(visibleRows(list, 0), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("has the row with the focus in the page wherever it is", () => {
    const rows = visibleRows({ ...list, scrolled: 2000 }, 3);
    assert.deepEqual([rows[0], rows[1], rows.at(-1)], [3, 96, 108]);
  });

  it("has no more rows than there are, and no focus on one that is gone", () => {
    assert.deepEqual(visibleRows({ ...list, rows: 2 }, 5), [0, 1]);
    assert.deepEqual(visibleRows({ ...list, rows: 0 }, 0), []);
  });
});

describe("scrollToRow", () => {
  it("moves as little as it takes to see the whole row", () => {
    assert.equal(scrollToRow(list, 4), 0);
    assert.equal(scrollToRow(list, 5), 20);
    assert.equal(scrollToRow({ ...list, scrolled: 500 }, 3), 60);
  });
});
