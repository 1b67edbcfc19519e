import assert from "node:assert/strict";
import { compileKernel } from "../../../src/core/rule/kernel";
import { KernelSession } from "../../../src/core/rule/kernelSession";
import { parseRule, type RuleInputs } from "../../../src/core/rule/rule";

const inputs: RuleInputs = { scalars: ["lr", "t", "step", "beta"], vectors: ["p", "g"] };

function createSession(text: string, lengths: readonly number[], precision: "float64" | "float32" = "float64") {
  const session = new KernelSession(compileKernel(parseRule(text, inputs), precision), lengths);
  lengths.forEach((_, tensor) => {
    session.scalars(tensor).set([0.1, 1, 0, 0.5]);
  });
  return session;
}

/** Numbers of one series. */
function statisticsOf(session: KernelSession, series: string, tensor = 0): number[] {
  const position = session.statisticSeries.indexOf(series);
  return [...session.statistics(tensor)].slice(5 * position, 5 * position + 5);
}

/** Makes updates from `first` on, with a gradient that depends on the update alone. */
function run(session: KernelSession, first: number, last: number): void {
  for (let t = first; t <= last; t++) {
    for (let index = 0; index < session.gradient.length; index++) session.gradient[index] = Math.sin(t + index * 0.7);
    session.scalars(0)[session.scalarIndex("t")] = t;
    session.step(0);
  }
}

const adam = "m = beta * m + (1 - beta) * g\nv = v + m^2\np = p - lr * m / (1 - beta^t) / (sqrt(v) + norm(g))";

describe("A session", () => {
  it("names what its memory is for, and its size, where there is not so much", () => {
    const { Memory } = WebAssembly;
    WebAssembly.Memory = class {
      constructor() {
        throw new RangeError("WebAssembly.Memory(): could not allocate memory");
      }
    } as unknown as typeof Memory;
    try {
      // Two vectors of 8 MB each, and less than a page of scalars and statistics.
      assert.throws(() => createSession("p = p - lr * g", [2 ** 20]), {
        message: "This optimizer, with 1,048,576 parameters, needs 17 MB of memory, and there is not so much.",
      });
    } finally {
      WebAssembly.Memory = Memory;
    }
  });
});

describe("compileKernel", () => {
  it("gives the same kernel for the same text, inputs and precision", () => {
    const rule = parseRule("p = p - lr * g", inputs);
    const again = parseRule("p = p - lr * g", { ...inputs });
    assert.equal(compileKernel(rule, "float64"), compileKernel(again, "float64"));
    assert.notEqual(compileKernel(rule, "float64"), compileKernel(rule, "float32"));
    const otherInputs = parseRule("p = p - lr * g", { ...inputs, scalars: ["t", "lr"] });
    assert.notEqual(compileKernel(rule, "float64"), compileKernel(otherInputs, "float64"));
  });
});

