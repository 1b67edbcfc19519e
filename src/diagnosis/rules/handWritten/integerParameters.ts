import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** Parameters that are integers and updated in place. */
export const integerParameters = sourceRule(
  {
    id: "hand-written/integer-parameters",
    severity: "error",
    title: "The parameters are integers",
    messages: {
      refuses:
        "{parameter} is an array of integers, and the update changes it in place by numbers that are none: {library} refuses that at the first update ({error}).",
      cuts: "{parameter} is an array of integers: what the update writes into its entries is cut to whole numbers, so that steps smaller than 1 are lost or become whole ones.",
    },
    fixes: { float: "Make it floating point: dtype={type}" },
    documentation: {
      what: "The parameter starts as an array of integers, `np.array([0, 0])`, and updates are made in place.",
      why: "An array keeps its type under `-=`. NumPy raises UFuncTypeError for `theta -= 0.1 * grad` on integers, torch a RuntimeError; an entry that is assigned, `theta[j] -= 0.1 * g`, is cut to an integer without a word.",
      ignore: "Never.",
      sources: [
        "NumPy reference, numpy.ufunc, casting='same_kind' of in-place operations",
        "PyTorch documentation, Tensor Attributes, type promotion: in-place results are not promoted",
      ],
      example: {
        path: "train.py",
        before: `import numpy as np

theta = np.array([0, 0])
for step in range(100):
    grad = compute_gradient(theta)
    theta -= 0.1 * grad
`,
        after: `import numpy as np

theta = np.array([0, 0], dtype=float)
for step in range(100):
    grad = compute_gradient(theta)
    theta -= 0.1 * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    const start = handWritten?.facts?.integerStart;
    if (start === undefined) return;
    const { range, parameter, library, isEntry, floatType } = start;
    const error = library === "numpy" ? "UFuncTypeError" : "RuntimeError";
    const values: MessageValues = { parameter, library: library === "numpy" ? "NumPy" : "torch", error };
    yield {
      message: isEntry ? "cuts" : "refuses",
      values,
      at: range,
      fixes:
        floatType === null
          ? []
          : [{ title: "float", values: { type: floatType }, edits: edits.addArgument(range, "dtype", floatType) }],
    };
  },
);
