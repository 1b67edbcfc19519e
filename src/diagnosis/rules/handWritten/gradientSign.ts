import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { GradientFacts, ResidualFacts } from "../../../sources/handWrittenFacts";
import type { MessageValues } from "../../message";
import { type ReportedFix, sourceRule } from "../../rule";
import { directionOfRule } from "./directionOfRule";
import { relationToLoss } from "./relationToLoss";

/** An update that climbs the loss which stands in the code, or which its residual determines. */
export const gradientSign = sourceRule(
  {
    id: "hand-written/gradient-sign",
    severity: "error",
    title: "The update climbs the loss",
    messages: {
      loss: "Every update of {parameter} makes {loss} larger: the cosine between the update and the derivative of {loss} is {cosine} at each of {points} random points, and has to be −1.",
      residual:
        "Every update moves {parameter} up the {kind} of {residual}: the cosine between the update and the derivative of that loss is {cosine} at each of {points} random points, and has to be −1.",
      differentiated:
        "The gradient of {loss} is added to {parameter}, so that every update climbs the loss; descent takes it off.",
    },
    fixes: {
      sign: "Write {opposite} in the place of {sign}",
      residual: "Turn the difference round: {swapped}",
    },
    documentation: {
      what: "The statement that updates the parameter goes up the loss: a negative gradient is taken off, or a positive one is added. The gradient is compared with the derivative of the loss by central differences at random points. Where no loss stands in the code, the difference of prediction and target in the gradient determines one.",
      why: "On a loss of curvature λ each such update multiplies the distance to the minimum by 1 + ηλ, where descent multiplies it by 1 − ηλ: the run diverges from any start, and faster with a larger learning rate.",
      formula: "cosine = ⟨update, ∇L⟩ / (‖update‖ · ‖∇L‖), −1 for descent",
      ignore: "Where a maximum of what is called the loss is wanted.",
      sources: [
        "Nocedal and Wright, Numerical Optimization, 2nd edition, section 2.2 (directions of descent) and 8.1 (central differences)",
      ],
      example: {
        path: "train.py",
        before: `import numpy as np

x = np.random.randn(100)
y = 3 * x + 0.1 * np.random.randn(100)
theta = 0.0
eta = 0.01
for epoch in range(100):
    loss = np.mean((y - x * theta) ** 2)
    gradient = np.mean(2 * (y - x * theta) * x)
    theta -= eta * gradient
`,
        after: `import numpy as np

x = np.random.randn(100)
y = 3 * x + 0.1 * np.random.randn(100)
theta = 0.0
eta = 0.01
for epoch in range(100):
    loss = np.mean((y - x * theta) ** 2)
    gradient = np.mean(2 * (x * theta - y) * x)
    theta -= eta * gradient
`,
      },
    },
  },
  function* ({ configuration }, { edits }) {
    const { handWritten, rule } = configuration;
    const facts = handWritten?.facts;
    if (facts === undefined || rule === null || facts.seeksMaximum) return;
    const direction = directionOfRule(configuration);
    if (facts.differentiated !== undefined && direction === 1 && handWritten !== undefined) {
      const { name: loss } = facts.differentiated;
      const [sign] = facts.gradients.flatMap((gradient) => (gradient.sign === null ? [] : [gradient.sign]));
      const values: MessageValues = { loss, parameter: handWritten.parameter.name };
      const fixes = signFix(sign ?? null, edits);
      yield { message: "differentiated", values, at: facts.differentiated.range, fixes };
      return;
    }
    for (const gradient of facts.gradients) {
      const relation = relationToLoss(gradient, direction);
      if (relation === null || relation.climbs === false) continue;
      const { parameter, statement } = gradient;
      const { points, loss, residual } = relation;
      const fixes = [...signFix(gradient.sign, edits), ...residualFixes(gradient, edits)];
      if (loss !== null) {
        const values: MessageValues = { parameter, loss: loss.name, cosine: 1, points };
        yield { message: "loss", values, at: statement, fixes };
      } else if (residual !== null && !gradient.isConditional) {
        const { range } = residual;
        const name = range === undefined ? "the residual" : edits.textOf(range);
        const values: MessageValues = { parameter, kind: residual.kind, residual: name, cosine: 1, points };
        yield { message: "residual", values, at: statement, fixes };
      }
    }
  },
);

type Fixes = readonly ReportedFix<"sign" | "residual">[];

function signFix(sign: GradientFacts["sign"], edits: SourceEdits): Fixes {
  if (sign === null) return [];
  const { range, text, opposite } = sign;
  return [{ title: "sign", values: { sign: text, opposite }, edits: edits.replace(range, opposite) }];
}

/** Of a gradient that has one difference, that one the other way round. */
function residualFixes({ residuals }: GradientFacts, edits: SourceEdits): Fixes {
  const [only, ...others] = residuals;
  return only === undefined || others.length > 0 ? [] : turnedRound(only, edits);
}

function turnedRound({ range, left, right }: ResidualFacts, edits: SourceEdits): Fixes {
  if (range === undefined || left === undefined || right === undefined) return [];
  const swapped = `${edits.textOf(right)} - ${edits.textOf(left)}`;
  return [{ title: "residual", values: { swapped }, edits: edits.replace(range, swapped) }];
}
