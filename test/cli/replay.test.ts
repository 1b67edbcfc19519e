import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type NpyArray, readNpy, writeNpy } from "../../src/core/numpy/npyArray";
import { gradientRows } from "../reference/gradients";
import { readRecording } from "../reference/recording";
import { CliFolder } from "./runCli";

const steps = 300;
const parameters = 5;
/** Any numbers will do: sines of the index. */
const gradients = Float64Array.from({ length: steps * parameters }, (_, index) => Math.sin(index));

/** torch.optim.Adam(lr=0.1, betas=(0.9, 0.999), eps=1e-8), with the learning rate halved after every 100 updates. */
function adam(initial: readonly number[]): Float64Array {
  const p = Float64Array.from(initial);
  const m = new Float64Array(parameters);
  const v = new Float64Array(parameters);
  const rows = [...p];
  for (let t = 1; t <= steps; t++) {
    const lr = 0.1 * 0.5 ** Math.floor((t - 1) / 100);
    for (let i = 0; i < parameters; i++) {
      const g = gradients[(t - 1) * parameters + i];
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = 0.999 * v[i] + 0.001 * g * g;
      p[i] -= (lr * (m[i] / (1 - 0.9 ** t))) / (Math.sqrt(v[i] / (1 - 0.999 ** t)) + 1e-8);
    }
    rows.push(...p);
  }
  return Float64Array.from(rows);
}

const tensorflow = readRecording("tfjs");
/** Adam of TensorFlow.js, in both precisions. */
const recordedAdam = tensorflow.optimizers.filter(
  ({ code, gradients }) => code.includes("tf.train.adam(0.01);") && gradients === "noisy",
);

