import assert from "node:assert/strict";
import { sayInEnglish } from "../../src/core/say";

describe("sayInEnglish", () => {
  it("puts values in their places, in whichever order and however often", () => {
    assert.equal(sayInEnglish("{1} of {0}, {1}", "steps", 3), "3 of steps, 3");
  });

  it("keeps places without a value, and braces around anything else", () => {
    assert.equal(sayInEnglish("{0} {1} {name}", "a"), "a {1} {name}");
  });

  it("takes values as they are, whatever they look like", () => {
    assert.equal(sayInEnglish("{0} {1}", "{1}", "$&"), "{1} $&");
  });
});
