import { preparations } from "../src/core/preparations/preparationLibrary";
import type { OptimizerSpecification } from "../src/core/simulation/specification";
import { readPython } from "../src/sources/python/readPython";
import { runSpecification } from "../src/sources/runSpecification";
import { adamKernel } from "./adamKernel";
import { interleavedMedians } from "./medians";
import { OptimizerKernel } from "./optimizerKernel";
import { formatNanoseconds, type Result } from "./resultTable";
import { type Share, shareOf } from "./share";

/** Code, and whether there is a goal for it. */
const cases: readonly (readonly [code: string, hasGoal: boolean])[] = [
  ["torch.optim.AdamW(p)", true],
  ["torch.optim.RMSprop(p, momentum=0.9, centered=True)", true],
  ["torch.optim.RAdam(p)", true],
  ["keras.optimizers.Lamb()", true],
  ["torch.optim.Adafactor(p)", true],
  ["keras.optimizers.Adafactor()", true],
  ["optax.adafactor(0.003, min_dim_size_to_factor=100)", true],
  ["transformers.Adafactor(p)", true],
  ["optax.sm3(0.1)", false],
];

/** By what a kernel of so many parameters is held up: in the processor's caches by arithmetic, beyond them by memory. */
const sizes: readonly { readonly extent: number; readonly bound: keyof Share; readonly steps: number }[] = [
  { extent: 100, bound: "operations", steps: 40 },
  { extent: 1000, bound: "bytes", steps: 2 },
];

function readOptimizer(code: string): OptimizerSpecification {
  const [configuration] = readPython(`import torch, keras, optax, transformers\n${code}`).configurations;
  const problem = { name: "quadratic", parameters: {} };
  const lowered = runSpecification(configuration, { problem, steps: 1, seed: 0, precision: "float64" });
  if ("specification" in lowered) return lowered.specification.optimizer;
  throw new Error(lowered.issues.map(({ message }) => message).join("\n"));
}

function shareOfKernel({ rule }: OptimizerKernel, preparation?: string): Share {
  if (rule === null) throw new Error("An algorithm has no plan that its share could be told from.");
  const filled = preparations.find(({ name }) => name === preparation)?.fills.length ?? 0;
  return shareOf(rule, filled);
}

/**
 * What a step of a matrix costs, by the time of Adam's kernel and by the share of memory traffic or arithmetic that the optimizer has
 * against Adam's: 1 where it takes as long as these say, and no more than 2 is the goal.
 */
export async function optimizerCost(): Promise<Result[]> {
  const results: Result[] = [];
  for (const { extent, bound, steps } of sizes) {
    const adam = adamKernel(extent, extent);
    const kernels = cases.map(([code]) => {
      const optimizer = readOptimizer(code);
      const kernel = new OptimizerKernel(optimizer, [extent, extent]);
      return { code, kernel, share: shareOfKernel(kernel, optimizer.preparation) };
    });
    // Until preparations, which are JavaScript, have been compiled: on a busy machine that takes longer than a round.
    for (const kernel of [adam, ...kernels.map((it) => it.kernel)]) kernel.run(20 * steps);
    const variants = Object.fromEntries(kernels.map(({ code, kernel }) => [code, () => kernel.run(steps)]));
    const medians: Record<string, number> = await interleavedMedians({ ...variants, adam: () => adam.run(steps) }, 41);
    const shareOfAdam = shareOfKernel(adam);
    kernels.forEach(({ code, share }, index) => {
      const expected = share[bound] / shareOfAdam[bound];
      const ratio = medians[code] / medians.adam / expected;
      const [, hasGoal] = cases[index];
      results.push({
        name: `${code}, ${extent} × ${extent}: against its share of Adam's ${bound}, ${expected.toFixed(2)}`,
        ours: `${formatNanoseconds(medians[code] / steps)}/step`,
        reference: `${formatNanoseconds(medians.adam / steps)}/step`,
        ratio: ratio.toFixed(2),
        goal: hasGoal ? "≤ 2" : "",
        reached: hasGoal ? ratio <= 2 : null,
      });
    });
  }
  return results;
}