describe("replay", () => {
  const initial = [1, -2, 3, 0, 5];
  const folder = new CliFolder({
    "train.py":
      "import torch\nopt = torch.optim.Adam(m.parameters(), lr=0.1)\n" +
      "s = torch.optim.lr_scheduler.StepLR(opt, step_size=100, gamma=0.5)\n",
    "two.py": "import torch\na = torch.optim.SGD(m.parameters(), lr=1)\nb = torch.optim.SGD(m.parameters(), lr=2)\n",
    "mean.py": "import keras\nkeras.optimizers.SGD(0.5, gradient_accumulation_steps=2)\n",
    "adam.mjs": recordedAdam[0].code,
    "noisy.npy": writeNpy({
      shape: [tensorflow.steps, tensorflow.initial.length],
      values: Float64Array.from(gradientRows("noisy", tensorflow.steps).flat()),
    }),
    "start.npy": writeNpy({ shape: [tensorflow.initial.length], values: Float64Array.from(tensorflow.initial) }),
    "trainer.py":
      "from transformers import TrainingArguments\n" +
      'args = TrainingArguments("out", learning_rate=1, optim="sgd", max_grad_norm=0)\n',
    "three.npy": writeNpy({ shape: [3, 1], values: Float64Array.of(1, 3, 100) }),
    "one.npy": writeNpy({ shape: [1, 1], values: Float64Array.of(1) }),
    "performance.optim.yaml":
      "runs:\n  a: { optimizer: gradient-descent, learningRate: 0.1, schedule: performance-adaptive }\n",
    "g.npy": writeNpy({ shape: [steps, parameters], values: gradients }),
    "g32.npy": writeNpy({ shape: [steps, parameters], values: Float32Array.from(gradients) }),
    "p.npy": writeNpy({ shape: [parameters], values: Float64Array.from(initial) }),
    "flat.npy": writeNpy({ shape: [parameters * steps], values: gradients }),
    "none.npy": writeNpy({ shape: [0, 5], values: new Float64Array(0) }),
    "nan.npy": writeNpy({ shape: [3, 1], values: Float64Array.of(1, Number.NaN, 1) }),
    "cut.npy": writeNpy({ shape: [steps, parameters], values: gradients }).subarray(0, -1),
  });
  after(() => folder.remove());

  function trajectory(name = "t.npy"): NpyArray {
    return readNpy(readFileSync(join(folder.path, name)));
  }

  it("writes the trajectory of the optimizer and schedule in the file, from the initial parameters on", async () => {
    const args = ["--gradients", "g.npy", "--initial", "p.npy", "--trajectory", "t.npy"];
    const { exitCode, stdout, stderr } = await folder.run("replay", "train.py", ...args);
    assert.equal(stderr, "");
    const { shape, values } = trajectory();
    assert.deepEqual(shape, [steps + 1, parameters]);
    adam(initial).forEach((expected, index) => {
      assert.ok(
        Math.abs(values[index] - expected) <= 1e-12 * Math.max(1, Math.abs(expected)),
        `${index}: ${values[index]}`,
      );
    });
    assert.equal(stdout, "");
    assert.equal(exitCode, 0);
  });

  for (const { precision, trajectory: rows } of recordedAdam) {
    it(`goes where TensorFlow.js went in ${precision}`, async () => {
      const args = ["--gradients", "noisy.npy", "--initial", "start.npy", "--trajectory", "t.npy"];
      const { stderr } = await folder.run("replay", "adam.mjs", ...args, "--precision", precision);
      assert.equal(stderr, "");
      const { values } = trajectory();
      tensorflow.recordedSteps.forEach((step, row) => {
        rows[row].forEach((value, i) => {
          const ours = values[step * tensorflow.initial.length + i];
          const theirs = precision === "float32" ? Math.fround(Number(value)) : Number(value);
          assert.ok(Math.abs(ours - theirs) <= 1e-12 * Math.max(1, Math.abs(theirs)), `${step}, ${i}: ${ours}`);
        });
      });
    });
  }

  it("writes a row for every gradient, also where several make one update", async () => {
    const args = ["--gradients", "three.npy", "--trajectory", "t.npy", "--series", "s.csv"];
    const { stderr } = await folder.run("replay", "mean.py", ...args);
    assert.equal(stderr, "");
    assert.deepEqual([...trajectory().values], [0, 0, -1, -1]);
    assert.equal(readFileSync(join(folder.path, "s.csv"), "utf8").trim().split("\n").length, 2);
  });

  it("takes as many updates as there are gradients for the length of a training that does not say it", async () => {
    const args = ["--gradients", "three.npy", "--trajectory", "t.npy"];
    const { exitCode } = await folder.run("replay", "trainer.py", ...args);
    assert.equal(exitCode, 0);
    // The learning rate falls in a straight line to 0 after the last update.
    assert.deepEqual([...trajectory().values], [0, -1, -1 - 3 * (2 / 3), -1 - 3 * (2 / 3) - 100 * (1 / 3)]);
  });

  it("says how many gradients an update takes where there are fewer", async () => {
    const { stderr, exitCode } = await folder.run(
      "replay",
      "mean.py",
      ...["--gradients", "one.npy", "--trajectory", "t.npy"],
    );
    assert.match(stderr, /One update takes 2 gradients; there are 1\./);
    assert.notEqual(exitCode, 0);
  });

  it("starts from zeros without initial parameters, and may write float32", async () => {
    const args = ["--gradients", "g32.npy", "--trajectory", "t.npy", "--precision", "float32"];
    await folder.run("replay", "train.py:2", ...args);
    const { shape, values } = trajectory();
    assert.deepEqual(shape, [steps + 1, parameters]);
    assert.ok(values instanceof Float32Array);
    assert.deepEqual([...values.subarray(0, parameters)], [0, 0, 0, 0, 0]);
    adam([0, 0, 0, 0, 0]).forEach((expected, index) => {
      assert.ok(Math.abs(values[index] - expected) <= 1e-4, `${index}: ${values[index]} instead of ${expected}`);
    });
  });

  it("divides the parameters into tensors with --shapes, and writes all series but the loss with --series", async () => {
    const args = ["--gradients", "g.npy", "--trajectory", "t.npy", "--shapes", "2x2,1", "--series", "s.csv"];
    const { exitCode } = await folder.run("replay", "train.py", ...args);
    const lines = readFileSync(join(folder.path, "s.csv"), "utf8").trimEnd().split("\n");
    const header = lines[0].split(",");
    assert.deepEqual(header.slice(0, 3), ["step", "learningRate", "gradientNorm"]);
    assert.ok(!header.includes("loss"));
    assert.ok(header.includes("gradientNorm[tensor 2]"));
    assert.equal(lines.length, 1 + steps);
    const last = lines[steps].split(",").map(Number);
    assert.equal(last[0], steps - 1);
    assert.equal(last[1], 0.025);
    assert.equal(last[header.indexOf("gradientNorm[tensor 2]")], Math.abs(gradients[steps * parameters - 1]));
    assert.equal(exitCode, 0);
  });

  it("reads gradients that do not fit into one block", async () => {
    const wide = 3000;
    const rows = 100;
    const values = Float32Array.from({ length: wide * rows }, (_, index) => index % 7);
    folder.write("wide.npy", writeNpy({ shape: [rows, wide], values }));
    await folder.run("replay", "two.py:2", "--gradients", "wide.npy", "--trajectory", "t.npy");
    const result = trajectory();
    // Gradient descent with a learning rate of 1 sums up the gradients; these are whole numbers.
    const sums = new Float64Array(wide);
    for (let row = 0; row < rows; row++) for (let i = 0; i < wide; i++) sums[i] += values[row * wide + i];
    assert.deepEqual(
      result.values.subarray(rows * wide),
      sums.map((sum) => -sum),
    );
  });

  it("goes on past NaN as the framework does, and says where the first was", async () => {
    const { exitCode, stderr } = await folder.run(
      "replay",
      "two.py:2",
      "--gradients",
      "nan.npy",
      "--trajectory",
      "t.npy",
    );
    assert.deepEqual([...trajectory().values], [0, -1, Number.NaN, Number.NaN]);
    assert.match(stderr, /^two\.py:2: step 1: gradient is NaN/);
    assert.equal(exitCode, 0);
  });

  it("takes a schedule that speaks of the loss and does not read it", async () => {
    folder.write(
      "comment.optim.yaml",
      "{ optimizer: gradient-descent, learningRate: 1, schedule: 'lr = lr0 * 0.5^step # whatever the loss' }",
    );
    const args = ["--gradients", "nan.npy", "--trajectory", "t.npy"];
    const { exitCode } = await folder.run("replay", "comment.optim.yaml", ...args);
    assert.deepEqual([...trajectory().values].slice(0, 2), [0, -1]);
    assert.equal(exitCode, 0);
  });

  const refused: [string[], RegExp][] = [
    [["train.py", "--gradients", "nowhere.npy"], /^Cannot read nowhere\.npy: there is no such file/],
    [["train.py", "--gradients", "train.py"], /^train\.py: This is no \.npy file: it begins with "import"/],
    [
      ["train.py", "--gradients", "cut.npy"],
      /^cut\.npy: The \.npy file is cut short: found 11999 bytes of data, expected 12000/,
    ],
    [
      ["train.py", "--gradients", "flat.npy"],
      /^flat\.npy: found an array of shape \(1500,\); expected \(steps, parameters\)/,
    ],
    [["train.py", "--gradients", "none.npy"], /^none\.npy: found an array of shape \(0, 5\); expected/],
    [
      ["train.py", "--gradients", "g.npy", "--initial", "g.npy"],
      /^g\.npy: found an array of shape \(300, 5\); expected \(5,\)/,
    ],
    [
      ["train.py", "--gradients", "g.npy", "--shapes", "2x2"],
      /^--shapes 2x2 has 4 entries; the recorded gradients have 5/,
    ],
    [["train.py", "--gradients", "g.npy", "--shapes", "2*2,1"], /^--shapes 2\*2,1: found "2\*2"; expected extents/],
    [["train.py", "--gradients", "g.npy", "--shapes", "0x2,5"], /^--shapes 0x2,5: found "0x2"/],
    [["two.py", "--gradients", "g.npy"], /^replay takes one configuration; choose one of two\.py:2, two\.py:3/],
    [
      ["performance.optim.yaml", "--gradients", "g.npy"],
      /The schedule reads the loss, and recorded gradients come without/,
    ],
    [["train.py", "--gradients", "refused.npy"], /^--trajectory refused\.npy would overwrite a file that this command/],
    [
      ["train.py", "--gradients", "g.npy", "--initial", "./refused.npy"],
      /^--trajectory refused\.npy would overwrite a file that this command reads/,
    ],
    [["train.py", "--gradients", "g.npy", "--series", "g.npy"], /^--series g\.npy would overwrite a file that this/],
    [["train.py", "--gradients", "g.npy", "--series", "train.py"], /^--series train\.py would overwrite a file that/],
    [
      ["train.py", "--gradients", "g.npy", "--series", "refused.npy"],
      /^--trajectory and --series both name refused\.npy/,
    ],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.join(" ")}`, async () => {
      const { exitCode, stderr } = await folder.run("replay", ...args, "--trajectory", "refused.npy");
      assert.match(stderr, message);
      assert.equal(exitCode, 2);
    });
  }

  it("refuses to write into a folder that does not exist", async () => {
    const { exitCode, stderr } = await folder.run(
      "replay",
      "train.py",
      "--gradients",
      "g.npy",
      "--trajectory",
      "no/t.npy",
    );
    assert.match(stderr, /^Cannot write no\/t\.npy: there is no such folder/);
    assert.equal(exitCode, 2);
  });
});
