import { weightDecayOf } from "../../configuration/weightDecay";
import { sourceRule } from "../../rule";

/** A decay that no learning rate multiplies: as large as AdamW's it takes weights within hundreds of updates, and goes on when the rate has come to zero. */
export const decayWithoutRate = sourceRule(
  {
    id: "regularisation/decay-without-rate",
    severity: "information",
    title: "Weight decay goes on when the learning rate is zero",
    messages: {
      goesOn:
        "{argument} = {value} of {optimizer} is not multiplied by the learning rate, which ends at {last} of its peak {peak}: weights go on shrinking by {percent} % in each update, and nothing puts them back.",
    },
    thresholds: {
      share: { default: 0.05, description: "Share of its peak below which the learning rate has to end." },
    },
    documentation: {
      what: "Weight decay of this optimizer is added behind the learning rate, and its schedule falls to nothing by the end of the run.",
      why: "AdamW multiplies its decay by the learning rate, so that both fall together. Where decay keeps its strength while steps shrink, it wins in the end: over the last updates weights only lose.",
      formula: "θ ← θ − lr(t) · u − λ · θ",
      ignore: "Where λ is as small as lr · λ of AdamW would be at the end.",
      sources: [
        "optax 0.2.8, optax/_src/alias.py, adafactor",
        "https://github.com/tensorflow/addons/issues/844",
        "https://github.com/google-deepmind/optax/issues/292",
      ],
      example: {
        path: "train.py",
        before: `import optax

schedule = optax.linear_schedule(1e-2, 0.0, 10000)
optimizer = optax.adafactor(schedule, weight_decay_rate=1e-3)
`,
        after: `import optax

schedule = optax.linear_schedule(1e-2, 1e-3, 10000)
optimizer = optax.adafactor(schedule, weight_decay_rate=1e-3)
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { entry, groups, configuration, peakRate: peak, endRate: last } = facts;
    const decay = weightDecayOf(facts, groups[0]);
    if (entry === undefined || decay?.follows !== "nothing" || decay.read === null || configuration.schedule === null)
      return;
    if (peak === null || last === null || last >= threshold("share") * peak) return;
    const { argument, value, read } = decay;
    yield {
      message: "goesOn",
      values: { argument, value, optimizer: entry.title, last, peak, percent: 100 * value },
      at: read,
    };
  },
);
