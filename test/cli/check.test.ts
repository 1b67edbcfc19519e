import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CliFolder } from "./runCli";

const rises = `import torch
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
for epoch in range(15):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
    scheduler.step()
`;

describe("check", () => {
  const folder = new CliFolder({
    "rises.py": rises,
    "ignored.py": rises.replace("T_max=10)", "T_max=10)  # optimizer: ignore schedule/cosine-rises-again"),
    "refused.py": "import torch\ntorch.optim.SGD(model.parameters(), lr=-1)\n",
    "sound.py": "import torch\ntorch.optim.AdamW(model.parameters(), lr=3e-4)\n",
    "plain.py": "print(1)\n",
    "project/a.py": rises,
    "project/b.py": "print(2)\n",
  });
  after(() => folder.remove());

  it("prints findings as compilers do, with the rule and what would mend them", async () => {
    const { exitCode, stdout, stderr } = await folder.run("check", "rises.py");
    assert.equal(exitCode, 0);
    assert.equal(
      stdout,
      "rises.py:3:73: warning: The learning rate is at its lowest, 0, after T_max = 10 steps of the schedule and rises again from there: " +
        "the run has 15 steps and ends at 0.03455. [schedule/cosine-rises-again]\n" +
        "  fix: Set T_max to 15, the steps of the run\n",
    );
    assert.equal(stderr, "1 warning in 1 file.\n");
  });

  it("prints JSON with the numbers behind a finding and the edits of its fix", async () => {
    const { stdout } = await folder.run("check", "project", "--format", "json");
    const [finding, ...others] = JSON.parse(stdout);
    assert.equal(others.length, 0);
    const { message, ...rest } = finding;
    assert.match(message, /rises again/);
    const place = { line: 3, column: 73, endLine: 3, endColumn: 75 };
    assert.deepEqual(rest, {
      file: join("project", "a.py"),
      ...place,
      rule: "schedule/cosine-rises-again",
      severity: "warning",
      // (1 + cos(14/10 · π)) / 2 of 0.1, in the last of 15 steps.
      evidence: {
        argument: "T_max",
        length: 10,
        lowest: 0,
        steps: 15,
        last: 0.1 * ((1 + Math.cos(1.4 * Math.PI)) / 2),
      },
      fix: {
        title: "Set T_max to 15, the steps of the run",
        isSafe: false,
        edits: [{ file: join("project", "a.py"), ...place, text: "15" }],
      },
    });
  });

  it("ends with 1 for findings of severity error alone, those of readers among them", async () => {
    const { exitCode, stdout } = await folder.run("check", "refused.py", "rises.py", "--format", "json");
    assert.equal(exitCode, 1);
    assert.deepEqual(
      JSON.parse(stdout).map(({ rule }: { rule: string }) => rule),
      ["source/refused", "schedule/cosine-rises-again"],
    );
  });

  it("prints an empty array where nothing is wrong or nothing is configured", async () => {
    const { exitCode, stdout, stderr } = await folder.run("check", "sound.py", "plain.py", "--format", "json");
    assert.equal(exitCode, 0);
    assert.equal(stdout, "[]\n");
    assert.equal(stderr, "Nothing found in 2 files.\n");
  });

  it("leaves out what a comment at the line ignores", async () => {
    const { stdout } = await folder.run("check", "ignored.py");
    assert.equal(stdout, "");
  });

  it("takes other severities and thresholds", async () => {
    const off = await folder.run("check", "rises.py", "--rule", "schedule/*=off");
    assert.equal(off.stdout, "");
    const asError = await folder.run("check", "rises.py", "--rule", "schedule/cosine-rises-again=error");
    assert.equal(asError.exitCode, 1);
    const later = await folder.run("check", "rises.py", "--threshold", "schedule/cosine-rises-again.share=0.5");
    assert.equal(later.stdout, "");
  });

  it("refuses what there is not: rules, levels, thresholds, formats, files", async () => {
    for (const [args, message] of [
      [["rises.py", "--rule", "schedule/cosine-rises=off"], /no rule "schedule\/cosine-rises".*cosine-rises-again/],
      [["rises.py", "--rule", "schedule/cosine-rises-again=loud"], /"loud" is no level; expected off, information/],
      [["rises.py", "--threshold", "schedule/cosine-rises-again.size=1"], /no threshold "size"; it has share/],
      [["rises.py", "--threshold", "schedule/cosine-rises-again.share=x"], /"x" is no number/],
      [["rises.py", "--format", "xml"], /expected text, json, sarif/],
      [[], /takes one FILE or more/],
      [["missing.py"], /there is no such file/],
    ] as const) {
      const { exitCode, stderr } = await folder.run("check", ...args);
      assert.equal(exitCode, 2, args.join(" "));
      assert.match(stderr, message);
    }
  });

  it("makes no edit with --fix that is not safe, and leaves the file as it is", async () => {
    const { stderr } = await folder.run("check", "rises.py", "--fix");
    assert.equal(stderr, "1 warning in 1 file.\n");
    assert.equal(readFileSync(join(folder.path, "rises.py"), "utf8"), rises);
  });
});
