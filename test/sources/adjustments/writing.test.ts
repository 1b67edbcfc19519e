import assert from "node:assert/strict";
import { adjustables } from "../../../src/sources/adjustments/adjustable";
import type { Adjustments } from "../../../src/sources/adjustments/adjusted";
import {
  checkAdjustments,
  describeAdjustments,
  remainingAdjustments,
} from "../../../src/sources/adjustments/checkAdjustments";
import { writeAdjustments, writingOf } from "../../../src/sources/adjustments/writing";
import { wronglyWritten } from "../../../src/sources/adjustments/wronglyWritten";
import type { OptimizerConfiguration } from "../../../src/sources/configuration";
import { applyEdits } from "../../../src/sources/edits/sourceEdits";
import { readSource } from "../../../src/sources/readSource";

async function read(path: string, text: string): Promise<OptimizerConfiguration> {
  const [configuration] = (await readSource(path, text)).configurations;
  assert.ok(configuration, `nothing was read in ${text}`);
  return configuration;
}

function sourceOf(path: string, text: string) {
  return { isPython: path.endsWith(".py"), textOf: (file: string | undefined) => (file === undefined ? text : null) };
}

/** The text as it is written, after a look that it then says what it should. */
async function written(path: string, text: string, changes: Adjustments): Promise<string> {
  const configuration = await read(path, text);
  const { edits, left } = writeAdjustments(configuration, changes, sourceOf(path, text));
  assert.deepEqual(left, {});
  const after = applyEdits(text, edits);
  assert.deepEqual(wronglyWritten(configuration, await read(path, after), changes), []);
  return after;
}

