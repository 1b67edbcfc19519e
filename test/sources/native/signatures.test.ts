import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { signatureAt } from "../../../src/sources/native/signatures";

function signatureIn(marked: string) {
  return signatureAt(marked.replace("¦", ""), marked.indexOf("¦"));
}

/** The parameter that is being typed, as the label spells it. */
function activeIn(marked: string): string | null {
  const signature = signatureIn(marked);
  assert.ok(signature, marked);
  const { label, parameters, active } = signature;
  return active === null ? null : label.slice(parameters[active].start, parameters[active].end);
}

describe("the signature at a place of a native file", () => {
  it("has the parameters with their defaults, and what they mean", () => {
    const signature = signatureIn("optimizer: adam\nbeta1: ¦");
    assert.ok(signature);
    assert.equal(
      signature.label,
      "adam(learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, biasCorrection = true)",
    );
    assert.match(signature.documentation, /running mean of the gradient/);
    assert.match(signature.parameters[1].documentation, /at least 0 and below 1.*default 0\.9[\s\S]*mean gradient/);
  });

  for (const [title, marked, expected] of [
    ["a value", "optimizer: adam\nbeta1: ¦", "beta1 = 0.9"],
    ["a value that is there", "optimizer: adam\nbeta1: 0.¦5", "beta1 = 0.9"],
    ["a value by another name", "optimizer: adam\nlr: ¦", "learningRate = 0.001"],
    ["a value of one run of several", "runs:\n  a: { optimizer: momentum, beta: ¦ }", "beta = 0.9"],
    ["a value in JSON", '{ "optimizer": "adam", "beta2": ¦ }', "beta2 = 0.999"],
    ["a key", "optimizer: adam\n¦", null],
    ["a key within braces", "runs: { a: { optimizer: adam, ¦ } }", null],
    ["a schedule's value", "optimizer: sgd\nschedule: { name: step, size: ¦ }", "size = 100"],
    ["a framework's optimizer", "optimizer: torch.optim.SGD\nlr: 1\nmomentum: ¦", "momentum = 0"],
  ] as const) {
    it(`says which is being typed: ${title}`, () => assert.equal(activeIn(marked), expected));
  }

  it("is that of the schedule within its mapping, and of the optimizer around it", () => {
    assert.match(signatureIn("optimizer: sgd\nschedule: { name: step, ¦ }")?.label ?? "", /^step\(/);
    assert.match(signatureIn("optimizer: adam\nschedule: { name: step }\n¦")?.label ?? "", /^adam\(/);
  });

  for (const marked of [
    "¦",
    "problem: ¦\noptimizer: adam",
    "optimizer: ¦",
    "optimizer: adam\nproblem: { name: quadratic, dimension: ¦ }",
    "optimizer: adam\nsteps: ¦",
    "optimizer: unknown\nbeta1: ¦",
    "runs: { ¦ }",
    "rule: p = p - lr * ¦",
    "# optimizer: ad¦am",
  ]) {
    it(`is none in ${JSON.stringify(marked)}`, () => assert.equal(signatureIn(marked), null));
  }

  it("never throws, wherever a file breaks off", () => {
    const text = readFileSync("examples/native/layers.optim.yaml", "utf8");
    for (let end = 0; end <= text.length; end += 7) signatureAt(text.slice(0, end), Math.max(0, end - 3));
  }).timeout(60_000);
});
