import type { AddedGradient } from "../../../handWrittenFacts";
import type { PythonSource } from "../../pythonSource";
import type { FoundUpdate } from "../readHandWritten";

/** What empties gradients, or gives them another value, by whatever name: torch's own ways, and any assignment. */
const emptying =
  /zero_?grad|zero_\(|clear_?grad|\.grad\s*(?:\.data)?\s*(?:\[[^\]]*\])?\s*[-+*/]?=(?!=)|\.grad\.\w*(?:mul|copy|fill|set)_\(|setattr\(/;
/** What makes gradients that are not added to those before, or parameters that have none yet. */
const renewing = /autograd\.grad|requires_grad|detach_?\(\)|\.clone\(|nn\.Parameter|Variable\(|load_state_dict/;
const gradientOf = /^([\w.]+?)(?:\.data)?\.grad\b/;

/**
 * The gradients of torch that a loop adds to in every round, as `backward` does, and that nothing in the file sets to zero.
 *
 * @param group updates that are made together
 */
export function addedGradients(
  group: readonly FoundUpdate[],
  source: PythonSource,
): readonly AddedGradient[] | undefined {
  const loop = group[0].iteration.loops[0];
  if (loop === undefined) return undefined;
  const file = source.textOf(source.tree.topNode);
  if (!/^\s*(?:import|from) torch\b/m.test(file) || emptying.test(file)) return undefined;
  const rounds = source.textOf(loop);
  if (!/\.backward\(/.test(rounds) || renewing.test(rounds)) return undefined;
  const added = group.flatMap(({ write, translated }) => {
    const parameter = gradientOf.exec(translated.gradient.name)?.[1];
    const statement = source.rangeOf(write.statement);
    // `w = w - lr * w.grad` makes another tensor, which has no gradient yet.
    const isInPlace = /[-+]=|(?:add|sub)_\(|\.data\s*=|copy_\(/.test(source.textOf(write.statement));
    return parameter === undefined || !isInPlace ? [] : [{ parameter, statement }];
  });
  return added.length === group.length ? added : undefined;
}
