import assert from "node:assert/strict";
import { RecordedGradients } from "../../../src/core/problems/recordedGradients";
import { Simulation } from "../../../src/core/simulation/simulation";
import { readJavascript } from "../../../src/sources/javascript/readJavascript";
import { runSpecification } from "../../../src/sources/runSpecification";

const problem = { name: "quadratic", parameters: {} };
const initial = [0.5, -1.25, 2];
const steps = 20;
const gradients = Array.from({ length: steps }, (_, step) =>
  initial.map((_value, index) => Math.sin(1.7 * step + index) * (index + 1)),
);

/** Where the optimizer of a text takes the parameters, after every update. */
function simulated(code: string): readonly (readonly number[])[] {
  const imports = 'import * as optax from "@jax-js/optax";\n';
  const [configuration] = readJavascript(imports + code).configurations;
  const run = runSpecification(configuration, { problem, steps, seed: 0, precision: "float64" });
  assert.ok("specification" in run, JSON.stringify(run));
  const recording = {
    steps,
    parameters: initial.length,
    read: (step: number, out: Float64Array) => out.set(gradients[step]),
  };
  const tensors = [{ name: "parameters", shape: [initial.length] }];
  const source = new RecordedGradients(recording, tensors, Float64Array.from(initial));
  const simulation = new Simulation({ ...run.specification, problem, steps }, { source, record: false });
  return gradients.map(() => {
    simulation.advance(1);
    return [...simulation.parameters];
  });
}

/** What a step takes each parameter to, given its gradient and state. */
type Step = (parameter: number, gradient: number, state: { m: number; v: number }, count: number) => number;

/** The same by formulas of packages/optax/src/transform.ts, written down here. */
function byFormulas(step: Step, clip = (gradient: readonly number[]) => gradient): readonly (readonly number[])[] {
  const states = initial.map(() => ({ m: 0, v: 0 }));
  let parameters: readonly number[] = initial;
  return gradients.map((gradient, index) => {
    const clipped = clip(gradient);
    parameters = parameters.map((parameter, at) => step(parameter, clipped[at], states[at], index + 1));
    return parameters;
  });
}

function agree(own: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  for (const [step, values] of expected.entries()) {
    for (const [at, value] of values.entries()) {
      assert.ok(Math.abs(own[step][at] - value) <= 1e-13 * Math.abs(value) + 1e-15, `step ${step}: ${own[step][at]}`);
    }
  }
}

/** Both moments corrected by a factor each, as `treeBiasCorrection` has it. */
function adam(b1: number, b2: number, eps: number, epsRoot: number, nesterov: boolean): Step {
  return (_parameter, gradient, state, count) => {
    const factor = (decay: number, at: number) => 1 / (1 - decay ** at);
    state.m = gradient * (1 - b1) + state.m * b1;
    state.v = gradient * gradient * (1 - b2) + state.v * b2;
    const mean = nesterov
      ? state.m * factor(b1, count + 1) * b1 + gradient * factor(b1, count) * (1 - b1)
      : state.m * factor(b1, count);
    return mean / (Math.sqrt(state.v * factor(b2, count) + epsRoot) + eps);
  };
}

describe("the optimizers of jax-js", () => {
  it("are Adam with ε beside the root, and another below it", () => {
    const direction = adam(0.8, 0.99, 1e-3, 1e-4, false);
    const own = simulated("optax.adam(0.05, { b1: 0.8, b2: 0.99, eps: 1e-3, epsRoot: 1e-4 });");
    agree(
      own,
      byFormulas((parameter, ...rest) => parameter - 0.05 * direction(parameter, ...rest)),
    );
  });

  it("are AdamW with the decay multiplied by the learning rate, and Nesterov's mean", () => {
    const direction = adam(0.9, 0.999, 1e-8, 0, true);
    const own = simulated("optax.adamw(0.05, { weightDecay: 0.1, nesterov: true });");
    agree(
      own,
      byFormulas((parameter, ...rest) => parameter - 0.05 * (direction(parameter, ...rest) + 0.1 * parameter)),
    );
  });

  it("are SGD with a trace of gradients, which is looked ahead in on demand", () => {
    const own = simulated("optax.sgd(0.05, { momentum: 0.9, nesterov: true });");
    agree(
      own,
      byFormulas((parameter, gradient, state) => {
        state.m = gradient + state.m * 0.9;
        return parameter - 0.05 * (gradient + state.m * 0.9);
      }),
    );
  });

  it("clip by the norm of all gradients, with nothing added to it", () => {
    const clip = (gradient: readonly number[]) => {
      const norm = Math.hypot(...gradient);
      return norm < 0.7 ? gradient : gradient.map((value) => (value / norm) * 0.7);
    };
    const own = simulated("optax.chain(optax.clipByGlobalNorm(0.7), optax.sgd(0.05));");
    agree(
      own,
      byFormulas((parameter, gradient) => parameter - 0.05 * gradient, clip),
    );
  });
});
