import { Random } from "../../core/random";
import type { NodeIndex, NumericProgram } from "../../sources/numericProgram";
import { ProgramTrial, type Sizes } from "./programTrial";

const SIZES: Sizes = { samples: 4, features: 3 };
/** Ways of giving shapes, and random points of each. */
const MAXIMUM_WAYS = 6;
const POINTS = 4;

/** The values that a node takes at random points, with arrays of all shapes with which it is one number; empty where there are none. */
export function valuesAtPoints(program: NumericProgram, node: NodeIndex): readonly number[] {
  const trial = new ProgramTrial(program, [node]);
  const random = new Random(11);
  const found: number[] = [];
  let ways = 0;
  for (const shapes of trial.fittingShapes(
    SIZES,
    (index, values) => index !== node || values[node].data.length === 1,
  )) {
    if (ways++ >= MAXIMUM_WAYS) break;
    for (let point = 0; point < POINTS; point += 1) {
      const values = trial.evaluate(trial.randomInputs(shapes, random, { count: 1 }));
      if (values !== null) found.push(values[node].data[0]);
    }
  }
  return found;
}
