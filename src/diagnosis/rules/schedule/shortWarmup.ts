import { isCyclic } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { warmupLength } from "../../configuration/warmupLength";
import { sourceRule } from "../../rule";

/** A warm-up that is over before Adam's mean of squares has seen as many gradients as it remembers. */
export const shortWarmup = sourceRule(
  {
    id: "schedule/short-warmup",
    severity: "information",
    title: "The warm-up is shorter than the memory of β₂",
    messages: {
      short:
        "The warm-up takes {warmup} updates; with β₂ = {beta2} the mean of squares remembers {memory}, and the learning rate is at its top before that mean has settled.",
    },
    thresholds: {
      share: { default: 0.5, description: "Share of the memory 1/(1 − β₂) that a warm-up should take." },
      run: {
        default: 20,
        description:
          "Memories that the run has to have at least: in a shorter one, a longer warm-up takes too much of it.",
      },
    },
    documentation: {
      what: "Adam's learning rate reaches its top after fewer updates than half of those that its mean of squares remembers, in a run that is long enough for more.",
      why: "The step is divided by √v. In the first 1/(1 − β₂) updates v is the mean of few gradients and scatters, so single steps are too long; a warm-up keeps them short meanwhile. The untuned linear warm-up takes 2/(1 − β₂) updates, 2,000 at 0.999.",
      formula: "memory = 1 / (1 − β₂)",
      ignore: "Where the loss falls from the first update on without spikes; many recipes do with less.",
      sources: ["Ma and Yarats, On the adequacy of untuned warmup for adaptive optimization, arXiv 1910.04209"],
      example: {
        path: "train.py",
        before: `import torch
from transformers import get_cosine_schedule_with_warmup

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
scheduler = get_cosine_schedule_with_warmup(optimizer, num_warmup_steps=100, num_training_steps=100000)
`,
        after: `import torch
from transformers import get_cosine_schedule_with_warmup

optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
scheduler = get_cosine_schedule_with_warmup(optimizer, num_warmup_steps=2000, num_training_steps=100000)
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { schedule } = facts.configuration;
    if (schedule === null || facts.family !== "adam" || schedule.isSteppedByLoop || isCyclic(schedule)) return;
    const warmup = warmupLength(schedule);
    const [group] = facts.groups;
    const beta2 = group.number("beta2")?.value;
    const steps = facts.stepsOfSchedule ?? scheduleSpan(schedule)?.steps;
    if (warmup === null || beta2 === undefined || steps === undefined || beta2 >= 1) return;
    const memory = 1 / (1 - beta2);
    const interval = schedule.interval ?? 1;
    if (warmup.steps * interval >= threshold("share") * memory || steps * interval < threshold("run") * memory) return;
    const at = warmup.read.range ? warmup.read : schedule.range;
    yield { message: "short", values: { warmup: warmup.steps * interval, beta2, memory }, at };
  },
);
