import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Simulation } from "../../src/core/simulation/simulation";
import { decodeTrace } from "../../src/core/trace/traceFile";
import { parseReport, type Report } from "../../src/protocol/report";
import { CliFolder } from "./runCli";

const runs = `problem: { name: quadratic, eigenvalues: [1, 10] }
steps: 30
runs:
  "</script><script>alert(1)</script>": { optimizer: gradient-descent, learningRate: 0.01 }
  diverging: { optimizer: gradient-descent, learningRate: 1.0e+200 }
`;

/** Stands for the page's bundle, with what could end the element that it is put into. */
const script = 'const text = "</script><!--<script>"; // end';
const style = "body { color: red }";

function embedded(page: string): Report {
  const [, json] = /<script type="application\/json" id="report">(.*?)<\/script>/s.exec(page) ?? [];
  return parseReport(json);
}

describe("simulate --format html", () => {
  const folder = new CliFolder({
    "runs.optim.yaml": runs,
    "dist/webview/report.js": script,
    "dist/webview/report.css": style,
  });
  after(() => folder.remove());

  it("embeds every run with its summary, its specification and its trace", async () => {
    const { exitCode, stdout } = await folder.run("simulate", "runs.optim.yaml", "--format", "html");
    const [first, second] = embedded(stdout).runs;
    assert.equal(first.summary.name, "</script><script>alert(1)</script>");
    assert.equal(first.summary.source, "runs.optim.yaml:4");
    assert.equal(first.summary.stepsDone, 30);
    assert.equal(first.summary.status, "finished");
    assert.equal(second.summary.status, "diverged");
    assert.ok(!Number.isFinite(second.summary.nonFinite?.value));
    assert.equal(typeof second.summary.nonFinite?.value, "number");

    const { trace } = decodeTrace(Buffer.from(first.trace ?? "", "base64"));
    const again = new Simulation(first.specification);
    again.advance(30);
    assert.deepEqual(
      trace.columns,
      first.summary.columns.map((column) => column.name),
    );
    trace.columns.forEach((_, column) => {
      assert.deepEqual(trace.column(column), again.trace.column(column));
    });
    assert.equal(exitCode, 0);
  });

  it("is one page that lets nothing else in and whose data end no element", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml", "--format", "html");
    const scripts = [...stdout.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text);
    assert.deepEqual(scripts, ['const text = "\\x3C/script>\\x3C!--<script>"; // end']);
    assert.equal(stdout.match(/<script/g)?.length, 2 + 1, "data, script, and the word in the script's string");
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(stdout) ?? [];
    assert.deepEqual(policy.split("; "), [
      "default-src 'none'",
      `script-src ${hash(scripts[0])} 'wasm-unsafe-eval'`,
      `style-src ${hash(style)} ${hash("")}`,
      "img-src data:",
    ]);
    assert.doesNotMatch(stdout, /https?:\/\//);
  });

  it("leaves long traces to the page, which makes them anew", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml:4", "--format", "html", "--steps", "20001");
    const [run] = embedded(stdout).runs;
    assert.equal(run.trace, null);
    assert.equal(run.specification.steps, 20_001);
    assert.equal(run.summary.stepsDone, 20_001);
  });

  it("says what is missing when the page's own files have not been built", async () => {
    const bare = new CliFolder({ "runs.optim.yaml": runs });
    const { exitCode, stdout, stderr } = await bare.run("simulate", "runs.optim.yaml:4", "--format", "html");
    bare.remove();
    assert.match(stderr, /^The report page cannot be made: .*report\.js is missing\. npm run build makes it/);
    assert.equal(stdout, "");
    assert.equal(exitCode, 3);
  });
});
