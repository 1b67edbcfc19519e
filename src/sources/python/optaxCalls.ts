import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { allMasks, masksFit } from "../maskSpecification";
import type { FrameworkCall } from "./frameworkCalls";
import { type ChainReading, readOptaxChain } from "./optaxChain";
import {
  heldCalls,
  holdsOthers,
  type OptaxFile,
  partsOfCall,
  partsWithin,
  roleOfCall,
  unreadChain,
} from "./optaxChainParts";
import { withCompanion } from "./optaxCompanions";

/** The configurations of a file's optimizers of optax, by the outermost calls that make them: an optimizer alone, or what is around one. */
export function readOptaxCalls(file: OptaxFile): ReadonlyMap<FrameworkCall, OptimizerConfiguration> {
  const readings = new Map(file.calls.map((call) => [call, readCall(call, file)] as const));
  const holders = file.calls.filter(holdsOthers);
  const parts = partsOf(
    holders.filter((call) => readings.get(call) !== null),
    file,
  );
  const unread = holders.filter((call) => !parts.has(call) && readings.get(call) === null);
  const read = new Map<FrameworkCall, OptimizerConfiguration>();
  for (const [call, reading] of readings) {
    if (reading === null || parts.has(call)) continue;
    const configuration: OptimizerConfiguration = {
      ...reading,
      framework: "optax",
      name: null,
      range: file.source.rangeOf(call.node),
      groups: [],
      rule: null,
      simulation: {},
    };
    read.set(call, withMaskIssues(withWrappers(configuration, call, unread, file)));
  }
  return read;
}

/** What stands within calls, however deep. */
function partsOf(holders: readonly FrameworkCall[], file: OptaxFile): ReadonlySet<FrameworkCall> {
  const parts = new Set(holders.flatMap((call) => heldCalls(call, file)));
  // A set goes on to what is added to it meanwhile.
  for (const part of parts) if (holdsOthers(part)) for (const inner of heldCalls(part, file)) parts.add(inner);
  return parts;
}

/** Says where the masks of one optimizer cannot be trees of the same parameters, which optax refuses. */
function withMaskIssues(configuration: OptimizerConfiguration): OptimizerConfiguration {
  if (masksFit(allMasks(configuration))) return configuration;
  const message =
    "The masks of this optimizer are trees of different shapes; expected each to follow the tree of the parameters.";
  const issue: SourceIssue = { severity: "error", message, range: configuration.range };
  return { ...configuration, issues: [...configuration.issues, issue] };
}

function readCall(call: FrameworkCall, file: OptaxFile): ChainReading | null {
  const kind = roleOfCall(call)?.kind;
  if (kind === "accumulation" || kind === "guard") {
    // Not one in the other: a NaN that accumulated once stays in the mean of MultiSteps.
    const reading = readOptaxChain(partsWithin(call, file), file);
    return reading && withCompanion(reading, call, file);
  }
  const isOptimizer = call.callee.kind === "optimizer" && call.callee.entry.framework === "optax";
  return isOptimizer || holdsOthers(call) ? readOptaxChain(partsOfCall(call, file), file) : null;
}

/**
 * Names what else is done with an optimizer's updates, such as `optax.conditionally_mask`: it is not simulated.
 *
 * @param unread calls that hold others and cannot be read
 */
function withWrappers(
  configuration: OptimizerConfiguration,
  inner: FrameworkCall,
  unread: readonly FrameworkCall[],
  file: OptaxFile,
): OptimizerConfiguration {
  const issues = file.calls.flatMap((call): readonly SourceIssue[] => {
    const { node, callee } = call;
    const isUnread = unread.includes(call);
    if (callee.kind !== "wrapper" && !isUnread) return [];
    const isAround = node.from <= inner.node.from && node.to >= inner.node.to;
    const name = callee.kind === "wrapper" ? `optax.${callee.name}` : file.source.textOf(node.firstChild ?? node);
    const message = `${name}${isUnread ? " with what it is given here" : ""} cannot be simulated yet.`;
    const isGiven = isAround || heldCalls(call, file).includes(inner);
    return isGiven ? [{ severity: "information", message, range: file.source.rangeOf(node) }] : [];
  });
  return {
    ...configuration,
    unresolved: [...configuration.unresolved, ...unreadChain(issues)],
    issues: [...configuration.issues, ...issues],
  };
}
