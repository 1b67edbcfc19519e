import { evaluateElement } from "../rule/evaluator";
import type { Rule } from "../rule/rule";
import { createUpdateSession } from "../simulation/createUpdateSession";
import type { OptimizerSpecification } from "../simulation/specification";

/** An update in which the optimizer has settled. */
export interface SettledUpdate {
  readonly rule: Rule;
  /** Of all instructions of the rule. */
  readonly values: Float64Array;
}

export interface SettledOptions {
  /** The gradient of all updates. */
  readonly gradient: number;
  /** The parameter, which is put back before every update; 1 if absent. */
  readonly parameter?: number;
  /** Number of the update, from 1; after so many the corrections for the start of a run have worn off if absent. */
  readonly update?: number;
  /** Where it is not the optimizer's own. */
  readonly learningRate?: number;
  /** Position of the parameter group. */
  readonly group?: number;
}

const SETTLED = 10_000;

/**
 * Makes updates of one parameter under a gradient, both of which stay as they are, and works the last of them out.
 *
 * @returns null where no rule says all that the optimizer does
 */
export function settledUpdate(optimizer: OptimizerSpecification, options: SettledOptions): SettledUpdate | null {
  if (optimizer.algorithm !== undefined || optimizer.preparation !== undefined) return null;
  const { gradient, parameter = 1, update = SETTLED, group: index = 0 } = options;
  const group = optimizer.groups?.[index];
  const hyperparameters = { ...optimizer.hyperparameters, ...group?.hyperparameters };
  const tensor = { name: "p", shape: [1], offset: 0, length: 1, group: index };
  const { session, rule } = createUpdateSession(optimizer, "float64", [tensor], null);
  if (rule === null) return null;
  const scalars = session.scalars(0);
  for (const [name, value] of Object.entries(hyperparameters)) scalars[session.scalarIndex(name)] = value;
  scalars[session.scalarIndex("lr")] = options.learningRate ?? group?.learningRate ?? optimizer.learningRate;
  const [t, step] = [session.scalarIndex("t"), session.scalarIndex("step")];
  const prepare = (number: number): void => {
    scalars[t] = number;
    scalars[step] = number - 1;
    session.parameters[0] = parameter;
    session.gradient[0] = gradient;
  };
  for (let number = 1; number < update; number++) {
    prepare(number);
    session.step(0);
  }
  prepare(update);
  const before = { scalars: scalars.slice(), states: [...session.states.values()].map(([state]) => state) };
  session.step(0);
  const { values } = evaluateElement(rule, "float64", {
    ...before,
    reductions: Array.from(session.reductions(0)),
    p: parameter,
    g: gradient,
  });
  return { rule, values };
}
