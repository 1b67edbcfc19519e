import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { formatMessage } from "../../../src/diagnosis/message";
import { DIAGNOSIS_PAGE, diagnosisPage } from "./diagnosisPage";
import { faults } from "./faults";
import { findingsIn, type Mutant, mutationRun } from "./mutationRun";
import { soundSources } from "./soundSources";

/** Share of the faults that have to be found. */
const RECALL = 0.95;

describe("sound configurations", () => {
  for (const { file, text } of soundSources()) {
    it(`${file}: no error and no warning`, async () => {
      const loud = (await findingsIn(file, text)).filter(({ severity }) => severity !== "information");
      assert.deepEqual(
        loud.map(({ rule, range, message }) => `${range.line} ${rule}: ${formatMessage(message)}`),
        [],
      );
    });
  }

  it("are thirty at least", () => {
    assert.ok(soundSources().length >= 30);
  });
});

describe("faults in sound configurations", () => {
  let mutants: readonly Mutant[];

  before(async function () {
    this.timeout(120_000);
    mutants = await mutationRun(soundSources(), faults);
  });

  it("apply to one configuration each at least", () => {
    const unused = faults.filter((fault) => !mutants.some((mutant) => mutant.fault === fault));
    assert.deepEqual(
      unused.map(({ title }) => title),
      [],
    );
  });

  it("are on the page docs/diagnosis.md as they are found now; otherwise run npm run docs", async () => {
    assert.ok(readFileSync(DIAGNOSIS_PAGE, "utf8") === (await diagnosisPage()));
  });

  it(`are found, ${RECALL * 100} % of them at least`, () => {
    const missed = mutants.filter(({ isFound }) => !isFound);
    const list = missed.map(({ source, fault }) => `${source.file}: ${fault.title}`).join("\n");
    assert.ok(missed.length <= (1 - RECALL) * mutants.length, `${missed.length} of ${mutants.length} missed:\n${list}`);
  });
});
