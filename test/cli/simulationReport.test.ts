import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Simulation } from "../../src/core/simulation/simulation";
import { parseReport, type Report } from "../../src/protocol/report";
import { ReportedCurves } from "../../webview/host/reportedCurves";
import { gradientDescent } from "../core/simulation/specifications";
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
    const { state, curves, comparison, specifications } = embedded(stdout);
    const [first, second] = state.runs;
    assert.equal(first.name, "</script><script>alert(1)</script>");
    assert.equal(first.source, "runs.optim.yaml:4");
    assert.equal(first.stepsDone, 30);
    assert.equal(first.status, "finished");
    assert.equal(second.status, "diverged");
    assert.ok(!Number.isFinite(second.nonFinite?.value));
    assert.equal(typeof second.nonFinite?.value, "number");

    const again = new Simulation({
      optimizer: { ...gradientDescent, learningRate: 0.01 },
      problem: { name: "quadratic", parameters: { eigenvalues: [1, 10] } },
      steps: 30,
      seed: 0,
      precision: "float64",
    });
    again.advance(30);
    const page = new ReportedCurves(curves[first.id]);
    for (const step of [0, 17, 29]) {
      const row = new Float64Array(again.trace.columns.length);
      again.trace.readRow(step, row);
      assert.deepEqual(page.row(step), [...row]);
    }
    assert.deepEqual(
      again.trace.columns,
      first.columns.map((column) => column.name),
    );
    assert.deepEqual(
      comparison?.settings.map(({ name }) => name),
      ["lr"],
    );
    assert.equal(comparison?.losses[0]?.final, again.trace.value(again.trace.columnIndex("loss"), 29));
    assert.deepEqual(
      Object.values(specifications).map(({ steps, optimizer }) => [steps, optimizer.learningRate]),
      [
        [30, 0.01],
        [30, 1e200],
      ],
    );
    assert.equal(exitCode, 0);
  });

  it("is one page that lets nothing else in and whose data end no element", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml", "--format", "html");
    const scripts = [...stdout.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text);
    assert.deepEqual(scripts, ['const text = "\\x3C/script>\\x3C!--<script>"; // end']);
    assert.equal(
      stdout.match(/<script/g)?.length,
      3 + 1,
      "translations, data, script, and the word in the script's string",
    );
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(stdout) ?? [];
    assert.deepEqual(policy.split("; "), [
      "default-src 'none'",
      `script-src ${hash(scripts[0])} 'wasm-unsafe-eval'`,
      `style-src ${hash(style)} ${hash("")}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.doesNotMatch(stdout, /https?:\/\//);
  });

  it("reduces long curves to what a page has room for", async () => {
    const { stdout } = await folder.run("simulate", "runs.optim.yaml:4", "--format", "html", "--steps", "400001");
    const { state, curves } = embedded(stdout);
    const [run] = state.runs;
    assert.equal(run.stepsDone, 400_001);
    assert.equal(curves[run.id].rows, 400_001);
    assert.ok(curves[run.id].points < 5000);
    assert.ok(stdout.length < 17e6);
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
