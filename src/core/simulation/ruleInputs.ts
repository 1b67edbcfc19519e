/** Scalars that every optimizer's rule may read, besides its hyperparameters. */
export const OPTIMIZER_INPUTS = ["lr", "t", "step"] as const;

/**
 * Scalars that the rule of an optimizer with a preparation may read besides, of the tensor that it updates: `factored`, 1 where the
 * preparation has filled the rule's states; `parameterCount`; and `isFloat32`, 1 in runs of that precision.
 */
export const TENSOR_INPUTS = ["factored", "parameterCount", "isFloat32"] as const;

/** Scalars that every schedule's rule may read, besides its parameters and its own last `lr`. */
export const SCHEDULE_INPUTS = ["lr0", "step", "t", "loss", "gradientNorm", "gradientSum", "parameterChange"] as const;

/**
 * What the rules of frameworks' schedules may read besides: `isFirst`, 1 in the step that a schedule makes when it is created;
 * `isRestart`, 1 in the step in which a sequence hands over to it; how many of the schedule's milestones are at this step,
 * and how many are at it or before; `optimizerRate`, the learning rate of all parameter groups that have none of their own. No
 * parameter of a schedule may bear one of these names.
 */
export const FRAMEWORK_SCHEDULE_INPUTS = [
  ...SCHEDULE_INPUTS,
  "isFirst",
  "isRestart",
  "milestonesHere",
  "milestonesPassed",
  "optimizerRate",
] as const;
