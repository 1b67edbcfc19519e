import type { GradientFacts, LossFacts, ResidualFacts } from "../../../sources/handWrittenFacts";
import type { NodeIndex, NumericProgram } from "../../../sources/numericProgram";
import { compareGradient, extended, type GradientComparison } from "../../numeric/compareGradient";

/** How an update is related to the loss that it is to make smaller. */
export interface LossRelation extends GradientComparison {
  /** Whether the update goes up the loss. */
  readonly climbs: boolean;
  /** The loss that stands in the code; null where the residual determines it. */
  readonly loss: LossFacts | null;
  readonly residual: (ResidualFacts & { readonly kind: string }) | null;
}

/**
 * Compares the update with the losses of the code, and else with those that its residuals determine.
 *
 * @param direction of the rule along the gradient of the text, by which the update is told where it depends on earlier ones
 * @returns null where the text does not tell, or tells both
 */
export function relationToLoss(facts: GradientFacts, direction: 1 | -1 | null): LossRelation | null {
  const known = relations.get(facts);
  if (known !== undefined) return known;
  const made = compare(facts, direction);
  relations.set(facts, made);
  return made;
}

/** What several rules ask for, worked out once. */
const relations = new WeakMap<GradientFacts, LossRelation | null>();

function compare(facts: GradientFacts, direction: 1 | -1 | null): LossRelation | null {
  const { program, change, gradient, losses, residuals } = facts;
  const moved = change ?? gradient;
  const along = change !== null ? 1 : direction;
  if (moved === null || along === null) return null;
  const relation = (
    found: GradientComparison,
    loss: LossFacts | null,
    residual: LossRelation["residual"],
  ): LossRelation => ({ ...found, climbs: found.sign === along, loss, residual });

  const stated = losses.flatMap((loss) => {
    const found = compareGradient(program, loss.node, moved);
    // What is called a loss and takes negative values may be a likelihood, whose maximum is wanted.
    const isLoss = found !== null && (found.lowestLoss >= 0 || /loss|cost|mse|sse|nll|err|entropy/i.test(loss.name));
    return found !== null && isLoss ? [relation(found, loss, null)] : [];
  });
  const known =
    stated.length > 0
      ? stated
      : residuals.flatMap((residual) => {
          const found = lossesOf(program, residual).flatMap(({ loss, own, kind }) => {
            const compared = compareGradient(own, loss, moved);
            return compared === null ? [] : [relation(compared, null, { ...residual, kind })];
          });
          return found.slice(0, 1);
        });
  const [first, ...others] = known;
  return first === undefined || others.some(({ climbs }) => climbs !== first.climbs) ? null : first;
}

/** The losses that a residual is the derivative of: its square, and for a sigmoid the cross-entropy with the target. */
function lossesOf(
  program: NumericProgram,
  { node, prediction, target }: ResidualFacts,
): readonly { readonly own: NumericProgram; readonly loss: NodeIndex; readonly kind: string }[] {
  const square = extended(program, () => ({ kind: "operation", name: "square", operands: [node] }));
  const made = program.nodes[prediction];
  const losses = [{ own: square.program, loss: square.last, kind: "square" }];
  if (made.kind !== "operation" || made.name !== "sigmoid") return losses;
  const [logit] = made.operands;
  // log(1 + exp(z)) − y · z
  const entropy = extended(
    program,
    () => ({ kind: "operation", name: "exp", operands: [logit] }),
    (next) => ({ kind: "operation", name: "log1p", operands: [next - 1] }),
    () => ({ kind: "operation", name: "*", operands: [target, logit] }),
    (next) => ({ kind: "operation", name: "-", operands: [next - 2, next - 1] }),
  );
  return [...losses, { own: entropy.program, loss: entropy.last, kind: "cross-entropy" }];
}