describe("writing values into their source", () => {
  const python = (call: string) => `import torch\nrate = 0.1\nbetas = (0.9, 0.95)\no = torch.optim.${call}\n`;
  const cases: readonly (readonly [before: string, changes: Adjustments, after: string])[] = [
    ["SGD(p, lr=0.1)", { lr: 0.02 }, "SGD(p, lr=0.02)"],
    ["SGD(p, 1e-1)", { lr: 3e-4 }, "SGD(p, 3e-4)"],
    ["SGD(p, lr=2 * 0.1)", { lr: 0.02 }, "SGD(p, lr=0.02)"],
    ["SGD(p, 0.1)", { momentum: 0.9 }, "SGD(p, 0.1, momentum=0.9)"],
    ["SGD(p, 0.1)", { momentum: 0.9, nesterov: true }, "SGD(p, 0.1, momentum=0.9, nesterov=True)"],
    ["SGD(p, 0.1, 0.9, nesterov=True)", { nesterov: false }, "SGD(p, 0.1, 0.9, nesterov=False)"],
    ["Adam(p, betas=(0.9, 0.98))", { "betas[1]": 0.5 }, "Adam(p, betas=(0.9, 0.5))"],
    ["Adam(p, betas=(0.9, 1 - 1e-3))", { "betas[1]": 0.5 }, "Adam(p, betas=(0.9, 0.5))"],
    ["Adam(p, betas=[0.9,\n  0.98])", { "betas[0]": 0.5, "betas[1]": 0.6 }, "Adam(p, betas=[0.5,\n  0.6])"],
    ["Adam(p)", { "betas[1]": 0.5 }, "Adam(p, betas=(0.9, 0.5))"],
    ["Adam(p)", { "betas[0]": 0.8, "betas[1]": 0.5 }, "Adam(p, betas=(0.8, 0.5))"],
    ["Adam(\n  p,\n  lr=0.1,\n)", { eps: 1e-4 }, "Adam(\n  p,\n  lr=0.1,\n  eps=1e-4,\n)"],
  ];
  for (const [before, changes, after] of cases) {
    it(`makes ${after.replaceAll("\n", "⏎")} of ${before.replaceAll("\n", "⏎")}`, async () => {
      assert.equal(await written("train.py", python(before), changes), python(after));
    });
  }

  it("edits what a variable or a default of the command line says", async () => {
    const text = python("Adam(p, lr=rate, betas=betas)");
    const after = text.replace("rate = 0.1", "rate = 0.5").replace("(0.9, 0.95)", "(0.9, 0.6)");
    assert.equal(await written("train.py", text, { lr: 0.5, "betas[1]": 0.6 }), after);
  });

  it("edits a schedule, also one of several", async () => {
    const text =
      "import torch\no = torch.optim.SGD(p, 0.1)\nS = torch.optim.lr_scheduler\ns = S.SequentialLR(o, [S.LinearLR(o), S.StepLR(o, 30)], [5])\n";
    const after = text.replace("LinearLR(o)", "LinearLR(o, total_iters=9)").replace("30)", "40)");
    assert.equal(await written("train.py", text, { "schedule[0].total_iters": 9, "schedule[1].step_size": 40 }), after);
  });

  it("edits JSON and native YAML, with the dot that PyYAML needs behind a key", async () => {
    const json = '{"optimizer": {"type": "AdamW", "params": {"lr": 3e-5, "betas": [0.8, 0.999]}}}';
    assert.equal(
      await written("ds_config.json", json, { lr: 1e-4, "betas[0]": 0.7 }),
      json.replace("3e-5", "1e-4").replace("0.8", "0.7"),
    );
    const yaml = "runs:\n  a: { optimizer: adam, learningRate: 0.01 }\n";
    assert.equal(await written("a.optim.yaml", yaml, { learningRate: 1e-4 }), yaml.replace("0.01", "1.0e-4"));
  });

  it("leaves what nothing spells out where there is no call to add it to", async () => {
    const text = "runs:\n  a: { optimizer: adam, learningRate: 0.01 }\n";
    const configuration = await read("a.optim.yaml", text);
    const changes = { learningRate: 0.1, beta1: 0.5 };
    const { edits, left } = writeAdjustments(configuration, changes, sourceOf("a.optim.yaml", text));
    assert.deepEqual([edits.length, left], [1, { beta1: 0.5 }]);
  });

  it("leaves what is in a file that is not at hand", async () => {
    const text = python("SGD(p, 0.1)");
    const configuration = await read("train.py", text);
    const elsewhere = { ...configuration.hyperparameters.lr, file: "/config.py" };
    const moved = { ...configuration, hyperparameters: { ...configuration.hyperparameters, lr: elsewhere } };
    assert.deepEqual(writeAdjustments(moved, { lr: 1 }, sourceOf("train.py", text)), { edits: [], left: { lr: 1 } });
  });

  it("edits a number in another file, and nothing there that is more", async () => {
    const text = python("SGD(p, 0.1)");
    const configuration = await read("train.py", text);
    const at = (other: string) => {
      const range = { line: 1, column: 6, endLine: 1, endColumn: other.length + 1 };
      const lr = { value: 0.1, range, file: "/config.py" };
      const source = { isPython: true, textOf: (file: string | undefined) => (file === undefined ? text : other) };
      return writeAdjustments({ ...configuration, hyperparameters: { lr } }, { lr: 0.5 }, source);
    };
    const [edit] = at("LR = 0.1").edits;
    assert.deepEqual([edit.file, edit.text, edit.range.column], ["/config.py", "0.5", 6]);
    assert.deepEqual(at("LR = 1 / 10").left, { lr: 0.5 });
  });

  it("says what else an edit would change", async () => {
    const text = "import torch\nk = 0.5\no = torch.optim.SGD(p, 0.1, momentum=k, weight_decay=k)\n";
    const configuration = await read("train.py", text);
    const { edits } = writeAdjustments(configuration, { momentum: 0.7 }, sourceOf("train.py", text));
    const after = await read("train.py", applyEdits(text, edits));
    assert.deepEqual(wronglyWritten(configuration, after, { momentum: 0.7 }), ["wd"]);
    const both = writeAdjustments(configuration, { momentum: 0.7, weight_decay: 0.8 }, sourceOf("train.py", text));
    assert.deepEqual(both.left, { weight_decay: 0.8 });
  });

  it("says before what it would edit", async () => {
    const text = python("Adam(p, lr=rate, betas=(0.9, 1 - 0.01))");
    const configuration = await read("train.py", text);
    const writings = adjustables(configuration).map((each) => {
      const writing = writingOf(configuration, each, sourceOf("train.py", text));
      return `${each.id}: ${writing?.kind} ${writing?.text} ${writing?.place.range.line}`;
    });
    assert.deepEqual(writings.slice(0, 4), [
      "lr: literal 0.1 2",
      "betas[0]: literal 0.9 4",
      "betas[1]: expression 1 - 0.01 4",
      "eps: argument eps 4",
    ]);
  });
});

describe("changes from outside", () => {
  const sgd = () => read("train.py", "import torch\no = torch.optim.SGD(p, 0.1, momentum=0.9)\n");

  it("are taken without those that the source says itself", async () => {
    assert.deepEqual(checkAdjustments(await sgd(), { lr: 0.1, momentum: 0.5, nesterov: true }), {
      momentum: 0.5,
      nesterov: true,
    });
  });

  it("are refused where they are no values of hyperparameters", async () => {
    const configuration = await sgd();
    const refused: readonly (readonly [unknown, RegExp])[] = [
      [null, /Expected values by hyperparameter/],
      [{ speed: 1 }, /no hyperparameter speed/],
      [{ lr: "0.1" }, /lr is 0\.1; expected a number of at least 0/],
      [{ lr: -1 }, /lr is -1; expected a number of at least 0/],
      [{ lr: Number.NaN }, /lr is NaN/],
      [{ nesterov: 1 }, /nesterov is 1; expected true or false/],
      [{ nesterov: true, momentum: 0 }, /[Nn]esterov/],
    ];
    for (const [changes, message] of refused) assert.throws(() => checkAdjustments(configuration, changes), message);
  });

  it("are said in short, and known when the source says them", async () => {
    const configuration = await sgd();
    assert.equal(describeAdjustments(configuration, { nesterov: true, lr: 3e-4 }), "lr 3e-4, nesterov on");
    assert.deepEqual(remainingAdjustments(configuration, { lr: 0.1, momentum: 0.5, gamma: 1 }), {
      momentum: 0.5,
      gamma: 1,
    });
  });
});