describe("KernelSession", () => {
  it("updates each tensor by itself, with scalars of its own", () => {
    const session = createSession("n = norm(g)\np = p - lr * g / n", [2, 3]);
    session.parameters.set([1, 2, 3, 4, 5]);
    session.gradient.set([3, 4, 0, -2, 0]);
    session.scalars(1)[session.scalarIndex("lr")] = 1;
    session.step(1);
    assert.deepEqual([...session.parameters], [1, 2, 3, 5, 5]);
    assert.deepEqual([...session.reductions(1)], [2]);
    session.step(0);
    assert.deepEqual([...session.parameters], [1 - (0.1 * 3) / 5, 2 - (0.1 * 4) / 5, 3, 5, 5]);
    assert.deepEqual([...session.reductions(0)], [5]);
    assert.equal(session.scalars(0)[session.scalarIndex("n")], 5);
  });

  it("updates all tensors with the last one, where a reduction goes over all of them", () => {
    const text = [
      "half = g / 2", // kept for the second phase
      "length = totalNorm(g)",
      "m = beta * m + half / length",
      "largest = max(p)",
      "share = totalSum(m) + largest + beta^t",
      "p = p - lr * share * half",
    ].join("\n");
    const session = createSession(text, [2, 3]);
    const start = [1, 2, 3, 4, 5];
    session.parameters.set(start);
    session.gradient.set([3, 4, 12, 84, 0]);
    const kept: number[] = [0, 0, 0, 0, 0];
    let expected = start;
    for (let t = 1; t <= 3; t++) {
      for (const tensor of [0, 1]) {
        session.scalars(tensor)[session.scalarIndex("t")] = t;
        session.step(tensor);
      }
      [1.5, 2, 6, 42, 0].forEach((half, index) => {
        kept[index] = 0.5 * kept[index] + half / 85;
      });
      const total = sumInPairs(kept.slice(0, 2)) + sumInPairs(kept.slice(2));
      const shares = [expected.slice(0, 2), expected.slice(2)].map((own) => total + Math.max(...own) + 0.5 ** t);
      expected = expected.map((p, index) => p - 0.1 * shares[index < 2 ? 0 : 1] * [1.5, 2, 6, 42, 0][index]);
      assert.deepEqual([...session.parameters], expected);
      assert.deepEqual([...(session.states.get("m") ?? [])], kept);
      for (const tensor of [0, 1]) assert.deepEqual([...session.reductions(tensor)].slice(0, 1), [85]);
      assert.deepEqual(session.reductions(0)[2], session.reductions(1)[2]);
    }
    assert.equal(statisticsOf(session, "m", 1)[3], kept[3]);
  });

  it("gathers sum, sum of squares, minimum, maximum and the number of non-finite values", () => {
    const session = createSession("u = beta * u + g\ng = 0 * g\np = p - u", [4]);
    assert.deepEqual(session.statisticSeries, ["g", "p", "update", "u"]);
    session.parameters.set([1, -2, 3, 0.5]);
    session.gradient.set([2, 4, -8, 0]);
    session.states.get("u")?.set([2, 0, 0, 0]);
    session.step(0);
    assert.deepEqual(statisticsOf(session, "g"), [-2, 84, -8, 4, 0]);
    assert.deepEqual(statisticsOf(session, "p"), [2.5, 14.25, -2, 3, 0]);
    assert.deepEqual(statisticsOf(session, "u"), [-1, 89, -8, 4, 0]);
    assert.deepEqual(statisticsOf(session, "update"), [1, 89, -4, 8, 0]);
    assert.deepEqual([...session.gradient], [2, 4, -8, 0], "the gradient in memory stays as given");
  });

  it("counts NaN and infinity, but passes over NaN for minimum and maximum", () => {
    for (const precision of ["float64", "float32"] as const) {
      for (let length = 0; length <= 9; length++) {
        const session = createSession("p = g", [length], precision);
        const values = [Number.NaN, 3, -0, -Infinity, 1, Number.NaN, 1e30, 2, Infinity].slice(0, length);
        session.gradient.set(values);
        session.step(0);
        const [, , minimum, maximum, count] = statisticsOf(session, "g");
        const numbers = [...session.gradient].filter((value) => !Number.isNaN(value));
        assert.equal(minimum, numbers.reduce((a, b) => Math.min(a, b), Infinity) + 0);
        assert.equal(maximum, numbers.reduce((a, b) => Math.max(a, b), -Infinity) + 0);
        assert.equal(count, values.filter((value) => !Number.isFinite(value)).length);
      }
    }
  });

  it("does not take an overflow of the squares for a value that is not finite", () => {
    const session = createSession("p = g", [3]);
    session.gradient.set([1e200, -1e200, -1e200]);
    session.step(0);
    assert.deepEqual(statisticsOf(session, "g"), [-1e200, Infinity, -1e200, 1e200, 0]);
  });

  it("assigns the parameter in several passes, each after the reduction before it", () => {
    const text = [
      "before = p",
      "p = p - lr * g", // pass 1
      "p = p / norm(p)", // pass 2
      "shift = mean(p)",
      "p = p - shift + before", // pass 3, with p as it was at first
      "old = last",
      "last = before",
      "p = p + 0 * old",
    ].join("\n");
    const session = createSession(text, [5]);
    const start = [1, -2, 3, 0.5, 4];
    const g = [2, 4, -8, 0, 1];
    session.parameters.set(start);
    session.gradient.set(g);
    session.step(0);
    const moved = start.map((p, index) => p - 0.1 * g[index]);
    const norm = Math.sqrt(sumInPairs(moved.map((p) => p * p)));
    const scaled = moved.map((p) => p / norm);
    const mean = sumInPairs(scaled) / 5;
    const expected = scaled.map((p, index) => p - mean + start[index] + 0 * 0);
    assert.deepEqual([...session.parameters], expected);
    assert.deepEqual([...(session.states.get("last") ?? [])], start);
    assert.deepEqual([...session.reductions(0)], [norm, mean]);
    assert.equal(statisticsOf(session, "update")[3], Math.max(...expected.map((p, index) => p - start[index])));
  });

  it("exchanges two states", () => {
    const text = "state a = 1\nstate b = 2\nc = g\nc = a\na = b\nb = c\np = p + a / norm(b) * norm(p)";
    const session = createSession(text, [3]);
    session.parameters.set([0, 1, 0]);
    for (const [a, b, p] of [
      [2, 1, 2 / Math.sqrt(3)],
      [1, 2, undefined],
    ]) {
      session.step(0);
      assert.deepEqual([...(session.states.get("a") ?? [])], [a, a, a]);
      assert.deepEqual([...(session.states.get("b") ?? [])], [b, b, b]);
      if (p !== undefined) assert.deepEqual([...session.parameters], [p, 1 + p, p]);
    }
  });

  it("starts states where the rule says, from inputs at the first update", () => {
    const text = "state v = 0.5\nstate w = 2 * lr\nstate s = beta^2\nv = v + g\nw = w + g\ns = s + 1\np = v + w";
    const session = createSession(text, [2, 1]);
    assert.deepEqual([...(session.states.get("v") ?? [])], [0.5, 0.5, 0.5]);
    for (let step = 0; step < 2; step++) session.step(0);
    assert.deepEqual([...(session.states.get("w") ?? [])], [0.2, 0.2, 0]);
    assert.equal(session.scalars(0)[session.scalarIndex("s")], 2.25);
    session.scalars(1)[session.scalarIndex("lr")] = 3;
    session.step(1);
    assert.deepEqual([...(session.states.get("w") ?? [])], [0.2, 0.2, 6]);
    session.reset();
    session.step(0);
    assert.equal(session.scalars(0)[session.scalarIndex("s")], 1.25);
  });

  it("goes on from a snapshot as if nothing had been in between", () => {
    for (const precision of ["float64", "float32"] as const) {
      const straight = createSession(adam, [7], precision);
      run(straight, 1, 60);
      const session = createSession(adam, [7], precision);
      run(session, 1, 25);
      const snapshot = session.snapshot();
      run(session, 26, 40);
      session.restore(snapshot);
      run(session, 26, 60);
      const other = createSession(adam, [7], precision);
      other.restore(snapshot);
      run(other, 26, 60);
      for (const resumed of [session, other]) {
        assert.deepEqual(resumed.snapshot(), straight.snapshot());
        assert.deepEqual(resumed.statistics(0), straight.statistics(0));
      }
    }
  });

  it("refuses a snapshot of another size", () => {
    assert.throws(() => createSession(adam, [2]).restore(createSession(adam, [200]).snapshot()), /expected \d+\./);
  });

  it("starts again after a reset, and leaves what comes from outside", () => {
    const session = createSession(adam, [3]);
    run(session, 1, 5);
    session.reset();
    assert.deepEqual([...(session.states.get("m") ?? [])], [0, 0, 0]);
    assert.equal(session.scalars(0)[session.scalarIndex("beta")], 0.5);
    const fresh = createSession(adam, [3]);
    session.parameters.fill(0);
    run(session, 1, 5);
    run(fresh, 1, 5);
    assert.deepEqual(session.snapshot(), fresh.snapshot());
  });

  it("runs a rule of scalars, whose states the caller may set", () => {
    const rule = parseRule("lr = lr * 0.5^t + exp(0) - 1", { scalars: ["t"], vectors: [] });
    const session = new KernelSession(compileKernel(rule, "float64"), [0]);
    const scalars = session.scalars(0);
    scalars[session.scalarIndex("lr")] = 8;
    scalars[session.scalarIndex("t")] = 2;
    session.step(0);
    assert.equal(scalars[session.scalarIndex("lr")], 2);
    assert.deepEqual([session.statisticSeries, session.parameters.length], [[], 0]);
  });

  it("names the scalars there are when asked for one that there is not", () => {
    assert.throws(
      () => createSession("a = 1\np = g", [1]).scalarIndex("beta1"),
      new Error("The rule has no scalar beta1; it has lr, t, step, beta, a."),
    );
  });

  it("refuses tensors that no memory holds", () => {
    assert.throws(() => createSession("p = g", [1.5]), /A tensor has 1.5 parameters; expected a whole number from 0/);
    assert.throws(() => createSession("p = g", [2 ** 30]), /at most 4294967296 can be had/);
  });
});

/** As kernels add up: parameters at even and at odd places apart. */
function sumInPairs(values: readonly number[]): number {
  const at = (remainder: number): number =>
    values.filter((_, index) => index % 2 === remainder).reduce((sum, value) => sum + value, 0);
  return at(0) + at(1);
}
