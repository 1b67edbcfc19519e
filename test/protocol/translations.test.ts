import assert from "node:assert/strict";
import { parseTranslations, stringifyTranslations } from "../../src/protocol/translations";

describe("stringifyTranslations", () => {
  it("writes what no text can break out of, and parseTranslations reads it", () => {
    const translations = { "Cancel </script><!--": "取消 </script>" };
    const text = stringifyTranslations(translations);
    assert.ok(!text.includes("<"));
    assert.deepEqual(parseTranslations(text), translations);
  });
});
