import assert from "node:assert/strict";
import { plainValues } from "../../../src/sources/configurationValues";
import { readSource } from "../../../src/sources/readSource";
import type { SourceFiles } from "../../../src/sources/sourceFiles";

/** Files as a workspace would have them. */
function filesOf(texts: Readonly<Record<string, string>>): SourceFiles & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async read(path) {
      asked.push(path);
      return texts[path] ?? null;
    },
  };
}

describe("files that Detectron2's are built on", () => {
  const base = "SOLVER:\n  BASE_LR: 0.02\n  STEPS: (60000, 80000)\n  MAX_ITER: 90000\n  WEIGHT_DECAY: 0.0005\n";
  const own = '_BASE_: "../Base.yaml"\nSOLVER:\n  STEPS: (210000, 250000)\n  MAX_ITER: 270000\n';

  it("give the values that a file has not, each with its file", async () => {
    const files = filesOf({ "configs/Base.yaml": base });
    const { configurations } = await readSource("configs/detection/faster.yaml", own, files);
    const [{ hyperparameters, schedule, unresolved, range }] = configurations;
    assert.deepEqual(unresolved, []);
    assert.equal(range.line, 2);
    assert.deepEqual(hyperparameters.lr, {
      value: 0.02,
      range: { line: 2, column: 12, endLine: 2, endColumn: 16 },
      file: "configs/Base.yaml",
    });
    assert.equal(hyperparameters.momentum.range, null);
    assert.deepEqual(plainValues(schedule?.hyperparameters ?? {}).STEPS, [210000, 250000]);
    assert.equal(schedule?.hyperparameters.STEPS.file, undefined);
  });

  it("may be built on further ones, and on several", async () => {
    const files = filesOf({
      "a.yaml": "_BASE_: [b.yaml, c.yaml]\nSOLVER: {MOMENTUM: 0.8}\n",
      "b.yaml": "SOLVER: {BASE_LR: 0.1, GAMMA: 0.5}\n",
      "c.yaml": "SOLVER: {BASE_LR: 0.2}\n",
    });
    const text = "_BASE_: a.yaml\nSOLVER:\n  MAX_ITER: 50000\n";
    const [{ hyperparameters, schedule, unresolved }] = (await readSource("x.yaml", text, files)).configurations;
    assert.deepEqual(unresolved, []);
    assert.deepEqual([hyperparameters.lr.value, hyperparameters.momentum.value], [0.2, 0.8]);
    assert.equal(schedule?.hyperparameters.GAMMA.value, 0.5);
  });

  it("are read once in a circle, and not without end", async () => {
    const files = filesOf({ "a.yaml": "_BASE_: x.yaml\nSOLVER: {BASE_LR: 0.1}\n" });
    const text = "_BASE_: a.yaml\nSOLVER:\n  MAX_ITER: 50000\n";
    const [{ hyperparameters, unresolved }] = (await readSource("x.yaml", text, files)).configurations;
    assert.equal(hyperparameters.lr.value, 0.1);
    assert.ok(unresolved.includes("momentum"));
    let reads = 0;
    const many: SourceFiles = {
      read: async (path) => `_BASE_: ["x${path}", "y${path}"]\nSOLVER: {GAMMA: 0.${++reads}}\n`,
    };
    assert.equal((await readSource("x.yaml", text, many)).configurations.length, 1);
    assert.ok(reads <= 16, String(reads));
  });

  it("are not looked for outside of all folders, or elsewhere", async () => {
    const files = filesOf({});
    for (const name of ["../../up.yaml", "/etc/x.yaml", "~/x.yaml", "https://x/y.yaml"]) {
      await readSource("a/x.yaml", `_BASE_: "${name}"\nSOLVER:\n  MAX_ITER: 50000\n`, files);
    }
    assert.deepEqual(files.asked, []);
  });

  it("make a mistake of theirs known in the file that is read", async () => {
    const files = filesOf({ "configs/Base.yaml": "\n\n\n\n\n\n\n\nSOLVER: {BASE_LR: fast, WEIGHT_DECAY: -1}\n" });
    const [{ issues }] = (await readSource("configs/x/y.yaml", own, files)).configurations;
    assert.ok(issues.some(({ severity }) => severity === "error"));
    for (const { range } of issues) assert.ok(range.line <= 4, JSON.stringify(range));
  });
});

