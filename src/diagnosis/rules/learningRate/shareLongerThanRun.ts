import { sourceRule } from "../../rule";

/** A mean of squares that is to remember more steps than the run has. */
export const shareLongerThanRun = sourceRule(
  {
    id: "learning-rate/memory-longer-than-run",
    severity: "information",
    title: "β₂ remembers longer than the run lasts",
    messages: {
      corrected:
        "β₂ = {beta2} remembers {memory} steps and the run has {updates}: v is the plain mean of all squares so far, and no gradient is ever forgotten.",
      uncorrected:
        "β₂ = {beta2} remembers {memory} steps and the run has {updates}: without bias correction v has come to {share} of the mean square by the end, and steps are still {overshoot} times too long there.",
    },
    thresholds: {
      runs: { default: 1, description: "How many runs long the memory 1/(1 − β₂) may be before it is found." },
    },
    documentation: {
      what: "The memory of the mean of squares, 1/(1 − β₂) steps, is longer than the run. Only a β₂ that the source gives is looked at: the default of 0.999 in a short try is nobody's mistake.",
      why: "What v learned in the wild first steps it keeps to the end, so that steps stay as short as those gradients made them. With bias correction v is the plain mean of all squares, as in Adagrad divided by t. Without it, v has not filled by the end: it is 1 − β₂ᵗ of the mean square, and steps are 1/√(1 − β₂ᵗ) times too long.",
      formula: "memory = 1 / (1 − β₂)",
      ignore: "Where the run is the beginning of a longer one.",
      sources: [
        "Kingma and Ba, Adam, arXiv 1412.6980, section 3",
        "Ma and Yarats, On the adequacy of untuned warmup for adaptive optimization, arXiv 1910.04209",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.9999))
for batch in range(2000):
    optimizer.zero_grad()
    loss(model(batch)).backward()
    optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.99))
for batch in range(2000):
    optimizer.zero_grad()
    loss(model(batch)).backward()
    optimizer.step()
`,
      },
    },
  },
  function* ({ groups: [group], updates, family, entry }, { threshold }) {
    const second = group.number("beta2");
    if (family !== "adam" || entry?.framework === "native" || updates === null || second?.read == null) return;
    const beta2 = second.value;
    // Every Adam of a framework's own writes 0.999 out now and then: that is its default, given or not.
    if (beta2 <= 0.999 || beta2 >= 1) return;
    const memory = 1 / (1 - beta2);
    if (memory <= updates * threshold("runs")) return;
    const isCorrected = group.value("bias_correction")?.value !== false;
    const share = 1 - beta2 ** updates;
    yield {
      message: isCorrected ? "corrected" : "uncorrected",
      values: { beta2, memory, updates, share, overshoot: 1 / Math.sqrt(share) },
      at: second.read,
    };
  },
);
