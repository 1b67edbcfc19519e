import assert from "node:assert/strict";
import { viridis } from "../../../webview/finder/viridis";

describe("the colors of a heat map", () => {
  it("grow brighter evenly, so that they are told apart without seeing colors", () => {
    const brightness = (place: number) => {
      const [red, green, blue] = (viridis(place).match(/\d+/g) ?? []).map(Number);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (let place = 0.05; place <= 1; place += 0.05) assert.ok(brightness(place) > brightness(place - 0.05));
    assert.deepEqual([viridis(-1), viridis(0), viridis(2)], ["rgb(68, 1, 84)", "rgb(68, 1, 84)", "rgb(253, 231, 37)"]);
  });
});
