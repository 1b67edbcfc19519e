import assert from "node:assert/strict";
import { fillIn } from "../../../webview/l10n/fillIn";

describe("fillIn", () => {
  it("puts values in their places, in whichever order and however often", () => {
    assert.equal(fillIn("{1} of {0}, {1}", ["steps", 3]), "3 of steps, 3");
  });

  it("keeps places without a value, and braces around anything else", () => {
    assert.equal(fillIn("{0} {1} {name}", ["a"]), "a {1} {name}");
  });

  it("takes values as they are, whatever they look like", () => {
    assert.equal(fillIn("{0} {1}", ["{1}", "$&"]), "{1} $&");
  });
});
