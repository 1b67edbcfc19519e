import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** An update of what nobody gets to see. */
export const lostUpdate = sourceRule(
  {
    id: "hand-written/lost-update",
    severity: "error",
    title: "The update is lost",
    messages: {
      copy: "{name} is a copy of {original} that is made in every round, updated and thrown away: {original} stays what it was, and every round makes the same update.",
      loopVariable:
        "The loop gives its variable {name} another array, and leaves the parameter that it stood for as it was: no update reaches it.",
      argument:
        "The function gives {name} another array and does not give it back: what it was called with stays what it was.",
    },
    fixes: { inPlace: "Change {name} in place", alias: "Update {original} itself", giveBack: "Give {name} back" },
    documentation: {
      what: "The update is made to a copy, or to a function's own name for its argument, that nothing reads afterwards.",
      why: "`w = w - lr * grad` binds a name to another array, and `theta = w.copy()` makes one: neither changes the array that the caller, or the next round, has.",
      ignore: "Where the file's other end reads it by means that the text does not show.",
      sources: ["The Python Language Reference, section 4.2 (binding of names)"],
      example: {
        path: "train.py",
        before: `import numpy as np

lr, w = 0.1, np.zeros(3)
for step in range(100):
    theta = w.copy()
    grad = compute_gradient(theta)
    theta -= lr * grad
`,
        after: `import numpy as np

lr, w = 0.1, np.zeros(3)
for step in range(100):
    theta = w
    grad = compute_gradient(theta)
    theta -= lr * grad
`,
      },
    },
  },
  function* ({ configuration: { handWritten } }, { edits }) {
    const lost = handWritten?.facts?.lostUpdate;
    if (lost === undefined) return;
    const { name, original, kind, range, statement } = lost;
    const values: MessageValues = { name, original };
    if (kind === "argument") {
      const fixes = [{ title: "giveBack" as const, values, edits: edits.insertLineAfter(statement, `return ${name}`) }];
      yield { message: kind, values, at: range, fixes };
      return;
    }
    if (kind === "loopVariable") {
      const written = new RegExp(`^${name} = ${name} - (.+)$`, "s").exec(edits.textOf(statement));
      const isProduct = written !== null && !/[-+](?![^(]*\))/.test(written[1]);
      const fixes = isProduct
        ? [{ title: "inPlace" as const, values, edits: edits.replace(statement, `${name} -= ${written[1]}`) }]
        : [];
      yield { message: kind, values, at: range, fixes };
      return;
    }
    const isInPlace = /^\S+ *-=|^\S+ *\+=/.test(edits.textOf(statement));
    const fixes = isInPlace
      ? [{ title: "alias" as const, values, edits: edits.replace(range, `${name} = ${original}`) }]
      : [];
    yield { message: kind, values, at: range, fixes };
  },
);
