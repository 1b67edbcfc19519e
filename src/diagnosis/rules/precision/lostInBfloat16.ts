import { halfPrecisionOf } from "../../configuration/halfPrecision";
import { weightDecayOf } from "../../configuration/weightDecay";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** Half the distance from 1 to the next number below it in bfloat16, which has 8 significant bits: what takes less from any number takes nothing. */
const LEAST_SHARE = 2 ** -9;

/** What rounding to bfloat16 leaves of a step, of the decay and of the mean of squares, where parameters have that type. */
export const lostInBfloat16 = sourceRule(
  {
    id: "precision/lost-in-bfloat16",
    severity: "information",
    title: "Rounding to bfloat16 loses small changes",
    messages: {
      decay:
        "Parameters are bfloat16 ({statement}), in which a change of less than 1 in 512 is lost: {argument} takes a share of lr · {value} = {share} from a weight in each update, and so never anything.",
      steps:
        "Parameters are bfloat16 ({statement}), in which a change of less than 1 in 512 is lost: with steps of about {rate} no weight above {size} moves.",
    },
    thresholds: {
      size: {
        default: 0.02,
        description:
          "Size of weights that have to move; that of matrices in GPT-2 as they are drawn, and of most trained ones.",
      },
    },
    documentation: {
      what: "The parameters themselves are bfloat16, not only what is computed from them, and the optimizer has no copy in 32 bits.",
      why: "bfloat16 has 8 significant bits. θ − Δ rounds back to θ where Δ is smaller than |θ| / 512: steps of 1e-5 leave every weight above 0.005 where it is, and a decay of lr · λ = 1e-5 never takes anything from any weight. Copies in float32, stochastic rounding or Kahan summation keep what rounding drops.",
      formula: "fl(θ · (1 − δ)) = θ for δ < 2⁻⁹",
      ignore:
        "In fine-tuning that works all the same: what moves are the weights near zero, and those with large steps.",
      sources: [
        "https://github.com/Nerogar/OneTrainer/issues/996",
        "https://github.com/Nerogar/OneTrainer/issues/1005",
        "Zamirai et al., Revisiting BFloat16 Training, arXiv 2010.06192",
      ],
      example: {
        path: "train.py",
        before: `import torch

model = model.to(torch.bfloat16)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, weight_decay=0.0)
`,
        after: `import torch

model = model.to("cuda")
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, weight_decay=0.0)
`,
      },
    },
  },
  function* (facts, { edits, threshold }) {
    const { family, groups, configuration, peakRate: rate } = facts;
    if (rate === null || rate <= 0 || (family !== "adam" && family !== "sign")) return;
    const half = halfPrecisionOf(facts, edits);
    if (half?.type !== "bfloat16") return;
    const { statement } = half;
    const size = rate / LEAST_SHARE;
    if (size < threshold("size")) {
      const values: MessageValues = { statement, rate, size };
      yield { message: "steps", values, at: groups[0].number("learningRate")?.read ?? configuration.range };
    }
    const decay = weightDecayOf(facts, groups[0]);
    // A fused kernel takes decay and step from a weight in one, and rounds once.
    if (decay?.kind !== "decoupled" || decay.read === null || groups[0].value("fused")?.value === true) return;
    const { argument, value, read } = decay;
    const share = value * rate;
    const values: MessageValues = { statement, argument, value, share };
    if (share < LEAST_SHARE) yield { message: "decay", values, at: read };
  },
);
