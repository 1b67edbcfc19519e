import type { EnteredLoop, LoopFacts, LoopPass } from "../../../sources/loopFacts";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { eventsOf, isInside, type Ordered } from "./eventOrder";
import { remembersNothing } from "./remembersNothing";

/** An optimizer that is made anew in every round, with all that it remembers. */
export const optimizerInLoop = sourceRule(
  {
    id: "loop/optimizer-in-loop",
    severity: "warning",
    title: "An optimizer is made anew in every round of a loop",
    messages: {
      adam: "The optimizer is made anew in every {round}: its moments and its count of steps are lost each time, of which the mean of squares alone takes {memory} steps to fill (1/(1 − {beta2})), and each {round} begins with a step of the full learning rate in every coordinate.",
      adamStep:
        "The optimizer is made anew for every step: its moments, of which the mean of squares takes {memory} steps to fill (1/(1 − {beta2})), never hold more than one gradient, and every step is one of the full learning rate in every coordinate, whatever the gradient.",
      momentum:
        "The optimizer is made anew in every {round}: its momentum, which takes {memory} steps to build up (1/(1 − {momentum})), is lost each time.",
      other:
        "The optimizer is made anew in every {round}: all that it remembers of earlier gradients is lost each time.",
      compiled:
        "The optimizer is made anew in every {round}, and the step is a compiled function: it was compiled with the optimizer of its first call and goes on using that one, with its learning rate.",
    },
    fixes: { move: "Move it before the loop" },
    documentation: {
      what: "An optimizer is created inside the loop over epochs or batches that steps it, while the parameters live on. Most often this is to change the learning rate.",
      why: "Adam, RMSprop and momentum are means over steps: a mean with share β needs about 1/(1 − β) steps until it says something, 1,000 for β₂ = 0.999. Made anew, they start from zero. Adam's correction for that makes the first step ±lr in every coordinate, whatever the gradient. A step function that `tf.function` has compiled keeps the first optimizer and takes no notice of the later ones.",
      formula: "memory = 1 / (1 − β)",
      ignore: "Where forgetting is meant, as in warm restarts of the optimizer.",
      sources: [
        "https://github.com/euancrabtree/Lipreading-PyTorch/issues/7",
        "Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv 1412.6980, section 3",
      ],
      example: {
        path: "train.py",
        before: `import torch

for epoch in range(20):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for epoch in range(20):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { loop } = facts.configuration;
    if (loop === undefined || remembersNothing(facts)) return;
    for (const pass of loop.passes) {
      for (const { create, around } of creationsInLoop(pass)) {
        const isBatch = around.unit === "batch" || around.range.line === innermostOfStep(pass, around)?.range.line;
        const round = around.unit === "epoch" ? "epoch" : isBatch ? "step" : "round";
        const isHere = !create.dependsOnLoop && isInside(create.statement, around.range);
        const edited = isHere ? edits.moveBefore(create.statement, around.range) : null;
        const isAlone = !hasCompanions(loop, create, around);
        const fixes = [{ title: "move", edits: isAlone ? edited : null, isSafe: true }] as const;
        const isCompiled = eventsOf(pass, "step").some((step) => step.isCompiled);
        const beta2 = facts.groups[0].number("beta2")?.value;
        const momentum = facts.groups[0].number("momentum")?.value;
        const memory = (share: number) => 1 / (1 - share);
        const isStale = isCompiled && facts.configuration.framework === "keras";
        const isAdam = facts.family === "adam" && beta2 !== undefined && beta2 < 1;
        const isMomentum = momentum !== undefined && momentum > 0 && momentum < 1;
        const values: MessageValues = {
          round,
          ...(isAdam ? { beta2, memory: memory(beta2) } : isMomentum ? { momentum, memory: memory(momentum) } : {}),
        };
        const message = isStale
          ? "compiled"
          : isAdam
            ? round === "step"
              ? "adamStep"
              : "adam"
            : isMomentum
              ? "momentum"
              : "other";
        yield { message, values, at: create.range, fixes };
      }
    }
  },
);

interface CreationInLoop {
  readonly create: Ordered<"create">;
  readonly around: EnteredLoop;
}

function creationsInLoop(pass: LoopPass): readonly CreationInLoop[] {
  return eventsOf(pass, "create").flatMap((create) => {
    const depth = create.loops.length;
    const around = create.loops[depth - 1];
    const isConditional = create.conditions.some(({ loops }) => loops >= depth);
    if (around === undefined || around.rounds === 1 || !create.keepsParameters || isConditional) return [];
    const steps = eventsOf(pass, "step").filter(({ loops }) => loops.some(({ id }) => id === around.id));
    // Of a loop that says nothing of itself, each round may be a training of its own.
    const isKnown = around.unit !== null || steps.some(({ loops }) => loops.length === depth);
    return steps.length > 0 && isKnown ? [{ create, around }] : [];
  });
}

function innermostOfStep(pass: LoopPass, around: EnteredLoop): EnteredLoop | undefined {
  const step = eventsOf(pass, "step").find(({ loops }) => loops.some(({ id }) => id === around.id));
  return step?.loops[step.loops.length - 1];
}

/** Whether schedulers are made in the same loop, which would have to move along. */
function hasCompanions({ schedulers }: LoopFacts, { range }: CreationInLoop["create"], around: EnteredLoop): boolean {
  return schedulers.some((scheduler) => isInside(scheduler.range, around.range) && scheduler.range.line >= range.line);
}