describe("files that MaxText's are built on", () => {
  const text = 'base_config: "base.yml"\nlearning_rate: 2.e-5\n';

  it("are looked for beside a file, and then in MaxText's folder", async () => {
    const files = filesOf({ "src/maxtext/configs/base.yml": "opt_type: adam_pax\nadam_b2: 0.98\nsteps: 100\n" });
    const [{ hyperparameters, simulation, issues, schedule }] = (
      await readSource("src/maxtext/configs/post_train/sft.yml", text, files)
    ).configurations;
    assert.deepEqual(files.asked, ["src/maxtext/configs/post_train/base.yml", "src/maxtext/configs/base.yml"]);
    assert.equal(hyperparameters.b2.value, 0.98);
    assert.equal(hyperparameters.b2.file, "src/maxtext/configs/base.yml");
    assert.equal(simulation.steps, 100);
    assert.equal(schedule?.hyperparameters.steps.file, "src/maxtext/configs/base.yml");
    for (const { range } of issues) assert.equal(range.line, 2);
  });

  it("may be built on others, the last of which is MaxText's own", async () => {
    const files = filesOf({
      "large.yml": "base_config: common/small.yml\nadam_b1: 0.8\n",
      "common/small.yml": "base_config: base.yml\nadam_b1: 0.7\nadam_eps: 1e-6\n",
    });
    const [{ hyperparameters, unresolved }] = (
      await readSource("own.yml", "base_config: large.yml\nlearning_rate: 0.1\n", files)
    ).configurations;
    assert.deepEqual(unresolved, []);
    assert.deepEqual(
      [hyperparameters.b1.value, hyperparameters.eps.value, hyperparameters.b2.value],
      [0.8, 1e-6, 0.95],
    );
  });

  it("are read once in a circle", async () => {
    const files = filesOf({ "a.yml": "base_config: b.yml\nadam_b1: 0.8\n", "b.yml": "base_config: a.yml\n" });
    const [{ hyperparameters, unresolved }] = (
      await readSource("c.yml", "base_config: a.yml\nlearning_rate: 0.1\n", files)
    ).configurations;
    assert.equal(hyperparameters.b1.value, 0.8);
    assert.ok(unresolved.includes("b2"));
  });
});

describe("Hydra's list of defaults", () => {
  const adam = `_target_: torch.optim.Adam\nlr: \${base_lr}\nweight_decay: 0.1\n`;
  const cosine = "_target_: torch.optim.lr_scheduler.CosineAnnealingLR\nT_max: 100\n";
  const files = () =>
    filesOf({
      "conf/optimizer/adam.yaml": adam,
      "conf/scheduler/cosine.yaml": cosine,
      "conf/model/big.yaml": "optimizer:\n  _target_: torch.optim.SGD\n",
    });

  it("brings in the optimizer and the schedule, where the list names them", async () => {
    const text = "defaults:\n  - _self_\n  - model: big\n  - optimizer: adam\n  - scheduler: cosine\nbase_lr: 0.01\n";
    const [first, ...others] = (await readSource("conf/train.yaml", text, files())).configurations;
    assert.deepEqual(others, []);
    assert.equal(first.optimizer, "torch.optim.Adam");
    assert.equal(first.range.line, 4);
    assert.equal(first.schedule?.name, "torch.optim.lr_scheduler.CosineAnnealingLR");
    assert.deepEqual(first.hyperparameters.lr, {
      value: 0.01,
      range: { line: 6, column: 10, endLine: 6, endColumn: 14 },
      origin: "value of base_lr",
    });
    assert.equal(first.hyperparameters.weight_decay.file, "conf/optimizer/adam.yaml");
  });

  it("goes behind what the file itself says", async () => {
    const text = "defaults:\n  - optimizer: adam\n\noptimizer:\n  lr: 0.5\n";
    const [{ range, hyperparameters }] = (await readSource("conf/train.yaml", text, files())).configurations;
    assert.equal(range.line, 4);
    assert.equal(hyperparameters.lr.value, 0.5);
    assert.equal(hyperparameters.weight_decay.value, 0.1);
  });

  it("is looked for in the folders above where it says so, and under the key that it names", async () => {
    const text = "defaults:\n  - override /optimizer@model.optim: adam\nmodel:\n  name: x\n";
    const [{ optimizer, range }] = (await readSource("conf/experiment/a.yaml", text, files())).configurations;
    assert.equal(optimizer, "torch.optim.Adam");
    assert.equal(range.line, 2);
  });

  it("brings in nothing that is not there", async () => {
    const text = "defaults:\n  - optimizer: lion\n  - optimizer: [1]\n  - base\n";
    assert.deepEqual(await readSource("conf/train.yaml", text, files()), { configurations: [], issues: [] });
  });
});

describe("numbers as the program that reads a file has them", () => {
  const text =
    "output_dir: out\nlr_scheduler_type: constant\nper_device_train_batch_size: 8\nlearning_rate: 1e-5\nadam_epsilon: 1.0e-8\n";

  it("remember where PyYAML takes them for text", async () => {
    const [{ hyperparameters }] = (await readSource("args.yaml", text)).configurations;
    assert.equal(hyperparameters.lr.value, 1e-5);
    assert.equal(hyperparameters.lr.spelledAsText, true);
    assert.equal(hyperparameters.eps.spelledAsText, undefined);
  });

  it("are numbers to OmegaConf, and in JSON", async () => {
    const hydra = "optimizer:\n  _target_: torch.optim.Adam\n  lr: 1e-5\n";
    const [configuration] = (await readSource("conf.yaml", hydra)).configurations;
    assert.equal(configuration.hyperparameters.lr.spelledAsText, undefined);
    const json = '{"output_dir": "o", "num_train_epochs": 3, "lr_scheduler_type": "constant", "learning_rate": 1e-5}';
    const [arguments_] = (await readSource("args.json", json)).configurations;
    assert.equal(arguments_.hyperparameters.lr.value, 1e-5);
    assert.equal(arguments_.hyperparameters.lr.spelledAsText, undefined);
  });
});
