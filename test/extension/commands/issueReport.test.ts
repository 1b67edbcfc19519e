import assert from "node:assert/strict";
import { issueReport } from "../../../src/extension/commands/issueReport";

describe("the report of an issue", () => {
  const facts = {
    extension: "Optimizer Debugger 0.1.0",
    editor: "Code 1.100.0",
    platform: "linux x64",
    file: "python",
  };

  it("asks what happened, and says what is installed and set", () => {
    const report = issueReport({ ...facts, settings: { "optimizerDebugger.steps": 200 } });
    assert.match(report, /^## What happened\n/);
    assert.match(
      report,
      /- Optimizer Debugger 0\.1\.0\n- Code 1\.100\.0\n- linux x64\n- file: python\n- optimizerDebugger\.steps: `200`\n/,
    );
  });

  it("says nothing of a file or of settings where there are none", () => {
    const report = issueReport({ ...facts, file: null, settings: {} });
    assert.match(report, /- linux x64\n\n<!--/);
  });
});
