import { kerasLossScale, lossScaling } from "../catalogue/kerasLossScale";
import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { plainValues } from "../configurationValues";
import { bindArguments } from "./bindArguments";
import { callOf } from "./callOf";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";

/** An optimizer within a `LossScaleOptimizer`, with the call around it. */
export interface ScaledOptimizer {
  readonly inner: FrameworkCall;
  readonly outer: FrameworkCall;
}

/** The optimizers that stand within a `LossScaleOptimizer`: as a call, or as a variable assigned one once. */
export function findScaledOptimizers(
  calls: readonly FrameworkCall[],
  source: PythonSource,
): readonly ScaledOptimizer[] {
  return calls.flatMap((outer) => {
    if (outer.callee.kind !== "lossScale") return [];
    const { subject } = bindArguments(kerasLossScale, outer.node, outer.scope, source);
    const inner = subject === null ? null : callOf(subject, outer.scope, calls, source);
    const isOfKeras = inner?.callee.kind === "optimizer" && inner.callee.entry.framework === "keras";
    return inner !== null && isOfKeras ? [{ inner, outer }] : [];
  });
}

/** The configuration of the inner optimizer as that of the outer call. */
export function withLossScaling(
  configuration: OptimizerConfiguration,
  outer: FrameworkCall,
  source: PythonSource,
): OptimizerConfiguration {
  const { hyperparameters, unresolved, issues } = bindArguments(kerasLossScale, outer.node, outer.scope, source);
  const range = source.rangeOf(outer.node);
  return {
    ...configuration,
    range,
    lossScaling: lossScaling(plainValues(hyperparameters)),
    unresolved: [...configuration.unresolved, ...unresolved],
    issues: [...configuration.issues, ...issues, ...accumulationIssues(configuration, range)],
  };
}

/** What to say of a `LossScaleOptimizer` whose inner optimizer is none that can be read. */
export function unreadLossScale({ node, scope }: FrameworkCall, source: PythonSource): SourceIssue {
  const { subject } = bindArguments(kerasLossScale, node, scope, source);
  const range = source.rangeOf(subject ?? node);
  if (subject === null) {
    return {
      severity: "error",
      message: "LossScaleOptimizer needs inner_optimizer: the optimizer it scales for.",
      range,
    };
  }
  const message =
    "The inner optimizer of LossScaleOptimizer cannot be read; expected a call of keras.optimizers, or a variable assigned one once.";
  return { severity: "information", message, range };
}

/** Keras looks at every gradient of an update by itself, and leaves single ones out. */
function accumulationIssues(
  { hyperparameters }: OptimizerConfiguration,
  range: SourceIssue["range"],
): readonly SourceIssue[] {
  const given = hyperparameters.gradient_accumulation_steps;
  if (!given?.value) return [];
  const message = "Gradient accumulation within LossScaleOptimizer cannot be simulated yet.";
  return [{ severity: "error", message, range: given.range ?? range }];
}
