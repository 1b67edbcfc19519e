import assert from "node:assert/strict";
import { CliFolder } from "./runCli";

const script = `import torch
optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2 * len(loader))
`;

describe("--answer", () => {
  const folder = new CliFolder({ "train.py": script, "plain.py": "import torch\ntorch.optim.SGD(p, lr=0.1)\n" });
  after(() => folder.remove());

  it("says what only the run knows", async () => {
    const answers = ["--answer", "args.lr=0.5", "--answer", "len(loader)=4"];
    const { exitCode, stdout, stderr } = await folder.run("simulate", "train.py", "--steps", "9", ...answers);
    assert.equal(stderr, "");
    assert.equal(exitCode, 0);
    const rates = stdout
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => Number(line.split(",")[2]));
    assert.equal(rates[0], 0.5);
    assert.ok(Math.abs(rates[4] - 0.25) < 1e-12, `${rates[4]}`);
    assert.ok(Math.abs(rates[8]) < 1e-12, `${rates[8]}`);
  });

  it("is what a message names that lacks it", async () => {
    const { exitCode, stdout, stderr } = await folder.run("simulate", "train.py");
    assert.equal(exitCode, 2);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      `train.py:2:52: error: Only the run knows args.lr, which is needed for lr of SGD, line 2.
train.py:3:77: error: Only the run knows len(loader), which is needed for T_max of CosineAnnealingLR, line 3.
To say what they are: --answer 'args.lr=…' --answer 'len(loader)=…'
`,
    );
  });

  it("shows in what inspect lists", async () => {
    const { stdout } = await folder.run("inspect", "train.py", "--answer", "args.lr=0.5");
    assert.match(stdout, /lr 0\.5 → cosine · .*not read: CosineAnnealingLR\.T_max/);
  });

  for (const [what, answer, message] of [
    ["of another form", "len(loader)", /--answer is "len\(loader\)"; expected EXPRESSION=VALUE/],
    ["without a value", "len(loader)=", /expected EXPRESSION=VALUE/],
    ["for what nobody asks", "len(loadr)=4", /train\.py does not ask for it; did you mean len\(loader\)\?/],
    ["that is no value", "len(loader)=many", /"many" is no value; expected an integer of at least 1/],
    ["out of range", "len(loader)=0", /len\(loader\) is 0; expected an integer of at least 1/],
  ] as const) {
    it(`is refused ${what}`, async () => {
      const { exitCode, stderr } = await folder.run("simulate", "train.py", "--answer", answer);
      assert.equal(exitCode, 2);
      assert.match(stderr, message);
    });
  }

  it("is refused where there is nothing to ask", async () => {
    const { stderr } = await folder.run("simulate", "plain.py", "--answer", "args.lr=1");
    assert.equal(stderr, "--answer args.lr: plain.py asks for nothing.\n");
  });
});
