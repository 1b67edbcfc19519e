import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { callArguments } from "./callArguments";
import { callOf } from "./callOf";
import type { FrameworkCall } from "./frameworkCalls";
import { readAccumulation } from "./optaxAccumulation";
import { type ChainReading, readOptaxChain } from "./optaxChain";
import { holdsOthers, type OptaxFile, partsOfCall, partsWithin, roleOfCall, unreadChain } from "./optaxChainParts";

/** The configurations of a file's optimizers of optax, by the outermost calls that make them: an optimizer alone, or what is around one. */
export function readOptaxCalls(file: OptaxFile): ReadonlyMap<FrameworkCall, OptimizerConfiguration> {
  const parts = new Set(file.calls.filter(holdsOthers).flatMap((call) => heldCalls(call, file)));
  const read = new Map<FrameworkCall, OptimizerConfiguration>();
  for (const call of file.calls) {
    const reading = parts.has(call) ? null : readCall(call, file);
    if (reading === null) continue;
    const configuration: OptimizerConfiguration = {
      ...reading,
      framework: "optax",
      name: null,
      range: file.source.rangeOf(call.node),
      groups: [],
      rule: null,
      simulation: {},
    };
    read.set(call, withWrappers(configuration, call, file));
  }
  return read;
}

/** The calls that a call is given, chains and wrappers included. */
function heldCalls(holder: FrameworkCall, file: OptaxFile): readonly FrameworkCall[] {
  const direct = callArguments(holder.node, file.source).flatMap(({ value }) => {
    const call = value === null ? null : callOf(value, holder.scope, file.calls, file.source);
    return call === null || call === holder ? [] : [call];
  });
  return [...direct, ...partsWithin(holder, file).flatMap(({ call }) => call ?? [])];
}

function readCall(call: FrameworkCall, file: OptaxFile): ChainReading | null {
  if (roleOfCall(call)?.kind === "accumulation") {
    const reading = readOptaxChain(partsWithin(call, file), file);
    return reading && readAccumulation(reading, call, file);
  }
  const isOptimizer = call.callee.kind === "optimizer" && call.callee.entry.framework === "optax";
  return isOptimizer || holdsOthers(call) ? readOptaxChain(partsOfCall(call, file), file) : null;
}

/** Names what else is done with an optimizer's updates, such as `optax.MultiSteps`: it is not simulated. */
function withWrappers(
  configuration: OptimizerConfiguration,
  inner: FrameworkCall,
  { calls, source }: OptaxFile,
): OptimizerConfiguration {
  const issues = calls.flatMap(({ node, scope, callee }): readonly SourceIssue[] => {
    if (callee.kind !== "wrapper") return [];
    const isAround = node.from <= inner.node.from && node.to >= inner.node.to;
    const isGiven = callArguments(node, source).some(
      ({ value }) => value !== null && callOf(value, scope, calls, source) === inner,
    );
    const message = `optax.${callee.name} cannot be simulated yet.`;
    return isAround || isGiven ? [{ severity: "information", message, range: source.rangeOf(node) }] : [];
  });
  return {
    ...configuration,
    unresolved: [...configuration.unresolved, ...unreadChain(issues)],
    issues: [...configuration.issues, ...issues],
  };
}
