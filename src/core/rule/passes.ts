import { isTotal } from "./functions";
import type { Program } from "./program";
import { isVector } from "./types";

/** One walk over the parameters of a tensor. */
export interface Pass {
  /** Values of earlier passes, read back from memory. */
  readonly reloads: readonly number[];
  /** Vector values to make for every parameter, each after those that it needs; loads among them. */
  readonly values: readonly number[];
  /** Scalars that the values need for every parameter. */
  readonly broadcasts: readonly number[];
  /** Reductions of this pass: indices into the program's. */
  readonly reductions: readonly number[];
  /** Values that later passes read back. */
  readonly keeps: readonly number[];
  /** Vectors of the program whose result is stored in this pass. */
  readonly stores: readonly number[];
  /** Series whose statistics are gathered in this pass. */
  readonly statistics: readonly number[];
}

/** Passes that a tensor goes through without knowing more of the others: from `first` on, before `end`. */
export interface Phase {
  readonly first: number;
  readonly end: number;
}

/** How a kernel walks over the parameters. */
export interface PassPlan {
  readonly passes: readonly Pass[];
  /** One phase, and one more for every pass that ends in reductions over all tensors. */
  readonly phases: readonly Phase[];
  /** Values that are kept in memory between passes. */
  readonly scratch: readonly number[];
  /** The series of which statistics are kept, with the value that each has for a parameter. */
  readonly series: readonly { readonly name: string; readonly value: number }[];
}

/**
 * Shares the vector values of a program out to passes: each line to the earliest pass that its reductions allow. Only
 * values of lines are kept from pass to pass; what lies within a line is made again where it is needed.
 */
export function planPasses(program: Program): PassPlan {
  const { instructions, vectors, vectorResults, loads } = program;
  if (vectors.length === 0) return { passes: [], phases: [{ first: 0, end: 0 }], scratch: [], series: [] };
  const lineValues = new Set(program.lineValues.filter((value) => instructions[value].kind === "operation"));
  const storePasses = planStores(program, (root, pass) => collect([root], pass).values);
  const stateVectors = vectors.map((_, vector) => vector).filter((vector) => vector > 1);
  const series = [
    { name: "g", value: loads[1], pass: 0 },
    { name: "p", value: loads[0], pass: storePasses[0] },
    { name: "update", value: program.update, pass: storePasses[0] },
    ...stateVectors.map((vector) => ({
      name: vectors[vector],
      value: vectorResults[vector],
      pass: storePasses[vector],
    })),
  ];
  const reductionPasses = program.reductions.map(({ operand }) => instructions[operand].stage);
  const passCount = 1 + Math.max(0, ...storePasses, ...reductionPasses);

  // From the last pass to the first, as a pass has to make what later ones read back.
  const passes: Pass[] = [];
  const scratch: number[] = [];
  for (let index = passCount - 1; index >= 0; index--) {
    const keeps = scratch.filter((value) => instructions[value].stage === index);
    const reductions = indicesOf(reductionPasses, index);
    const stores = indicesOf(storePasses, index).filter((vector) => vectorResults[vector] !== loads[vector]);
    const statistics = indicesOf(
      series.map(({ pass }) => pass),
      index,
    );
    const roots = [
      ...reductions.map((reduction) => program.reductions[reduction].operand),
      ...keeps,
      ...stores.map((vector) => vectorResults[vector]),
      ...statistics.map((position) => series[position].value),
    ];
    const collected = collect(
      roots.sort((a, b) => a - b),
      index,
    );
    for (const value of collected.reloads) if (!scratch.includes(value)) scratch.push(value);
    passes.unshift({ ...collected, reductions, keeps, stores, statistics });
  }
  return { passes, phases: planPhases(program, passes), scratch, series };

  /** Everything that has to be made in a pass to get at its roots. */
  function collect(roots: readonly number[], pass: number): Pick<Pass, "reloads" | "values" | "broadcasts"> {
    const reloads: number[] = [];
    const values: number[] = [];
    const broadcasts: number[] = [];
    const seen = new Set<number>();
    const visit = (value: number): void => {
      const instruction = instructions[value];
      if (seen.has(value) || !isVector(instruction.type)) return;
      seen.add(value);
      if (instruction.kind === "broadcast") broadcasts.push(value);
      else if (lineValues.has(value) && instruction.stage < pass) reloads.push(value);
      else {
        if (instruction.kind === "operation") instruction.operands.forEach(visit);
        values.push(value);
      }
    };
    roots.forEach(visit);
    return { reloads, values, broadcasts };
  }
}

/** Cuts the passes where all tensors have to have gone through one before any can go on. */
function planPhases({ reductions }: Program, passes: readonly Pass[]): Phase[] {
  const isCut = (pass: Pass): boolean => pass.reductions.some((index) => isTotal(reductions[index].reduction));
  const starts = [0, ...indicesOf(passes.map(isCut), true).map((pass) => pass + 1)];
  return starts.map((first, index) => ({ first, end: starts[index + 1] ?? passes.length }));
}

/** The pass in which each vector's result is stored: not before the last one that reads what it replaces. */
function planStores(program: Program, valuesOf: (root: number, pass: number) => readonly number[]): number[] {
  const { instructions, loads, vectorResults } = program;
  const storePasses = vectorResults.map((result) => instructions[result].stage);
  const roots = [...program.lineValues, ...program.reductions.map(({ operand }) => operand)];
  const delay = (values: readonly number[], pass: number): boolean => {
    let delayed = false;
    loads.forEach((load, vector) => {
      if (!values.includes(load) || storePasses[vector] >= pass) return;
      storePasses[vector] = pass;
      delayed = true;
    });
    return delayed;
  };
  for (const root of roots) {
    const { stage } = instructions[root];
    delay(valuesOf(root, stage), stage);
  }
  // A result that is another vector's old value reads that where it is stored.
  while (vectorResults.some((result, vector) => delay(valuesOf(result, storePasses[vector]), storePasses[vector])));
  return storePasses;
}

function indicesOf<Value>(values: readonly Value[], wanted: Value): number[] {
  return values.flatMap((value, index) => (value === wanted ? [index] : []));
}
