import { shortNumber } from "../../../core/shortNumber";
import type { ReadValue } from "../../../sources/configuration";
import { numberOf, scheduleParts, scheduleTitle } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";
import { setArgument } from "./setArgument";

/** Arguments that hold where a warm-up begins and where it ends; the end is the optimizer's learning rate where none is named. */
const ends: readonly (readonly [start: string, end: string | null, steps: string])[] = [
  ["init_value", "peak_value", "warmup_steps"],
  ["initial_learning_rate", "warmup_target", "warmup_steps"],
  ["warmup_lr_init", null, "warmup_t"],
  ["warmup_min_lr", "warmup_max_lr", "warmup_num_steps"],
  ["warmup_init_lr", null, "warmup_updates"],
];

/** A warm-up that does not go up. */
export const warmupWithoutEffect = sourceRule(
  {
    id: "schedule/warmup-without-effect",
    severity: "warning",
    title: "A warm-up that does not rise",
    messages: {
      falls: "The warm-up of {schedule} falls: it begins at {start} = {from} and ends at {to} after {steps} steps.",
      flat: "The warm-up of {schedule} stays where it is: it begins at {start} = {from}, where it ends after {steps} steps.",
      target:
        "warmup_steps = {steps} has no effect: CosineDecay of Keras warms up only where warmup_target says to which learning rate.",
    },
    fixes: {
      zero: "Set {start} to 0",
      target: "Warm up from 0 to {to}",
    },
    documentation: {
      what: "The learning rate that a warm-up starts from is not below the one that it leads to, or Keras' `CosineDecay` has `warmup_steps` and no `warmup_target`.",
      why: "A warm-up is there to begin with small steps. One that falls begins with the longest of all, before the moments have settled. In Keras the learning rate at the top is `warmup_target`; `initial_learning_rate` is where the warm-up starts, and `warmup_steps` alone is taken no notice of.",
      ignore: "Where the learning rate is to start high on purpose.",
      sources: [
        "Keras 3.15.1, keras/src/optimizers/schedules/learning_rate_schedule.py, CosineDecay",
        "optax 0.2.8, optax/schedules/_schedule.py, warmup_cosine_decay_schedule",
        "timm 1.0.31, timm/scheduler/cosine_lr.py",
      ],
      example: {
        path: "train.py",
        before: `import keras

schedule = keras.optimizers.schedules.CosineDecay(1e-3, decay_steps=10000, warmup_steps=500)
optimizer = keras.optimizers.Adam(learning_rate=schedule)
`,
        after: `import keras

schedule = keras.optimizers.schedules.CosineDecay(0.0, decay_steps=10000, warmup_steps=500, warmup_target=1e-3)
optimizer = keras.optimizers.Adam(learning_rate=schedule)
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { schedule } = facts.configuration;
    if (schedule === null) return;
    const own = facts.groups[0].number("learningRate")?.value;
    for (const part of scheduleParts(schedule)) {
      const initial = part.hyperparameters.initial_learning_rate;
      const unnoticed = numberOf(part, "warmup_steps") ?? 0;
      if (part.hyperparameters.warmup_target?.value === null && unnoticed > 0 && typeof initial?.value === "number") {
        const to = initial.value;
        const start = edits.replaceValue(initial, "0.0");
        const target = setArgument(edits, part, "warmup_target", shortNumber(to));
        yield {
          message: "target",
          values: { steps: unnoticed },
          at: part.hyperparameters.warmup_steps,
          fixes: [{ title: "target", values: { to }, edits: start && target && [...start, ...target] }],
        };
        continue;
      }
      for (const [start, end, count] of ends) {
        const from = numberOf(part, start);
        const to = end === null ? own : (numberOf(part, end) ?? (end === "warmup_max_lr" ? own : undefined));
        const steps = numberOf(part, count) ?? 0;
        const read: ReadValue | undefined = part.hyperparameters[start];
        if (from === undefined || to === undefined || read?.range == null || steps <= 1 || from < to || to <= 0)
          continue;
        const values = { schedule: scheduleTitle(part), start, from, to, steps };
        const zero = edits.replaceValue(read, "0.0");
        yield {
          message: from > to ? "falls" : "flat",
          values,
          at: read,
          fixes: [{ title: "zero", values, edits: zero }],
        };
      }
    }
  },
);
