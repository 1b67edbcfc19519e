import assert from "node:assert/strict";
import chinese from "../../l10n/bundle.l10n.zh-cn.json";
import chineseRules from "../../l10n/rules.zh-cn.json";
import { STATISTIC_LABELS } from "../../src/core/inspection/stepStatistics";
import { allRules } from "../../src/diagnosis/allRules";
import { ruleTexts } from "../../src/diagnosis/ruleTexts";
import { type Saying, sayingsIn, templatesIn } from "./saidTexts";

/** Where texts are said that stand elsewhere. */
const ELSEWHERE = ["src/extension/findings/findingText.ts", "webview/inspector/statisticName.ts"];
/** Those of them that have words; the others are formulas. */
const elsewhere = [...templatesIn("src/diagnosis"), ...STATISTIC_LABELS].filter((text) => /[a-z]{2}/.test(text));

const sayings = ["webview", "src"].flatMap(sayingsIn);
const literal = sayings.filter((saying): saying is Saying & { texts: readonly string[] } => saying.texts !== null);
const said = new Set([...literal.flatMap(({ texts }) => texts), ...elsewhere]);

describe("The texts that are said", () => {
  it("stand in the source as literals", () => {
    const others = sayings.filter(({ texts }) => texts === null).map(({ place }) => place);
    assert.deepEqual(
      others.filter((place) => !ELSEWHERE.includes(place.slice(0, place.lastIndexOf(":")))),
      [],
    );
  });

  it("are given as many values as they have places", () => {
    for (const { place, texts, values } of literal) {
      for (const text of texts) if (values !== null) assert.equal(placesOf(text).size, values, `${place}: ${text}`);
    }
  });
});

describe("The Chinese bundle", () => {
  const translations = Object.entries(chinese);

  it("has every text that is said, and no other", () => {
    assert.deepEqual(Object.keys(chinese).toSorted(), [...said].toSorted());
  });

  it("has the values of the English text in every translation", () => {
    for (const [english, translated] of translations)
      assert.deepEqual([...placesOf(translated)].toSorted(), [...placesOf(english)].toSorted(), english);
  });

  it("is Chinese, but for what is a name or a formula", () => {
    const left = translations.filter(([, translated]) => !/[\u3000-\u9fff\uff00-\uffef]/.test(translated));
    assert.deepEqual(
      left.filter(([english]) => /[a-z]{2,} [a-z]{2,}/.test(english)).map(([english]) => english),
      [],
    );
  });

  it("is in the order of its English texts", () => {
    assert.deepEqual(Object.keys(chinese), Object.keys(chinese).toSorted());
  });
});

describe("The Chinese texts of rules", () => {
  const english = Object.assign({}, ...allRules.map(ruleTexts)) as Readonly<Record<string, string>>;

  it("are those of all rules, in their order", () => {
    assert.deepEqual(Object.keys(chineseRules), Object.keys(english));
  });

  it("name the same values", () => {
    for (const [name, text] of Object.entries(chineseRules)) {
      assert.deepEqual([...placesOf(text)].toSorted(), [...placesOf(english[name])].toSorted(), name);
    }
  });
});

function placesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
}
