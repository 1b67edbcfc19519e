import type { SyntaxNode } from "@lezer/common";
import type { ScheduleConfiguration } from "../configuration";
import { OWN_RULE } from "../ownRule";
import type { PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";
import { readStepFunction } from "./stepFunction";

/**
 * The schedule that a function of the step makes, where it is arithmetic of that alone (optax 0.2.8: any callable is a schedule).
 *
 * @param expression in the place of the learning rate
 * @returns null for anything else
 */
export function readScheduleFunction(
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): ScheduleConfiguration | null {
  const text = readStepFunction(expression, scope, source);
  if (text === null) return null;
  const range = source.rangeOf(expression);
  return { name: OWN_RULE, range, hyperparameters: { rule: { value: `lr = ${text}`, range } } };
}
