import assert from "node:assert/strict";
import { formatMessage } from "../../../src/diagnosis/message";
import { applyEdits } from "../../../src/sources/edits/sourceEdits";
import { describeFindings } from "../describeFindings";
import { findingsOfRuns } from "./simulateSource";

interface FixCase {
  readonly title: string;
  readonly path: string;
  readonly source: string;
  readonly rule: string;
  /** Title of the fix. */
  readonly fix: string;
}

const native = (run: string, problem = "name: quadratic, eigenvalues: [1, 10]", steps = 400) =>
  `problem: { ${problem} }\nsteps: ${steps}\nruns:\n  run: { ${run} }\n`;
const torch = (optimizer: string, schedule = "") =>
  `import torch\nLR = 0.9\noptimizer = torch.optim.${optimizer}\n${schedule}for step in range(400):\n    optimizer.step()\n${schedule && "    scheduler.step()\n"}`;

const cases: readonly FixCase[] = [
  {
    title: "a learning rate above 2/λ",
    path: "run.optim.yaml",
    source: native("optimizer: gradient-descent, learningRate: 0.25"),
    rule: "run/diverged",
    fix: "Set learningRate to 0.17",
  },
  {
    title: "a learning rate so large that the loss becomes infinite",
    path: "run.optim.yaml",
    source: native("optimizer: gradient-descent, learningRate: 40"),
    rule: "run/diverged",
    fix: "Set learningRate to 0.18",
  },
  {
    title: "a learning rate that a short run would survive",
    path: "run.optim.yaml",
    source: native("optimizer: gradient-descent, learningRate: 0.45", undefined, 12),
    rule: "run/diverged",
    fix: "Set learningRate to 0.18",
  },
  {
    title: "momentum in a rule of the user's own",
    path: "run.optim.yaml",
    source:
      "problem: { name: quadratic, eigenvalues: [1, 10] }\nsteps: 400\nrule: |\n  state u = 0\n  u = beta * u + g\n  p = p - lr * u\nparameters: { beta: 0.9 }\nlearningRate: 0.5\n",
    rule: "run/diverged",
    fix: "Set learningRate to 0.33",
  },
  {
    title: "a learning rate above the limit that clipping hides",
    path: "run.optim.yaml",
    source: native("optimizer: momentum, learningRate: 0.4, beta: 0.9, clipping: { norm: 3 }"),
    rule: "run/rate-above-limit",
    fix: "Set learningRate to 0.34",
  },
  {
    title: "an ε above √v",
    path: "run.optim.yaml",
    source: native("optimizer: adam, learningRate: 0.05, epsilon: 10", "name: sum-of-squares", 200),
    rule: "run/epsilon-dominates",
    fix: "Set epsilon to 1e-8",
  },
  {
    title: "bias correction that is turned off",
    path: "run.optim.yaml",
    source: native("optimizer: adam, learningRate: 0.01, biasCorrection: false", "name: sum-of-squares", 300),
    rule: "run/bias-correction-overshoot",
    fix: "Set biasCorrection to true",
  },
  {
    title: "a learning rate in a program",
    path: "train.py",
    source: torch("SGD(model.parameters(), lr=50.0)"),
    rule: "run/diverged",
    fix: "Set lr to 1.8",
  },
  {
    title: "a learning rate in a variable of a program",
    path: "train.py",
    source: torch("SGD(model.parameters(), lr=LR, momentum=0.99)").replace("LR = 0.9", "LR = 90.0"),
    rule: "run/diverged",
    fix: "Set lr to 3.5",
  },
  {
    title: "the peak of a schedule that overrides the learning rate",
    path: "train.py",
    source: torch(
      "SGD(model.parameters(), lr=0.1)",
      "scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=60.0, total_steps=400)\n",
    ),
    rule: "run/diverged",
    fix: "Set max_lr to 3.4",
  },
];

/** Where no single literal of the file is to blame. */
const without: readonly Omit<FixCase, "fix">[] = [
  {
    title: "a learning rate that is worked out",
    path: "train.py",
    source: torch("SGD(model.parameters(), lr=10 * 5.0)"),
    rule: "run/diverged",
  },
  {
    title: "learning rates of several groups",
    path: "train.py",
    source: torch("SGD([{'params': a, 'lr': 50.0}, {'params': b, 'lr': 60.0}], lr=70.0)"),
    rule: "run/diverged",
  },
  {
    title: "a loss that clipping keeps from falling",
    path: "run.optim.yaml",
    source: native("optimizer: momentum, learningRate: 0.3, beta: 0.9, clipping: { norm: 0.01 }"),
    rule: "run/clipped-most-steps",
  },
];

describe("fixes of findings in runs", () => {
  for (const { title, path, source, rule, fix } of cases) {
    it(`take the finding away: ${title}`, async () => {
      const [{ findings }] = await findingsOfRuns(path, source);
      const found = findings.find((finding) => finding.rule === rule);
      assert.ok(found, describeFindings(findings));
      assert.deepEqual(
        found.fixes.map((each) => formatMessage(each.title)),
        [fix],
      );
      assert.equal(found.fixes[0].isSafe, false);
      const mended = applyEdits(source, found.fixes[0].edits);
      const [{ findings: left }] = await findingsOfRuns(path, mended);
      const worse = left.filter((each) => each.rule === rule || each.severity === "error");
      assert.equal(describeFindings(worse), "", mended);
    });
  }

  for (const { title, path, source, rule } of without) {
    it(`are none: ${title}`, async () => {
      const [{ findings }] = await findingsOfRuns(path, source);
      const found = findings.find((finding) => finding.rule === rule);
      assert.ok(found, describeFindings(findings));
      assert.deepEqual(found.fixes, []);
    });
  }
});
