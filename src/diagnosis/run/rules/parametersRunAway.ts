import { runRule } from "../runRule";
import { medianOfShare } from "../windows";

/** A loss that has its minimum at infinity, or lets go of the parameters. */
export const parametersRunAway = runRule(
  {
    id: "run/parameters-run-away",
    severity: "warning",
    title: "The loss falls while the parameters run away",
    messages: {
      away: "The loss falls, but the norm of the parameters has grown from {early} to {last} and grows on: nothing holds them. This is on the test problem {problem}; your network's curvature differs.",
    },
    thresholds: {
      growth: { default: 10, description: "How many times the norm at a tenth of the run the last one has to be." },
      lately: { default: 1.1, description: "How many times it has to have grown over each of the last quarters." },
    },
    documentation: {
      what: "The norm of the parameters grows through the whole run, and still does at its end, while the loss falls.",
      why: "The loss has no minimum at a finite place: classes that a line separates, or a function without a floor. Weight decay or an earlier end holds the parameters; a loss of 0 is reached by none of them.",
      ignore: "Where only the direction of the parameters matters, as before a normalization.",
      sources: [
        "Soudry et al. 2018, The Implicit Bias of Gradient Descent on Separable Data, arXiv 1710.10345",
        "Ben Braiek and Khomh 2022, TheDeepChecker, ACM TOSEM (diverging weights)",
      ],
      example: {
        path: "run.optim.yaml",
        before: `problem: { name: saddle, form: unbounded, start: [1, 0.1] }
steps: 100
runs:
  no floor: { optimizer: gradient-descent, learningRate: 0.1 }
`,
        after: `problem: { name: saddle, form: bounded, start: [1, 0.1] }
steps: 100
runs:
  no floor: { optimizer: gradient-descent, learningRate: 0.1 }
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const losses = facts.column("loss");
    const norms = facts.column("parameterNorm");
    const { problemName: problem, steps } = facts;
    if (losses === null || norms === null || problem === null || facts.divergence !== null || steps < 40) return;
    const at = (share: number) => medianOfShare(norms, share - 0.05, share);
    const early = at(0.1);
    const last = at(1);
    const grows = [0.5, 0.75].every((share) => at(share + 0.25) > threshold("lately") * at(share));
    if (!(early > 0 && last > threshold("growth") * early && grows)) return;
    // On the way to a minimum that is there they may grow.
    if (facts.problem?.minimum !== undefined) return;
    if (!(medianOfShare(losses, 0.9, 1) < medianOfShare(losses, 0.4, 0.5))) return;
    yield { message: "away", values: { early, last, problem }, about: "optimizer", step: steps - 1 };
  },
);
