import { describeRange, isInRange } from "../../core/numberRange";
import type { OptimizerEntry } from "../catalogue/catalogue";
import type { ReadValue, SourceIssue } from "../configuration";
import { pythonFloat } from "../pythonFloat";
import type { ReadArguments, TrainerArguments } from "./trainerArguments";

/**
 * Reads `optim_args` of TrainingArguments, `"momentum=0.9,nesterov=true"`, as transformers 5.18.0 does (transformers/trainer_optimizer.py).
 *
 * @param taken arguments that Trainer takes from it for this optimizer
 */
export function readOptimArgs(
  { hyperparameters: fields, unresolved, placeOf }: TrainerArguments,
  taken: readonly string[],
  optimizer: OptimizerEntry,
): ReadArguments {
  const text = fields.optim_args?.value;
  const range = placeOf("optim_args");
  const unread = unresolved.includes("optim_args") && taken.length > 0 ? ["optim_args"] : [];
  if (typeof text !== "string" || text === "" || range === null) {
    return { hyperparameters: {}, unresolved: unread, issues: [] };
  }
  const hyperparameters: Record<string, ReadValue> = {};
  const issues: SourceIssue[] = [];
  const report = (severity: SourceIssue["severity"], message: string) => issues.push({ severity, message, range });
  for (const item of text.replaceAll(" ", "").split(",")) {
    const [name, given, ...more] = item.split("=");
    const argument = optimizer.arguments.find((each) => each.name === name);
    if (given === undefined || more.length > 0) report("error", `optim_args holds "${item}"; expected name=value.`);
    else if (argument === undefined || !taken.includes(name)) {
      const expected = taken.length === 0 ? "" : `; it takes ${taken.join(", ")}`;
      const hint = name === "weight_decay" ? "; expected it as the argument weight_decay" : expected;
      report("warning", `Trainer takes no notice of ${name} in optim_args for ${optimizer.title}${hint}.`);
    } else if (argument.kind === "boolean") {
      hyperparameters[name] = { value: ["true", "1", "yes"].includes(given.toLowerCase()), range };
    } else {
      const value = pythonFloat(given);
      const allowed = argument.range ?? {};
      if (value !== null && isInRange(value, allowed)) hyperparameters[name] = { value, range };
      else report("error", `${name} in optim_args is ${given}; expected ${describeRange(allowed)}.`);
    }
  }
  return { hyperparameters, unresolved: [], issues };
}
