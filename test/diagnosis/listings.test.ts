import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeFindings } from "./describeFindings";
import { findingsIn } from "./mutations/mutationRun";

/** Rules that have to find something in a listing, each as often as it stands here. */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  "sign-and-targets": ["hand-written/targets-from-start", "hand-written/gradient-sign"],
  "sign-adaptive-rate": [
    "hand-written/targets-from-start",
    "hand-written/rate-follows-sign",
    "hand-written/gradient-sign",
  ],
  "descent-adam-accumulated": [
    "hand-written/gradient-sign",
    "hand-written/gradient-sign",
    "hand-written/no-bias-correction",
    "hand-written/undamped-momentum",
  ],
  "optimizer-in-loop": ["loop/optimizer-in-loop", "hand-written/shadowed-data"],
  "adaptive-rates": [
    "hand-written/rate-factor-one",
    "hand-written/rate-factor-one",
    "hand-written/rate-zero-over-zero",
    "hand-written/rate-compounds",
  ],
  "keras-rmsprop": ["portability/decay-in-place-of-rho", "hand-written/unreached-loss"],
  "rmsprop-adagrad-decay": [
    "hand-written/squares-never-updated",
    "hand-written/root-of-signed-sum",
    "hand-written/growing-decay",
  ],
};

describe("listings of textbooks with the mistakes that they are printed with", () => {
  for (const [name, rules] of Object.entries(mistakes)) {
    it(`${name}: every mistake is found, and nothing else`, async () => {
      const findings = await loudFindings(`${name}.py`);
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        rules,
      );
    });

    it(`${name}, mended: nothing is found`, async () => {
      assert.equal(describeFindings(await loudFindings(`${name}.mended.py`)), "");
    });
  }
});

async function loudFindings(file: string) {
  const findings = await findingsIn(file, readFileSync(join("test/diagnosis/listings", file), "utf8"));
  return findings.filter(({ severity }) => severity !== "information");
}
