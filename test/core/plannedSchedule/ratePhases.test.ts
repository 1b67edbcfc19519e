import assert from "node:assert/strict";
import { peakOf, ratePhases } from "../../../src/core/plannedSchedule/ratePhases";
import { describePhases } from "./describePhases";

/** Rates of as many steps, by step. */
function curve(steps: number, rate: (step: number) => number): Float64Array {
  return Float64Array.from({ length: steps }, (_, step) => rate(step));
}

const cosine = (place: number) => (1 + Math.cos(Math.PI * place)) / 2;

const cases: Readonly<Record<string, readonly [rates: Float64Array, expected: string]>> = {
  "a constant": [curve(10, () => 0.5), "plateau 0–10 0.5000→0.5000"],
  "a single step": [curve(1, () => 0.5), "plateau 0–1 0.5000→0.5000"],
  "a decay": [curve(10, (k) => 1 - k / 10), "decay 0–10 1→0.1000"],
  "a range test": [curve(10, (k) => 10 ** k), "rise 0–10 1→1.000e9"],
  "warm-up and cosine": [
    curve(100, (k) => (k < 10 ? k / 10 : cosine((k - 10) / 90))),
    "warmup 0–10 0→1, decay 10–100 1→3.046e-4",
  ],
  "warm-up whose last step is that of the decay too": [
    curve(100, (k) => (k <= 10 ? k / 10 : cosine((k - 11) / 89))),
    "warmup 0–11 0→1, decay 11–100 1→3.115e-4",
  ],
  "warm-up, plateau and decay": [
    curve(100, (k) => (k < 10 ? k / 10 : k < 80 ? 1 : (100 - k) / 20)),
    "warmup 0–10 0→1, plateau 10–80 1→1, decay 80–100 1→0.05000",
  ],
  "a lower level ahead of the full rate": [
    curve(20, (k) => (k < 5 ? 0.25 : 1)),
    "warmup 0–5 0.2500→0.2500, plateau 5–20 1→1",
  ],
  "a warm-up of one step": [curve(20, (k) => Math.min(1, 0.5 + k / 2)), "warmup 0–1 0.5000→1, plateau 1–20 1→1"],
  "a few levels": [
    curve(90, (k) => 10 ** -Math.floor(k / 30)),
    "plateau 0–30 1→1, plateau 30–60 0.1000→0.1000, plateau 60–90 0.01000→0.01000",
  ],
  "many levels": [curve(90, (k) => 2 ** -Math.floor(k / 10)), "stairs×9 0–90 1→0.003906"],
  "a drop at the first step, and one at the last": [
    curve(20, (k) => (k === 0 ? 3 : k < 19 ? 2 : 1)),
    "plateau 0–1 3→3, plateau 1–19 2→2, plateau 19–20 1→1",
  ],
  "two restarts": [
    curve(90, (k) => cosine((k % 30) / 30)),
    "decay 0–30 1→0.002739, ↑decay 30–60 1→0.002739, ↑decay 60–90 1→0.002739",
  ],
  "many restarts behind a warm-up": [
    curve(210, (k) => (k < 10 ? k / 10 : cosine(((k - 10) % 20) / 20))),
    "warmup 0–10 0→1, cycles×10 10–210 1→0.006156",
  ],
  "restarts with a warm-up each": [
    curve(60, (k) => (k % 30 < 5 ? (1 + (k % 30)) / 6 : cosine(((k % 30) - 5) / 25))),
    "rise 0–5 0.1667→1, decay 5–29 1→0.003943, rise 29–35 0.003943→1, decay 35–60 1→0.003943",
  ],
  triangles: [
    curve(41, (k) => 1 - Math.abs(((k % 20) - 10) / 10)),
    "rise 0–10 0→1, decay 10–20 1→0, rise 20–30 0→1, decay 30–41 1→0",
  ],
  "many triangles": [curve(400, (k) => 1 - Math.abs(((k % 20) - 10) / 10)), "cycles×20 0–400 0→0.1000"],
  "a cosine that goes on past its end": [curve(41, (k) => cosine(k / 20)), "decay 0–20 1→0, rise 20–41 0→1"],
  "every other step": [curve(100, (k) => 1 + (k % 2)), "warmup 0–2 1→2, cycles×49 2–100 1→2"],
  "a slope with a rest for want of digits": [
    curve(1000, (k) => (k < 500 ? 1000 - k : k < 505 ? 500 : 1005 - k)),
    "decay 0–1000 1,000→6",
  ],
  "values that are no numbers": [curve(5, () => Number.NaN), "plateau 0–5 NaN→NaN"],
  "values that become infinite": [curve(4, (k) => (k < 2 ? 1 : Infinity)), "plateau 0–4 1→∞"],
};

describe("ratePhases", () => {
  for (const [title, [rates, expected]] of Object.entries(cases)) {
    it(`finds the phases of ${title}`, () => assert.equal(describePhases(ratePhases(rates, 1)), expected));
  }

  it("counts updates where rates lie some apart", () => {
    const rates = curve(20, (k) => (k < 4 ? k / 4 : 1));
    assert.equal(describePhases(ratePhases(rates, 5)), "warmup 0–20 0→1, plateau 20–100 1→1");
  });

  it("ends a phase where one schedule hands over to another that goes on alike", () => {
    const rates = curve(30, (k) => (k < 10 ? 30 - 2 * k : 15 - k / 2));
    assert.equal(describePhases(ratePhases(rates, 1)), "decay 0–30 30→0.5000");
    assert.equal(describePhases(ratePhases(rates, 1, [10, 0, 30])), "decay 0–10 30→10, decay 10–30 10→0.5000");
  });
});

describe("peakOf", () => {
  it("is the first of the largest rates", () => {
    assert.deepEqual(peakOf(Float64Array.of(1, 3, 3, 2), 10), { update: 10, rate: 3 });
  });
});
