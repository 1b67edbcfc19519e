import type { FrameworkCall } from "../frameworkCalls";
import type { PythonSource } from "../pythonSource";
import type { Root } from "./parameterRoots";

/** An optimizer whose loop is looked at. */
export interface LoopSubject {
  readonly call: FrameworkCall;
  readonly name: string | null;
  /** What its parameters are taken from. */
  readonly roots: readonly Root[];
  /** `model`, where they are all parameters of one. */
  readonly model: string | null;
  readonly schedulers: readonly FrameworkCall[];
  /** Every call of the file that concerns optimizers. */
  readonly calls: readonly FrameworkCall[];
  readonly source: PythonSource;
}
