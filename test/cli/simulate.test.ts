import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json";
import { simulationDefaults } from "../../src/cli/simulationDefaults";
import { CliFolder } from "./runCli";

const runs = `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 4
runs:
  plain, slow: { optimizer: gradient-descent, learningRate: 0.01 }
  momentum: { optimizer: momentum, learningRate: 0.01, beta: 0.9 }
`;

/** Fields of every line; good enough for names without quotation marks. */
function fields(csv: string): string[][] {
  return csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
}

describe("simulate", () => {
  const folder = new CliFolder({
    "runs.optim.yaml": runs,
    "train.py":
      "import torch\nfirst = torch.optim.SGD(m.parameters(), lr=0.01)\n\nsecond = torch.optim.Adam(m.parameters())\n",
    "broken.optim.yaml": `${runs}  bad: { optimizer: adam, learningRate: -1 }\n`,
    "diverging.optim.yaml":
      "problem: { name: quadratic, eigenvalues: [1.0e+200] }\nruns:\n  a: { optimizer: gradient-descent, learningRate: 1.0e+200 }\n",
    "fast.optim.yaml":
      "problem: { name: quadratic, eigenvalues: [1, 10] }\nsteps: 300\nruns:\n  fast: { optimizer: gradient-descent, learningRate: 0.25 }\n  sound: { optimizer: gradient-descent, learningRate: 0.05 }\n",
    "above.optim.yaml":
      "problem: { name: quadratic, eigenvalues: [1, 10], start: [0, 1] }\nsteps: 30\noptimizer: gradient-descent\nlearningRate: 0.203\n",
    "empty.py": "print(1)\n",
  });
  after(() => folder.remove());

  it("writes the contract's columns, a row per step, in full precision", async () => {
    const { exitCode, stdout, stderr } = await folder.run("simulate", "runs.optim.yaml:4");
    const [header, ...rows] = fields(stdout);
    assert.deepEqual(header.slice(0, 7), [
      "step",
      "loss",
      "learningRate",
      "gradientNorm",
      "updateNorm",
      "parameterNorm",
      "updateRatio",
    ]);
    assert.equal(rows.length, 4);
    // Gradient descent on ½ Σ λᵢ pᵢ² from ones: p after k updates is (1 − lr·λ)^k.
    rows.forEach(([step, loss, learningRate, gradientNorm, updateNorm, parameterNorm], index) => {
      const p = [0.99 ** index, 0.9 ** index];
      const norm = Math.hypot(p[0], 10 * p[1]);
      const expected = [index, 0.5 * (p[0] ** 2 + 10 * p[1] ** 2), 0.01, norm, 0.01 * norm, Math.hypot(...p)];
      [step, loss, learningRate, gradientNorm, updateNorm, parameterNorm].forEach((text, column) => {
        assert.ok(
          Math.abs(Number(text) - expected[column]) <= 1e-14 * Math.abs(expected[column]),
          `${header[column]} ${text}`,
        );
      });
    });
    assert.equal(stderr, "");
    assert.equal(exitCode, 0);
  });

  it("names the runs in a first column where there are several, and gives every state vector its four columns", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml");
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, 1 + 2 * 4);
    assert.match(lines[0], /^run,step,loss,.*,u\.mean,u\.rms,u\.min,u\.max$/);
    assert.match(lines[1], /^"plain, slow",0,5\.5,0\.01,.*,,,,$/);
    // The first update of momentum: u is the gradient, here 1 and 10.
    assert.match(lines[5], /^momentum,0,5\.5,0\.01,.*,5\.5,7\.1\d+,1,10$/);
  });

  it("simulates the configuration at a line, named by optimizer and line where there are several", async () => {
    const second = await folder.run("simulate", "train.py:4", "--steps", "2");
    assert.match(fields(second.stdout)[0].join(), /v\.mean/);
    const both = await folder.run("simulate", "train.py", "--steps", "1");
    assert.deepEqual(
      fields(both.stdout).map(([run]) => run),
      ["run", "torch.optim.SGD:2", "torch.optim.Adam:4"],
    );
  });

  it("puts options before what the file says", async () => {
    const args = ["simulate", "runs.optim.yaml:4", "--steps", "2", "--problem", "rosenbrock:start=1,1"];
    const { stdout } = await folder.run(...args);
    const rows = fields(stdout).slice(1);
    // (1, 1) is the minimum of Rosenbrock's function.
    assert.deepEqual(
      rows.map(([step, loss]) => [step, loss]),
      [
        ["0", "0"],
        ["1", "0"],
      ],
    );
  });

  it("repeats itself for a seed and differs for another", async () => {
    const csv = async (...seed: string[]) =>
      (await folder.run("simulate", "train.py:2", "--steps", "20", ...seed)).stdout;
    assert.equal(await csv(), await csv("--seed", "0"));
    assert.notEqual(await csv(), await csv("--seed", "1"));
  });

  it("computes in the precision asked for", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml:5", "--precision", "float32", "--steps", "3");
    const [header, ...rows] = fields(stdout);
    for (const row of rows) {
      const value = Number(row[header.indexOf("u.min")]);
      assert.equal(value, Math.fround(value));
    }
  });

  it("takes its defaults from the extension's settings", () => {
    const groups = packageJson.contributes.configuration.map(({ properties }) => properties);
    const settings: Readonly<Record<string, { readonly default: unknown }>> = Object.assign({}, ...groups);
    assert.deepEqual(simulationDefaults, {
      problem: {
        name: settings["optimizerDebugger.problem"].default,
        parameters: settings["optimizerDebugger.problemParameters"].default,
      },
      steps: settings["optimizerDebugger.steps"].default,
      seed: settings["optimizerDebugger.seed"].default,
      precision: settings["optimizerDebugger.precision"].default,
    });
  });

  it("writes one JSON object per step with --format jsonl", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml", "--format", "jsonl");
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.equal(rows.length, 8);
    assert.equal(rows[0].run, "plain, slow");
    assert.equal(rows[4].step, 0);
    assert.equal(rows[4].loss, 5.5);
  });

  it("writes one JSON document with --format json", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml", "--format", "json");
    const document = JSON.parse(stdout);
    assert.deepEqual(
      document.runs.map(({ metadata }: { metadata: { name: string; source: string } }) => [
        metadata.name,
        metadata.source,
      ]),
      [
        ["plain, slow", "runs.optim.yaml:4"],
        ["momentum", "runs.optim.yaml:5"],
      ],
    );
    assert.deepEqual(document.runs[0].columns.step, [0, 1, 2, 3]);
    assert.equal(document.runs[1].metadata.specification.steps, 4);
    assert.equal(document.runs[0].columns.loss[0], 5.5);
  });

  it("writes into the file that --out names, and nothing else to the standard output", async () => {
    const { exitCode, stdout } = await folder.run("simulate", "runs.optim.yaml", "--out", "out.csv");
    assert.equal(stdout, "");
    assert.equal(
      readFileSync(join(folder.path, "out.csv"), "utf8"),
      (await folder.run("simulate", "runs.optim.yaml")).stdout,
    );
    assert.equal(exitCode, 0);
  });

  it("stops at the first value that is not finite, writes it, and says where it was", async () => {
    const { exitCode, stdout, stderr } = await folder.run("simulate", "diverging.optim.yaml");
    const rows = fields(stdout).slice(1);
    assert.match(stderr, /^diverging\.optim\.yaml:3: step \d+: \w+ is -?(Infinity|NaN)/);
    assert.ok(rows.length < 10);
    assert.ok(rows.at(-1)?.some((field) => !Number.isFinite(Number(field))));
    assert.equal(exitCode, 0);
  });

  it("simulates the others when one configuration cannot be, and still names the runs", async () => {
    const { exitCode, stdout, stderr } = await folder.run("simulate", "broken.optim.yaml");
    assert.match(stderr, /^broken\.optim\.yaml:6:\d+: error: .*-1/);
    assert.match(stdout, /^run,step,/);
    assert.equal(fields(stdout).length, 1 + 2 * 4);
    assert.equal(exitCode, 2);
  });

  it("runs optimizers and schedules by name beside a rule and a schedule of one's own", async () => {
    folder.write(
      "several.optim.yaml",
      `problem: { name: quadratic, eigenvalues: [1, 10, 100] }
steps: 500
runs:
  adam, no correction:   { optimizer: adam, learningRate: 0.01, biasCorrection: false }
  decayed momentum:      { optimizer: momentum, learningRate: 0.1, schedule: { name: inverse-time, decay: 0.01 } }
  my own:
    rule: |
      u = beta * u + sign(g)
      p = p - lr * u
    parameters: { beta: 0.9 }
    learningRate: 0.001
    schedule: lr0 * 0.99^step
`,
    );
    const { exitCode, stdout } = await folder.run("simulate", "several.optim.yaml", "--format", "jsonl");
    assert.equal(exitCode, 0);
    const rows: Record<string, number | string>[] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const row = (run: string, step: number) => rows.find((one) => one.run === run && one.step === step) ?? {};
    const near = (actual: unknown, expected: number) => assert.ok(Math.abs(Number(actual) / expected - 1) < 1e-6);
    // From (1, 1, 1) all three parameters make the same first step.
    near(row("adam, no correction", 0).updateNorm, ((0.01 * 0.1) / Math.sqrt(0.001)) * Math.sqrt(3));
    near(row("decayed momentum", 250).learningRate, 0.1 / 3.5);
    near(row("my own", 0).updateNorm, 0.001 * Math.sqrt(3));
    near(row("my own", 1)["u.mean"], 1.9);
    near(row("my own", 499).learningRate, 0.001 * 0.99 ** 499);
  });

  it("tells a mistake that concerns all runs once", async () => {
    folder.write("twice.optim.yaml", "steps: 4\nsteps: 5\nruns:\n  a: { optimizer: adam }\n  b: { optimizer: adm }\n");
    const { exitCode, stderr } = await folder.run("simulate", "twice.optim.yaml");
    const lines = stderr.trimEnd().split("\n");
    assert.match(lines[0], /^twice\.optim\.yaml:2:1: error: `steps` stands twice here/);
    assert.match(lines[1], /^twice\.optim\.yaml:5:19: error: Unknown optimizer "adm"/);
    assert.equal(lines.length, 2);
    assert.equal(exitCode, 2);
  });

  it("tells before the long work that a result cannot be written", async () => {
    const { exitCode, stderr } = await folder.run("simulate", "train.py:2", "--steps", "10000000", "--out", "no/x.csv");
    assert.match(stderr, /^Cannot write no\/x\.csv/);
    assert.equal(exitCode, 2);
  }).timeout(1000);

  it("leaves an older result alone where there is none", async () => {
    const old = folder.write("old.csv", "old");
    const { exitCode } = await folder.run("simulate", "train.py:2", "--problem", "rosenbrok", "--out", "old.csv");
    assert.equal(readFileSync(old, "utf8"), "old");
    assert.equal(exitCode, 2);
  });

  it("measures curvature with --curvature, in columns of their own", async () => {
    const { stdout, stderr, exitCode } = await folder.run("simulate", "runs.optim.yaml:4", "--curvature", "2");
    const [header, ...rows] = fields(stdout);
    const sharpness = header.indexOf("sharpness");
    assert.deepEqual(header.slice(sharpness), ["sharpness", "stabilityRatio", "alpha"]);
    for (const row of rows) assert.ok(Math.abs(Number(row[sharpness]) - 10) < 1e-9);
    // λ·η/2, at every second step.
    for (const row of rows) assert.ok(Math.abs(Number(row[sharpness + 1]) - 0.05) < 1e-9);
    assert.equal(stderr, "");
    assert.equal(exitCode, 0);
    const automatic = await folder.run("simulate", "runs.optim.yaml:4", "--curvature", "auto");
    assert.match(automatic.stdout, /,sharpness,/);
  });

  it("records instruments with --instruments, in columns of their own", async () => {
    const { stdout, stderr, exitCode } = await folder.run(
      ...["simulate", "runs.optim.yaml:4", "--instruments", "rate-percentiles, update-percentiles"],
    );
    const [header] = fields(stdout);
    const names = ["min", "p5", "p25", "p50", "p75", "p95", "max"];
    assert.deepEqual(header.slice(header.indexOf("relativeUpdate.min")), [
      ...names.map((name) => `relativeUpdate.${name}`),
      ...names.map((name) => `effectiveLearningRate.${name}`),
    ]);
    assert.equal(stderr, "");
    assert.equal(exitCode, 0);
    const all = await folder.run("simulate", "runs.optim.yaml:4", "--instruments", "all");
    assert.match(all.stdout, /,gradientMagnitude\.min,/);
  });

  it("tells behind the rows what happened and why, as check does, and leaves the exit code alone", async () => {
    const { stdout, stderr, exitCode } = await folder.run("simulate", "fast.optim.yaml");
    assert.equal(stdout.trimEnd().split("\n").length, 1 + 2 * 300);
    assert.match(
      stderr,
      /^fast\.optim\.yaml:4:54: error: The run diverges: .* \[run\/diverged\]\n {2}fix: Set learningRate to 0\.17\n$/,
    );
    assert.equal(exitCode, 0);
  });

  it("takes rules about runs off, and other thresholds", async () => {
    const off = await folder.run("simulate", "fast.optim.yaml", "--rule", "run/diverged=off");
    assert.doesNotMatch(off.stderr, /run\/diverged/);
    const group = await folder.run("simulate", "fast.optim.yaml", "--rule", "run/*=off");
    assert.equal(group.stderr, "");
    const warning = await folder.run("simulate", "fast.optim.yaml", "--rule", "run/diverged=warning");
    assert.match(warning.stderr, /: warning: The run diverges/);
    const above = await folder.run("simulate", "above.optim.yaml");
    assert.match(above.stderr, /\[run\/rate-above-limit\]\n {2}fix: Set learningRate to 0\.18\n$/);
    const lenient = await folder.run("simulate", "above.optim.yaml", "--threshold", "run/rate-above-limit.share=2");
    assert.equal(lenient.stderr, "");
  });

  const refused: [string[], RegExp][] = [
    [["train.py:2", "--curvature", "often"], /^--curvature is "often"; expected a whole number of steps, or auto/],
    [["train.py:2", "--curvature", "0"], /^train\.py:2: Curvature is measured every 0 steps; expected/],
    [["train.py:2", "--instruments", "clip"], /^--instruments has "clip"; expected gradient-percentiles, .*, or all/],
    [["train.py:2", "--rule", "run/diverges=off"], /no rule "run\/diverges".*Did you mean "run\/diverged"/],
    [["empty.py"], /^empty\.py: no optimizer configuration was found/],
    [["old.csv"], /^Cannot read old\.csv: expected a name that ends in \.optim\.yaml/],
    [["train.py:3"], /^train\.py:3: no optimizer is configured here; there are some at line 2, 4/],
    [["train.py:0"], /^train\.py:0: lines count from 1/],
    [["train.py:2", "--steps", "0"], /^train\.py:2: steps is 0; expected a whole number from 1/],
    [["train.py:2", "--steps", "1e12"], /^train\.py:2: steps is 1000000000000; expected a whole number from 1 to/],
    [["train.py:2", "--seed", "-1"], /^train\.py:2: seed is -1; expected/],
    [["train.py:2", "--problem", "rosenbrok"], /Unknown problem "rosenbrok"\. Did you mean "rosenbrock"\?/],
    [["train.py:2", "--problem", "quadratic:eigenvalues=x"], /eigenvalues must be a list of numbers, not "x"/],
    [["train.py:2", "--out", "no/such/folder.csv"], /^Cannot write no\/such\/folder\.csv: there is no such folder/],
    [["train.py:2", "--out", "train.py"], /^--out train\.py would overwrite a file that this command reads/],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.join(" ")}`, async () => {
      const { exitCode, stdout, stderr } = await folder.run("simulate", ...args);
      assert.match(stderr, message);
      assert.equal(stdout, "");
      assert.equal(exitCode, 2);
    });
  }
});
