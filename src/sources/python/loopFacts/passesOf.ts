import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import { type Execution, executionOrder } from "./executionOrder";

const passesByFile = new WeakMap<PythonSource, readonly (readonly Execution[])[] | null>();

/** What a file does, one way after the other, found out once for all of its optimizers: see `executionOrder`. */
export function passesOf(
  calls: readonly FrameworkCall[],
  source: PythonSource,
): readonly (readonly Execution[])[] | null {
  const known = passesByFile.get(source);
  if (known !== undefined) return known;
  const made = executionOrder(calls, source);
  passesByFile.set(source, made);
  return made;
}
