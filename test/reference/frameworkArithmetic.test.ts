import assert from "node:assert/strict";
import { allIssues } from "../../src/sources/allIssues";
import { deviation, exactly, worstDeviation, worstUnits } from "./deviations";
import { readCode } from "./readCode";
import { type RecordedOptimizer, readRecording } from "./recording";
import { type Replayed, replay, replaySchedule } from "./replay";

/** Largest deviation of states, relative to each number itself; infinite where we lack a state. */
function worstStateDeviation(
  ours: Replayed["states"],
  theirs: RecordedStates,
  exact: (recorded: number | null) => number,
): number {
  const deviations = Object.entries(theirs).flatMap(([name, tensors]) =>
    tensors.flatMap((entries, tensor) =>
      (entries ?? []).map((value, i) => deviation(ours[name]?.[tensor][i] ?? Infinity, exact(value), exact(value))),
    ),
  );
  return Math.max(0, ...deviations);
}

type RecordedStates = NonNullable<RecordedOptimizer["states"]>;

/**
 * What keeps the last bits from being the same: the kernel has β^t as a running product; torch takes square roots from Intel MKL, which does not round
 * all of them correctly (of random float32 numbers about one in five differs in the last bit); and Keras computes its scalars in float32 where the variables
 * are float32, where 1 − β₂ᵗ magnifies the rounding, while the kernel computes them in double precision as torch does.
 *
 * Measured against torch, with each operation rounded by itself (no fused multiply-adds) and `foreach` off as on any CPU: in float64 at most 8e-16 of a
 * parameter over 1,000 steps and 1e-14 of a state. In float32 at most 2 units in the last place after one step, and 8 after 100: as many only where
 * the parameter happens to be near 0, whose units are small; Adadelta's mean of squared steps, which feeds on its own roots, comes to 1.2e-6.
 * With the vector instructions that torch takes of itself (AVX2), whose fused multiply-adds leave out a rounding, the same cases come to 3e-15 of a
 * parameter in float64 and 7e-7 in float32 over 1,000 steps.
 *
 * Measured against Keras: in float64 at most 5e-15 of a parameter over 1,000 steps, ScheduleFreeAdamW's, which divides by β₁ at each of them, and 2e-14 of a
 * state; in float32 7e-6 of a parameter, Adam's, and 8e-6 of a state, for the reason above. Keras 2, recorded in float64 alone, keeps hyperparameters in
 * float32 whatever the parameters are; the recorded ones are fractions that float32 holds exactly.
 *
 * Measured against optax, compiled for a processor without fused multiply-adds: in float64 at most 5e-14 of a parameter over 1,000 steps, that of the
 * schedule-free ones, 7e-15 of all others, and of many nothing at all; in float32 5e-8. Its schedules are computed in float32 for the most part, and bit
 * for bit the same save for one cosine.
 *
 * Measured against TensorFlow.js on its CPU back end, which computes each operation in double precision and rounds the result to float32: in float32
 * nothing at all, save for Adamax with a decay, 2e-7 of a parameter, since the learning rate of a run falls in double precision. Against the same
 * classes on arrays of doubles: in float64 at most 1.2e-14 of a parameter over 1,000 steps, that of Adam, which multiplies its powers of β anew at
 * every step.
 */
const allowed: Readonly<Record<string, Limits>> = {
  torch: { float64: 1e-12, float32: 2e-6, units: { 1: 2, 100: 8 } },
  keras: { float64: 1e-12, float32: 2e-5 },
  keras2: { float64: 1e-12, float32: 0 },
  optax: { float64: 1e-12, float32: 2e-7, units: { 1: 2, 100: 8 } },
  tfjs: { float64: 1e-12, float32: 4e-7, units: { 1: 0, 100: 2 } },
};

interface Limits {
  readonly float64: number;
  readonly float32: number;
  /** Units in the last place in float32 after so many steps. */
  readonly units?: Readonly<Record<number, number>>;
}

for (const [framework, limits] of Object.entries(allowed)) {
  const recording = readRecording(framework);

  describe(`arithmetic of ${framework} ${recording.versions[framework]}`, () => {
    for (const recorded of recording.optimizers) {
      const [, ...lines] = recorded.code.split("\n");
      it(`${lines.join("; ")} on ${recorded.gradients} gradients in ${recorded.precision}`, () => {
        const { precision, states = {} } = recorded;
        const exact = exactly[precision];
        const trajectory = recorded.trajectory.map((row) => row.map(exact));
        const ours = replay(recording, recorded);
        const worst = worstDeviation(ours.trajectory, trajectory);
        assert.ok(worst <= limits[precision], `parameters deviate by ${worst}`);
        const worstOfStates = worstStateDeviation(ours.states, states, exact);
        assert.ok(worstOfStates <= limits[precision], `states deviate by ${worstOfStates}`);
        if (precision === "float64") return;
        for (const [steps, most] of Object.entries(limits.units ?? {})) {
          const row = recording.recordedSteps.indexOf(Number(steps));
          const units = worstUnits(ours.trajectory[row], trajectory[row]);
          assert.ok(units <= most, `${units} units in the last place after ${steps} steps`);
        }
      });
    }
  });

  describe(`what ${framework} ${recording.versions[framework]} refuses, and the reader with it`, () => {
    for (const { code, refused } of recording.checks ?? []) {
      it(`${refused ? "refuses" : "takes"} ${code.slice(code.lastIndexOf("\n") + 1)}`, () => {
        const errors = allIssues(readCode(code)).filter(({ severity }) => severity === "error");
        assert.equal(errors.length > 0, refused, errors[0]?.message);
      });
    }
  });

  describe(`schedules of ${framework} ${recording.versions[framework]}`, () => {
    for (const { code, learningRates, tolerance = 1e-14 } of recording.schedules) {
      it(code.slice(code.lastIndexOf("\n") + 1), () => {
        const ours = replaySchedule(code, learningRates.length);
        const largest = Math.max(...learningRates.map(Math.abs));
        const worst = Math.max(...learningRates.map((rate, step) => Math.abs(ours[step] - rate) / largest));
        assert.ok(worst <= tolerance, `deviates by ${worst}`);
      });
    }
  });
}
