import type { Precision } from "../floatArray";
import { type Accumulator, createAccumulator, type Gathering } from "./accumulators";
import type { ReductionKind } from "./functions";
import { statisticNames } from "./kernelLayout";
import type { Pass, PassPlan } from "./passes";
import type { Program } from "./program";
import type { FunctionBody } from "./webAssembly/functionBody";
import type { Code } from "./webAssembly/instructions";

/** The quantities that a pass gathers, by kind and value: what several need is gathered once. */
export type Gathered = ReadonlyMap<string, { readonly value: number; readonly accumulator: Accumulator }>;

/** What is gathered for a reduction. */
export const gatheringOf: Readonly<Record<ReductionKind, Gathering>> = {
  norm: "sumOfSquares",
  rms: "sumOfSquares",
  sum: "sum",
  mean: "sum",
  max: "largest",
  totalNorm: "sumOfSquares",
  totalMean: "sum",
  totalRms: "sumOfSquares",
  totalSum: "sum",
};

/** The accumulators of all that a pass's statistics and reductions need, as locals of `body`. */
export function gatherIn(
  pass: Pass,
  plan: PassPlan,
  program: Program,
  body: FunctionBody,
  precision: Precision,
): Gathered {
  const wanted: { gathering: Gathering; value: number }[] = [];
  for (const position of pass.statistics) {
    for (const gathering of statisticNames) wanted.push({ gathering, value: plan.series[position].value });
  }
  for (const index of pass.reductions) {
    const { reduction, operand } = program.reductions[index];
    wanted.push({ gathering: gatheringOf[reduction], value: operand });
  }
  const gathered = new Map<string, { value: number; accumulator: Accumulator }>();
  for (const { gathering, value } of wanted) {
    const key = keyOf(gathering, value);
    if (gathered.has(key)) continue;
    gathered.set(key, { value, accumulator: createAccumulator(body, precision, gathering) });
  }
  return gathered;
}

/** Of a quantity that the pass gathers, after its loops. */
export function resultOf(gathered: Gathered, gathering: Gathering, value: number): Code {
  const found = gathered.get(keyOf(gathering, value));
  if (found === undefined) throw new Error(`The pass does not gather ${gathering} of value ${value}.`);
  return found.accumulator.result;
}

function keyOf(gathering: Gathering, value: number): string {
  return `${gathering} ${value}`;
}
