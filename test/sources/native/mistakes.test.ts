import assert from "node:assert/strict";
import { allIssues } from "../../../src/sources/allIssues";
import { readNative } from "../../../src/sources/native/readNative";
import { readMarkedText } from "./markedText";

/** Every mistake with its place between « and », and what its message says. */
const mistakes: readonly (readonly [title: string, text: string, ...messages: readonly RegExp[]])[] = [
  ["an empty file", "«»", /empty.*expected a mapping with `runs`, `optimizer` or `rule`/],
  ["a comment alone", "«»# nothing yet\n", /empty/],
  ["a list", "«[1, 2]»", /holds a list; expected a mapping/],
  ["a file without runs or optimizer", "«steps»: 5", /needs `optimizer` or `rule`/],
  ["runs without a run", "«runs»:", /`runs` is nothing; expected at least one run/],
  ["a run without an optimizer", "runs:\n  a: { «learningRate»: 1 }", /needs `optimizer` or `rule`/],
  ["a run without anything", "runs:\n  «a»:\n  b: { optimizer: sgd }", /run "a" is nothing/],
  ["a list of runs", "runs: «[a]»", /a list; expected at least one run/],
  [
    "an unknown key of the file",
    "«step»: 5\nruns: { a: { optimizer: sgd } }",
    /Unknown key `step`.*Did you mean `steps`/,
  ],
  ["an unknown key of a run", "optimizer: adam\n«lerningRate»: 1", /`lerningRate`.*Did you mean `learningRate`/],
  ["a key of another optimizer", "optimizer: sgd\n«beta1»: 0.9", /`beta1`.*There are .*learningRate, batchSize/],
  ["an unknown optimizer", "optimizer: «adamm»\nbeta1: 0.5", /Unknown optimizer "adamm". Did you mean adam\?/],
  ["an optimizer unlike any", "optimizer: «genetic»", /"genetic". There are gradient-descent, .*full names of PyTorch/],
  ["an optimizer that is missing", "«optimizer»:", /name of an optimizer, not nothing/],
  ["an unknown schedule", "optimizer: sgd\nschedule: «exponental»", /Did you mean exponential\?/],
  ["an unknown schedule in a mapping", "optimizer: sgd\nschedule: { name: «cosine-ish», x: 1 }", /Unknown schedule/],
  [
    "an unknown problem",
    "problem: «rosenbrok»\noptimizer: sgd",
    /Unknown problem "rosenbrok". Did you mean rosenbrock\?/,
  ],
  [
    "an unknown problem in a mapping",
    "problem: { name: «bowl» }\noptimizer: sgd",
    /Unknown problem "bowl". There are noisy-quadratic, quadratic/,
  ],
  ["an optimizer and a rule", "optimizer: sgd\n«rule»: p = p - lr * g", /optimizer and rule; expected one/],
  ["curvature every 0 steps", "optimizer: sgd\ncurvature: { every: «0» }", /`every` is 0; expected/],
  [
    "curvature as a number",
    "optimizer: sgd\ncurvature: «10»",
    /`curvature` is 10; expected { every: 10 }, true or false/,
  ],
  ["curvature with another key", "optimizer: sgd\ncurvature: { «step»: 10 }", /Unknown key `step`/],
  ["a negative learning rate", "optimizer: sgd\nlearningRate: «-0.1»", /`learningRate` is -0.1; expected .*at least 0/],
  ["a learning rate that is no number", "optimizer: sgd\nlr: «fast»", /`lr` is fast; expected a number/],
  ["a learning rate of NaN", "optimizer: sgd\nlr: «.nan»", /`lr` is .nan; expected a number/],
  ["an infinite learning rate", "optimizer: sgd\nlr: «1e999»", /1e999; expected a number/],
  ["a learning rate that is missing", "optimizer: sgd\n«lr»:", /`lr` is nothing; expected a number/],
  ["a list for a number", "optimizer: sgd\nlr: «[1]»", /`lr` is a list; expected a number/],
  ["β of 1", "optimizer: adam\nbeta1: «1»", /`beta1` is 1; expected .*below 1/],
  [
    "β above 1 in torch's pair",
    "optimizer: adam\nbetas: [0.9, «1.5»]",
    /Entry 2 of `betas` is 1.5; expected .*below 1/,
  ],
  ["three betas", "optimizer: adam\nbetas: «[0.9, 0.9, 0.9]»", /expected a list of 2 numbers/],
  ["ε of 0", "optimizer: adam\nepsilon: «0»", /`epsilon` is 0; expected .*above 0/],
  [
    "momentum of 1 in torch, which allows it",
    "optimizer: torch.optim.SGD\nmomentum: «1»",
    /`momentum` is 1; .*below 1 makes sense/,
  ],
  ["a switch that is no switch", "optimizer: adam\nbiasCorrection: «maybe»", /is maybe; expected true or false/],
  [
    "one thing under two names",
    "optimizer: sgd\nlr: 1\n«learningRate»: 2",
    /`learningRate` and `lr` in line 2 mean the same/,
  ],
  ["a pair beside one of it", "optimizer: adam\nbetas: [0.9, 0.9]\n«beta2»: 0.5", /`beta2` and `betas` in line 2/],
  ["a key given twice", "optimizer: sgd\nlr: 1\n«lr»: 2", /`lr` stands twice here; the first is in line 2/],
  ["no steps", "steps: «0»\noptimizer: sgd", /`steps` is 0; expected an integer from 1 to/],
  ["10¹² steps", "steps: «1e12»\noptimizer: sgd", /`steps` is 1e12; expected an integer from 1 to 100,?000,?000/],
  ["half a step", "steps: «1.5»\noptimizer: sgd", /`steps` is 1.5; expected an integer/],
  ["a negative seed", "seed: «-1»\noptimizer: sgd", /`seed` is -1; expected an integer from 0/],
  ["another precision", "precision: «float16»\noptimizer: sgd", /expected one of float64, float32/],
  [
    "a problem's parameter",
    "problem: { name: quadratic, «eigenvalue»: [1] }\noptimizer: sgd",
    /Did you mean `eigenvalues`/,
  ],
  [
    "an entry of a list of numbers",
    "problem: { name: quadratic, eigenvalues: [1, «two»] }\noptimizer: sgd",
    /Entry 2 of `eigenvalues` is two; expected a number/,
  ],
  [
    "values of a problem that do not fit together",
    "problem: { name: quadratic, eigenvalues: [1, 2], start: «[1]» }\noptimizer: sgd",
    /start must have one number for each of the 2/,
  ],
  [
    "parameters of a problem that exclude each other",
    "problem: { name: quadratic, eigenvalues: [1, 2], dimension: «2» }\noptimizer: sgd",
    /dimension cannot be given together with eigenvalues/,
  ],
  ["a problem without a name", "problem: { «dimension»: 2 }\noptimizer: sgd", /Unknown key/, /needs `name`/],
  ["clipping by both", "optimizer: sgd\nclipping: { norm: 1, «value»: 1 }", /norm and value; expected one/],
  ["clipping by nothing", "optimizer: sgd\nclipping: «{}»", /needs `norm` or `value`/],
  ["clipping at 0", "optimizer: sgd\nclipping: { norm: «0» }", /`norm` is 0; expected a number above 0/],
  ["clipping by a number", "optimizer: sgd\nclipping: «1»", /`clipping` is 1; expected \{ norm: 1 \}/],
  ["groups that are no list", "optimizer: sgd\ngroups: «{}»", /a mapping; expected a list/],
  [
    "an unknown tensor",
    "optimizer: sgd\nproblem: quadratic\ngroups: [{ tensors: «[q]» }]",
    /no tensor "q"; there are p/,
  ],
  ["a rule with a mistake", "rule: p = p - lr «**» g", /Unexpected \*\*/],
  [
    "a rule with a mistake in a block",
    "runs:\n  a:\n    rule: |\n\n      u = u + g\n\n      p = p - «rate» * uu\n",
    /rate is neither given/,
  ],
  ["a rule that never assigns p", "rule: «u» = g", /No line assigns p/],
  ["a rule in a folded block", "rule: «>\n  u = g\n  p = p - u»\n", /write \| in the place of >/],
  ["a rule that is a number", "rule: «[a]»", /`rule` is a list; expected text/],
  ["a parameter that is no number", "rule: p = p - b * g\nparameters: { b: «x» }", /`b` is x; expected a number/],
  ["a parameter that no line reads", "rule: p = p - lr * g\nparameters: { b: «1» }", /never reads `b`/],
  ["a parameter with a taken name", "rule: p = p - lr * g\nparameters: { «lr»: 1 }", /`lr` has a meaning of its own/],
  ["a parameter that no rule can name", "rule: p = p - lr * g\nparameters: { «β»: 1 }", /cannot read "β"/],
  ["a learning rate that no line reads", "rule: p = p - g\n«learningRate»: 1", /never reads `lr`, so `learningRate`/],
  ["an expression with a mistake", "optimizer: sgd\nschedule: lr0 * 0.9^«stp»", /stp is neither.*Did you mean step/],
  ["a quoted expression", "optimizer: sgd\nschedule: 'lr0 * «stp»'", /stp/],
  ["a schedule's value", "optimizer: sgd\nschedule: { name: step, size: «0» }", /`size` is 0; expected an integer/],
  [
    "a schedule's missing value",
    "optimizer: sgd\nschedule: { «name»: torch.optim.lr_scheduler.StepLR }",
    /needs `step_size`/,
  ],
  [
    "a batch size for a problem without samples",
    "optimizer: sgd\nbatchSize: «8»\nproblem: quadratic",
    /quadratic has no parameter "batchSize"/,
  ],
  [
    "a switch of one group",
    "optimizer: adam\ngroups: [{ «biasCorrection»: false }, {}]",
    /Unknown key `biasCorrection`/,
  ],
  ["an alias to nothing", "optimizer: sgd\nlr: «*rate»", /no anchor &rate/, /`lr` is \*rate/],
  ["two documents", "optimizer: sgd\n«-»--\noptimizer: sgd\n", /second YAML document/],
  ["a bracket that never closes", "optimizer: sgd\nclipping: { norm: «1»", /YAML: .*end with a \}/],
];

describe("A mistake in a native configuration", () => {
  for (const [title, marked, ...messages] of mistakes) {
    it(`is told at its place: ${title}`, () => {
      const { text, ranges } = readMarkedText(marked);
      const issues = allIssues(readNative(text));
      assert.equal(issues.length, messages.length, JSON.stringify(issues, null, 1));
      messages.forEach((message, index) => {
        assert.match(issues[index].message, message);
      });
      assert.deepEqual(issues[0].range, ranges[0]);
    });
  }
});
