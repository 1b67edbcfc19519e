import { shortNumber } from "../../../core/shortNumber";
import { defaultArguments, type OptimizerEntry, ruleNumbers } from "../../../sources/catalogue/catalogue";
import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { TextEdit } from "../../../sources/edits/textEdit";
import type { RoleNumber } from "../../configuration/configurationFacts";
import { sourceRule } from "../../rule";

/** The mean of squares is to remember longer than the mean gradient; the other way round is nearly always a slip. */
export const betasSwapped = sourceRule(
  {
    id: "learning-rate/betas-swapped",
    severity: "warning",
    title: "β₁ and β₂ are swapped",
    messages: {
      swapped:
        "β₁ = {beta1} remembers {memory1} steps and β₂ = {beta2} only {memory2}: the two look swapped, and the step is divided by a size that the mean gradient has long outlived.",
    },
    fixes: { swap: "Swap them: ({beta2}, {beta1})" },
    thresholds: {
      ratio: { default: 1.5, description: "How many times as long as β₂ β₁ has to remember." },
    },
    documentation: {
      what: "β₁ is far closer to 1 than β₂.",
      why: "A mean with share β remembers 1/(1 − β) steps. Adam divides the mean gradient by the root of the mean of squares: where that mean forgets first, a gradient of today is divided by today's size alone, and one large gradient of 1,000 steps ago is still in the numerator.",
      formula: "memory = 1 / (1 − β)",
      ignore: "Where you follow a paper that does this on purpose.",
      sources: ["Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv 1412.6980, section 2"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.999, 0.9))
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.999))
`,
      },
    },
  },
  function* ({ groups, entry }, { threshold, edits }) {
    // NovoGrad and Adan are made so that β₁ remembers longer.
    if (entry === undefined || hasLongerFirst(entry)) return;
    for (const group of groups) {
      const first = group.number("beta1");
      const second = group.number("beta2");
      if (first?.read == null || second === null) continue;
      const [beta1, beta2] = [first.value, second.value];
      // A share of 1 is refused where the call is read.
      if (beta1 >= 1) continue;
      if (1 - beta2 < threshold("ratio") * (1 - beta1)) continue;
      yield {
        message: "swapped",
        values: { beta1, beta2, memory1: 1 / (1 - beta1), memory2: 1 / (1 - beta2) },
        at: first.read,
        fixes: [{ title: "swap", values: { beta1, beta2 }, edits: swap(first, second, edits) }],
      };
    }
  },
);

function hasLongerFirst(entry: OptimizerEntry): boolean {
  const { beta1, beta2 } = ruleNumbers(entry, defaultArguments(entry));
  return beta1 > beta2;
}

/** The numbers of a tuple or list, or of two arguments, in each other's place. */
function swap(first: RoleNumber, second: RoleNumber, edits: SourceEdits): readonly TextEdit[] | null {
  if (first.read === null) return null;
  if (first.entry !== null) {
    const { range } = first.read;
    const pair = range && /^([[(]\s*)([^\s,()[\]]+)(\s*,\s*)([^\s,()[\]]+)(\s*,?\s*[\])])$/.exec(edits.textOf(range));
    return pair && edits.replaceValue(first.read, [pair[1], pair[4], pair[3], pair[2], pair[5]].join(""));
  }
  if (second.read === null || first.read.origin !== undefined || second.read.origin !== undefined) return null;
  const earlier = edits.replaceValue(first.read, shortNumber(second.value));
  const later = edits.replaceValue(second.read, shortNumber(first.value));
  return earlier && later && [...earlier, ...later];
}
