import assert from "node:assert/strict";
import { CliFolder } from "./runCli";

const train = `import torch
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.AdamW(
    model.parameters(), lr=3e-4, weight_decay=args.decay)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30)
`;

describe("inspect", () => {
  const folder = new CliFolder({
    "train.py": train,
    "project/b.optim.yaml": "runs:\n  plain: { optimizer: gradient-descent, learningRate: 0.5 }\n",
    "project/a.py": "from torch.optim import SGD\nSGD(model.parameters(), lr=0.1)\n",
    "project/c.mjs": 'import * as tf from "@tensorflow/tfjs";\ntf.train.sgd(0.1);\n',
    "project/venv/lib.py": train,
    "project/.git/hook.py": train,
    "project/node_modules/x.py": train,
    "project/node_modules/tf.js": 'import * as tf from "@tensorflow/tfjs";\ntf.train.sgd(0.1);\n',
    "project/notes.txt": "torch.optim.SGD(p, lr=1)",
    "project/plain.py": "print(1)\n",
    "imports/train.py": `import torch
from config import LR
from binary import WD
from configs.base import MOMENTUM
torch.optim.SGD(p, lr=LR, momentum=MOMENTUM, weight_decay=WD)
`,
    "imports/config.py": "\ufeffLR = 0.25\n",
    "imports/binary.py": "WD = 0.1\n\0\0",
    "imports/configs/base.py": "MOMENTUM = 0.5\n",
    "bad.optim.yaml": "runs:\n  a: { optimizer: adm, learningRate: 0.1 }\n",
    "notes.txt": "",
  });
  after(() => folder.remove());

  it("prints one object per configuration, with every value under the framework's own name", async () => {
    const { exitCode, stdout, stderr } = await folder.run("inspect", "train.py", "--json");
    const [record, ...others] = JSON.parse(stdout);
    assert.equal(others.length, 0);
    const { hyperparameters, schedule, ...rest } = record;
    assert.deepEqual(rest, {
      file: "train.py",
      line: 3,
      column: 13,
      endLine: 4,
      endColumn: 58,
      framework: "torch",
      optimizer: "torch.optim.AdamW",
      clipping: null,
      unresolved: ["weight_decay"],
    });
    // Defaults of torch.optim.AdamW.
    assert.equal(hyperparameters.lr, 3e-4);
    assert.deepEqual(hyperparameters.betas, [0.9, 0.999]);
    assert.equal(hyperparameters.eps, 1e-8);
    assert.equal(schedule.name, "torch.optim.lr_scheduler.StepLR");
    assert.equal(schedule.line, 5);
    assert.equal(schedule.hyperparameters.step_size, 30);
    assert.equal(schedule.hyperparameters.gamma, 0.1);
    assert.equal(stderr, "");
    assert.equal(exitCode, 0);
  });

  it("takes values from the files that one imports, and none from what is no text", async () => {
    const { stdout } = await folder.run("inspect", "imports/train.py");
    assert.match(stdout, /lr 0\.25 · momentum 0\.5 .* not read: weight_decay$/m);
  });

  it("prints a line per configuration for people", async () => {
    const { stdout } = await folder.run("inspect", "train.py");
    assert.match(stdout, /^train\.py:3:13 torch\.optim\.AdamW · lr 3e-4 → step · .*not read: weight_decay\n$/);
  });

  it("reads the source files of a folder, without hidden ones and installed packages", async () => {
    const { exitCode, stdout } = await folder.run("inspect", "project", "--json");
    const files = JSON.parse(stdout).map(({ file }: { file: string }) => file.replaceAll("\\", "/"));
    assert.deepEqual(files, ["project/a.py", "project/b.optim.yaml", "project/c.mjs"]);
    assert.equal(exitCode, 0);
  });

  it("prints an empty array where nothing is configured", async () => {
    const { exitCode, stdout } = await folder.run("inspect", "project/plain.py", "--json");
    assert.deepEqual(JSON.parse(stdout), []);
    assert.equal(exitCode, 0);
  });

  it("lists what it can read, and says of the rest where and why it cannot", async () => {
    const { exitCode, stdout, stderr } = await folder.run(
      "inspect",
      "nowhere.py",
      "notes.txt",
      "bad.optim.yaml",
      "train.py",
    );
    assert.match(stdout, /^train\.py:3:13 /m);
    const messages = stderr.trimEnd().split("\n");
    assert.equal(messages[0], "Cannot read nowhere.py: there is no such file.");
    assert.match(
      messages[1],
      /^Cannot read notes\.txt: expected a name that ends in \.optim\.yaml, .*\.py, .*\.json\b/,
    );
    assert.match(messages[2], /^bad\.optim\.yaml:2:19: error: .*"adm".*adam/);
    assert.equal(exitCode, 2);
  });

  it("says that there is nothing, which is no mistake", async () => {
    const { exitCode, stdout, stderr } = await folder.run("inspect", "project/plain.py", "--json");
    assert.deepEqual(JSON.parse(stdout), []);
    assert.equal(stderr, "project/plain.py: no optimizer configuration was found.\n");
    assert.equal(exitCode, 0);
  });
});
