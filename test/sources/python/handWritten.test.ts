import assert from "node:assert/strict";
import { readPython } from "../../../src/sources/python/readPython";
import { runSpecification } from "../../../src/sources/runSpecification";
import { testAnyText } from "../anyText";

const script = `import numpy as np
lr0, beta1, beta2, eps = 0.1, 0.9, 0.999, 1e-8
m = np.zeros_like(w)
v = {key: np.zeros(3) for key in w}
for t in range(1, 101):
    lr = lr0 / (1 + 0.01 * t)
    grad = compute_gradient(w)
    if np.linalg.norm(grad) > 5 and t > 2:
        grad = grad * 5 / np.linalg.norm(grad)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    w = w - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)

class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None
    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for i, (p, g) in enumerate(zip(params, grads)):
            self.v[i] *= self.momentum
            self.v[i] -= self.lr * g
            params[i] += self.v[i]

def update(params, grads, step_size=0.1):
    return [(w - step_size * dw, b - step_size * db) for (w, b), (dw, db) in zip(params, grads)]
`;

describe("reading optimizers that a program spells out itself", function () {
  this.timeout(30_000);

  it("reads the whole script", () => {
    const { configurations } = readPython(script);
    assert.deepEqual(
      configurations.map(({ handWritten }) => handWritten?.form),
      // What clips its gradients goes by no name.
      [null, "momentum", "gradient descent"],
    );
  });

  it("names the statement behind every line of a rule, and the learning rate as the program does", () => {
    for (const { rule, handWritten, hyperparameters } of readPython(script).configurations) {
      assert.equal(handWritten?.statements.length, rule?.text.split("\n").length);
      assert.ok(handWritten && handWritten.learningRate in hyperparameters);
    }
  });

  it("says what keeps one from being simulated", () => {
    const [configuration] = readPython(
      "import numpy as np\nfor i in range(9):\n    lr = search(f, w)\n    grad = gradient(w)\n    w -= lr * grad\n",
    ).configurations;
    const problem = { name: "quadratic", parameters: {} };
    const lowered = runSpecification(configuration, { problem, steps: 9, seed: 0, precision: "float64" });
    assert.deepEqual("issues" in lowered && lowered.issues.map(({ message }) => message), [
      "lr of this hand-written optimizer is worked out by the program and cannot be read; expected a number.",
      "The schedule of this hand-written optimizer cannot be read, and so not be simulated.",
    ]);
  });

  const depth = 3000;
  const loop = (body: string) =>
    `import numpy as np\nlr = 0.1\nfor i in range(9):\n    grad = compute_gradient(w)\n    ${body}\n`;
  testAnyText({
    read: readPython,
    script,
    around: (characters) => loop(`w -= lr * grad ${characters}\n${characters}`),
    hostile: {
      "a long sum": loop(`w -= lr * (${"grad + ".repeat(depth)}grad)`),
      "a long product": loop(`w -= lr * ${"2 * ".repeat(depth)}grad`),
      "nested parentheses": loop(`w -= lr * ${"(".repeat(depth)}grad${")".repeat(depth)}`),
      "many updates of one parameter": loop(Array(300).fill("w -= lr * grad").join("\n    ")),
      "names in a circle": loop("a = b * grad\n    b = c + a\n    c = a * b\n    w -= lr * a * b * c"),
      "long conditions": loop(`if ${"i > 1 and ".repeat(depth)}i > 2:\n        lr *= 0.5\n    w -= lr * grad`),
      "wrapped lists": loop(`w = ${"list(".repeat(depth)}w - lr * grad${")".repeat(depth)}`),
      "wrapped iterators": loop(`for p in ${"list(".repeat(depth)}w${")".repeat(depth)}:\n        p -= lr * p.grad`),
    },
  });
});
