import assert from "node:assert/strict";
import { Simulation } from "../../src/core/simulation/simulation";
import { SpecificationError } from "../../src/core/simulation/specification";
import { allIssues } from "../../src/sources/allIssues";
import { readPython } from "../../src/sources/python/readPython";
import { readAlgorithmRecording, type Shapes } from "./algorithmRecording";
import { exactly, worstDeviation, worstUnits } from "./deviations";
import { readOptimizer } from "./replay";
import { replayShapes, tryShapes } from "./replayShapes";

interface Limits {
  readonly float64: number;
  readonly float32: number;
  /** Units in the last place in float32 after so many steps. */
  readonly units?: Readonly<Record<number, number>>;
}

/** How far a parameter may be from the framework's, of its largest value. */
const allowed: Readonly<Record<string, Limits>> = {
  // Norms are sums whose order torch does not say: in float64 at most 5e-15 of a parameter over 1,000 steps. In float32 it is the same bit for bit after one
  // step; after 100, 9 units in the last place, and after 1,000, 2e-6, since square roots come from Intel MKL.
  "torch.optim.Adafactor": { float64: 1e-13, float32: 2e-6, units: { 1: 0, 100: 9 } },
  // Bit for bit, with the order of sums that torch's own products have. torch itself, where it multiplies matrices by Intel's library and fuses
  // multiplications with additions, ends up to 3.4e-4 of the largest parameter away from that: now and then a sum falls to the other side in bfloat16,
  // whose numbers are 2⁻⁸ apart.
  "torch.optim.Muon": { float64: 0, float32: 0 },
  // The same bit for bit on Rosenbrock's function; on the quadratic the sums of products differ in order. At the end of a run with loose tolerances, where
  // little is left of a parameter, that has grown to 6.2e-10 of its largest value; otherwise it stays below 5e-15. torch with fused multiply-adds ends up to
  // 5e-9 away from torch without.
  "torch.optim.LBFGS": { float64: 1e-9, float32: 0 },
};

/** The code without its import. */
const titleOf = (code: string) => code.split("\n").slice(1).join("; ").replace("optimizer = ", "");
const describeShapes = (shapes: Shapes) => shapes.map((shape) => shape.join(" × ")).join(", ");
const nameOf = (code: string) => readPython(code).configurations[0].optimizer;

const frameworks = ["torch"];

for (const framework of frameworks) {
  const recording = readAlgorithmRecording(framework);

  describe(`algorithms of ${framework} ${recording.versions[framework]}`, () => {
    for (const recorded of recording.optimizers) {
      if ("problem" in recorded) continue;
      const { code, gradients, shapes, precision, recordedSteps } = recorded;
      it(`${titleOf(code)} on ${gradients} gradients of ${describeShapes(shapes)} in ${precision}`, () => {
        const { units = {}, ...limits } = allowed[nameOf(code)];
        const theirs = recorded.trajectory.map((row) => row.map(exactly[precision]));
        const ours = replayShapes(recording, recorded);
        const worst = worstDeviation(ours, theirs);
        assert.ok(worst <= limits[precision], `deviates by ${worst}`);
        if (precision === "float64") return;
        for (const [steps, most] of Object.entries(units)) {
          const row = recordedSteps.indexOf(Number(steps));
          const apart = worstUnits(ours[row], theirs[row]);
          assert.ok(apart <= most, `deviates by ${apart} units in the last place after ${steps} steps`);
        }
      });
    }

    for (const recorded of recording.optimizers) {
      if (!("problem" in recorded)) continue;
      const { code, problem, states, precision } = recorded;
      it(`${titleOf(code)} on ${problem.name}`, () => {
        const theirs = recorded.trajectory.map((row) => row.map(exactly[precision]));
        const optimizer = readOptimizer(code);
        const simulation = new Simulation({ optimizer, problem, steps: theirs.length, seed: 0, precision });
        const column = (name: string) => Array.from(simulation.trace.column(simulation.trace.columnIndex(name)));
        const ours = theirs.map(() => {
          simulation.advance(1);
          return Array.from(simulation.parameters);
        });
        const worst = worstDeviation(ours, theirs);
        assert.deepEqual(column("evaluations"), states.func_evals);
        assert.deepEqual(column("iterations"), states.n_iter);
        assert.ok(worst <= allowed[nameOf(code)][precision], `deviates by ${worst}`);
      });
    }

    for (const { code, shapes, refused } of recording.checks) {
      it(`${refused ? "refuses" : "takes"} ${titleOf(code)} for ${describeShapes(shapes)}`, () => {
        assert.equal(isRefused(code, shapes), refused);
      });
    }
  });
}

/** Whether the reader or the simulation refuses a call for such parameters. */
function isRefused(code: string, shapes: Shapes): boolean {
  if (allIssues(readPython(code)).some(({ severity }) => severity === "error")) return true;
  try {
    tryShapes(code, shapes);
    return false;
  } catch (error) {
    assert.ok(error instanceof SpecificationError);
    return true;
  }
}
