import assert from "node:assert/strict";
import { maskTotals } from "../../../src/core/rule/maskTotals";
import { parseRule } from "../../../src/core/rule/rule";

const ONE = "if(p == p, 1, 1)";

describe("maskTotals", () => {
  it("leaves a text without masks, and reductions of single tensors, as they are", () => {
    assert.equal(maskTotals("u = g / totalNorm(g)", []), "u = g / totalNorm(g)");
    assert.equal(maskTotals("u = g / norm(g) + max(g)", ["mask"]), "u = g / norm(g) + max(g)");
  });

  it("takes 0 in tensors that are masked, within one another too", () => {
    assert.equal(
      maskTotals("a = totalSum(g * totalNorm(p)) + totalNorm(g)", ["mask"]),
      "a = totalSum(if(mask == 1, g * totalNorm(if(mask == 1, p, 0)), 0)) + totalNorm(if(mask == 1, g, 0))",
    );
  });

  it("divides a mean by the number of parameters that there are", () => {
    assert.equal(
      maskTotals("a = totalMean(g)", ["m"]),
      `a = (totalSum(if(m == 1, g, 0)) / totalSum(if(m == 1, ${ONE}, 0)))`,
    );
    const rms = maskTotals("a = 2 * totalRms(g)", ["m"]);
    assert.equal(rms, `a = 2 * sqrt(totalSum(if(m == 1, (g)^2, 0)) / totalSum(if(m == 1, ${ONE}, 0)))`);
    assert.doesNotThrow(() => parseRule(`${rms}\np = p - a * g`, { scalars: ["m"], vectors: ["p", "g"] }));
  });
});
