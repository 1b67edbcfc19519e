import { updateForm } from "../../../core/stability/stepStability";
import { runRule } from "../runRule";
import { countWhere, median } from "../windows";

/** Clipping that acts always is a learning rate of another kind. */
export const clippedMostSteps = runRule(
  {
    id: "run/clipped-most-steps",
    severity: "warning",
    title: "The gradient is clipped in most steps",
    messages: {
      clipped:
        "The gradient is clipped in {count} of {steps} steps, to {factor} of its norm in the middle: the limit {limit} and not the gradient sets the length of the steps. Its norm's 90th percentile is {percentile}. This is on the test problem {problem}; your network's gradients differ.",
      recorded:
        "The gradient is clipped in {count} of {steps} recorded steps, to {factor} of its norm in the middle: the limit {limit} and not the gradient sets the length of the steps. Its norm's 90th percentile is {percentile}.",
    },
    thresholds: {
      share: {
        default: 0.5,
        description:
          "Share of the steps that may be clipped (tuning playbook of Google Research: more than half is extremely aggressive).",
      },
    },
    documentation: {
      what: "More than half of the steps have a clipped gradient. For optimizers that divide by the size of the gradient it is only worth knowing.",
      why: "Clipping is there for the rare large gradient. Where it acts in most steps every step has the same length, the learning rate means something else, and directions are as they were. The tuning playbook advises a limit near the 90th percentile of the norm, and a smaller learning rate where more than half of the steps are clipped. Adam hardly notices a factor that stays the same.",
      formula: "g · min(1, limit / ‖g‖)",
      ignore: "Where steps of equal length are meant (normalized gradient descent).",
      sources: [
        "Godbole et al. 2023, Deep Learning Tuning Playbook, https://github.com/google-research/tuning_playbook",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: rosenbrock }
steps: 200
runs:
  clipped hard: { optimizer: gradient-descent, learningRate: 0.001, clipping: { norm: 0.1 } }
`,
        after: `problem: { name: rosenbrock }
steps: 200
runs:
  clipped hard: { optimizer: gradient-descent, learningRate: 0.001, clipping: { norm: 100 } }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const factors = facts.column("clipFactor");
    const norms = facts.column("gradientNorm");
    const { clipping } = facts.specification.optimizer;
    const { problemName, steps, rule } = facts;
    if (factors === null || norms === null || clipping === null || facts.divergence !== null) return;
    const { count, first } = countWhere(factors, (factor) => factor < 1);
    if (count <= threshold("share") * steps) return;
    const sorted = norms.filter(Number.isFinite).sort();
    const values = {
      count,
      steps,
      factor: median(factors),
      limit: clipping.limit,
      percentile: sorted[Math.floor(0.9 * (sorted.length - 1))],
    };
    const divides = rule !== null && updateForm(rule)?.isPreconditioned === true;
    yield {
      ...(problemName === null
        ? { message: "recorded" as const, values }
        : { message: "clipped" as const, values: { ...values, problem: problemName } }),
      ...(divides ? { severity: "information" as const } : {}),
      about: "clipping",
      step: first,
    };
  },
);
