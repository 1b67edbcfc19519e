import { createUpdateSession } from "../simulation/createUpdateSession";
import type { OptimizerSpecification } from "../simulation/specification";

/**
 * How long an optimizer's updates of one parameter are, from the first on, while its gradient is 1 and its learning rate stays. The
 * parameter is put back to 1 before every update.
 *
 * @returns null where no rule says all that the optimizer does
 */
export function steadySteps(optimizer: OptimizerSpecification, count: number): Float64Array | null {
  if (optimizer.algorithm !== undefined || optimizer.preparation !== undefined) return null;
  const tensor = { name: "p", shape: [1], offset: 0, length: 1, group: 0 };
  const { session } = createUpdateSession(optimizer, "float64", [tensor], null);
  const scalars = session.scalars(0);
  for (const [name, value] of Object.entries(optimizer.hyperparameters)) scalars[session.scalarIndex(name)] = value;
  scalars[session.scalarIndex("lr")] = optimizer.learningRate;
  return Float64Array.from({ length: count }, (_, step) => {
    scalars[session.scalarIndex("t")] = step + 1;
    scalars[session.scalarIndex("step")] = step;
    session.parameters[0] = 1;
    session.gradient[0] = 1;
    session.step(0);
    return Math.abs(session.parameters[0] - 1);
  });
}
