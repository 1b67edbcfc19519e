import assert from "node:assert/strict";
import { SpecificationError } from "../../src/core/simulation/specification";
import { allIssues } from "../../src/sources/allIssues";
import { readPython } from "../../src/sources/python/readPython";
import { readAlgorithmRecording, type Shapes } from "./algorithmRecording";
import { algorithmLimits, excesses } from "./limits";
import { measureOnProblem, measureShapes } from "./measure";
import { tryShapes } from "./replayShapes";

/** The code without its import. */
const titleOf = (code: string) => code.split("\n").slice(1).join("; ").replace("optimizer = ", "");
const describeShapes = (shapes: Shapes) => shapes.map((shape) => shape.join(" × ")).join(", ");
const nameOf = (code: string) => readPython(code).configurations[0].optimizer;

const frameworks = ["torch", "keras", "optax", "transformers"];

for (const framework of frameworks) {
  const recording = readAlgorithmRecording(framework);

  describe(`algorithms of ${framework} ${recording.versions[framework]}`, () => {
    for (const recorded of recording.optimizers) {
      if ("problem" in recorded) continue;
      const { code, gradients, shapes, precision } = recorded;
      it(`${titleOf(code)} on ${gradients} gradients of ${describeShapes(shapes)} in ${precision}`, () => {
        assert.deepEqual(excesses(measureShapes(recording, recorded), algorithmLimits[nameOf(code)]), []);
      });
    }

    for (const recorded of recording.optimizers) {
      if (!("problem" in recorded)) continue;
      const { code, problem, states } = recorded;
      it(`${titleOf(code)} on ${problem.name}`, () => {
        const found = measureOnProblem(recorded);
        assert.deepEqual(found.evaluations, states.func_evals);
        assert.deepEqual(found.iterations, states.n_iter);
        assert.deepEqual(excesses(found, algorithmLimits[nameOf(code)]), []);
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
