import { gatheringOf } from "../src/core/rule/gathered";
import { statisticNames } from "../src/core/rule/kernelLayout";
import { type Pass, planPasses } from "../src/core/rule/passes";
import type { Operation } from "../src/core/rule/program";
import type { Rule } from "../src/core/rule/rule";

/** What an update of one parameter takes, by its rule's plan alone. */
export interface Share {
  /** Moved between processor and memory. */
  readonly bytes: number;
  /** Additions and the like. */
  readonly operations: number;
}

const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** Processors begin two additions or multiplications a cycle, but a division or a root only every four. */
const weights: Partial<Record<Operation, number>> = { divide: 8, squareRoot: 8 };

/** Operations that gather one quantity: squares are made first, and what is not finite is found by two operations. */
const gatheringWeights = { sum: 1, sumOfSquares: 2, minimum: 1, maximum: 1, largest: 1, nonFiniteCount: 3 } as const;

/**
 * The share of a rule: all that its passes load and store, and all that they work out, statistics and reductions included.
 *
 * @param filled number of states that a preparation fills before: it loads the gradient, sums its squares along two dimensions and stores
 *   products
 */
export function shareOf(rule: Rule, filled: number): Share {
  const { program } = rule;
  const plan = planPasses(program);
  const moved = (pass: Pass) =>
    pass.values.filter((value) => program.instructions[value].kind === "load").length +
    pass.reloads.length +
    pass.keeps.length +
    pass.stores.length;
  const workedOut = (pass: Pass) =>
    sum(pass.values, (value) => {
      const instruction = program.instructions[value];
      return instruction.kind === "operation" ? (weights[instruction.operation] ?? 1) : 0;
    });
  // What several need is gathered once.
  const gathered = (pass: Pass) =>
    new Set([
      ...pass.statistics.flatMap((position) => statisticNames.map((name) => `${name} ${plan.series[position].value}`)),
      ...pass.reductions.map((index) => {
        const { reduction, operand } = program.reductions[index];
        return `${gatheringOf[reduction]} ${operand}`;
      }),
    ]);
  const gathering = (pass: Pass) =>
    sum([...gathered(pass)], (key) => gatheringWeights[key.split(" ")[0] as keyof typeof gatheringWeights]);
  const preparation = filled === 0 ? { moves: 0, operations: 0 } : { moves: 1 + filled, operations: 3 + filled };
  return {
    bytes: BYTES * (sum(plan.passes, moved) + preparation.moves),
    operations: sum(plan.passes, (pass) => workedOut(pass) + gathering(pass)) + preparation.operations,
  };
}

function sum<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
