import type { CompositionEntry, OptimizerEntry, ScheduleEntry } from "../../catalogue/catalogue";
import { findComposition, findOptimizer, findSchedule } from "../../catalogue/findEntry";
import { isOptimizerPath } from "../../unknownOptimizer";

/** What an object is to a training. */
export type ObjectRole =
  | { readonly kind: "optimizer"; readonly entry: OptimizerEntry }
  /** A class among a framework's optimizers that the catalogue has not. */
  | { readonly kind: "unknownOptimizer" }
  | { readonly kind: "schedule"; readonly entry: ScheduleEntry }
  | { readonly kind: "composition"; readonly entry: CompositionEntry }
  /** A schedule that the catalogue has not. */
  | { readonly kind: "unknownSchedule" };

/** Modules whose classes move learning rates; those of diffusers' `schedulers` add noise. */
const scheduleModule =
  /(?:^|\.)(?:lr_schedulers?|lr_schedules|nnet\.schedulers)\.\w+$|^transformers\.(?:optimization\.)?get_\w+_schedule\w*$/;

/** Names that stand for what has another name in the catalogue. */
const otherNames: readonly (readonly [pattern: RegExp, name: string])[] = [
  // torch imports each class from a module of its own: torch.optim.adamw.AdamW.
  [/^torch\.optim\.(?!lr_scheduler\.)[a-z]\w*\.([A-Z]\w*)$/, "torch.optim.$1"],
  // The same arithmetic as transformers': torchtune/training/lr_schedulers.py, torchtune 0.6.1.
  [
    /^torchtune\.(?:training|modules)\.(?:lr_schedulers\.)?get_cosine_schedule_with_warmup$/,
    "transformers.get_cosine_schedule_with_warmup",
  ],
  // torch's class with the name of what it watches besides.
  [/^(?:lightning\.pytorch|pytorch_lightning)\.cli\.ReduceLROnPlateau$/, "torch.optim.lr_scheduler.ReduceLROnPlateau"],
];

/** The role of what has this full name; null for what has none. */
export function objectRole(path: string): ObjectRole | null {
  const name = otherNames.reduce((known, [pattern, other]) => known.replace(pattern, other), path);
  const optimizer = findOptimizer(name);
  if (optimizer !== undefined) return { kind: "optimizer", entry: optimizer };
  if (isOptimizerPath(name)) return { kind: "unknownOptimizer" };
  const schedule = findSchedule(name);
  if (schedule !== undefined) return { kind: "schedule", entry: schedule };
  const composition = findComposition(name);
  if (composition !== undefined) return { kind: "composition", entry: composition };
  return scheduleModule.test(name) ? { kind: "unknownSchedule" } : null;
}
