import type { ClippingSpecification } from "../../core/simulation/specification";
import type { BoundArguments } from "../arguments/bindCall";
import type { CatalogueEntry } from "../catalogue/catalogue";
import type { SourceIssue } from "../configuration";
import { bindArguments } from "./bindArguments";
import { callArguments } from "./callArguments";
import type { FrameworkCall } from "./frameworkCalls";
import { enclosingFunction } from "./functionCalls";
import type { PythonSource } from "./pythonSource";
import type { StepCall } from "./stepInterval";

/** What is known of the clipping that goes with an optimizer. */
export interface ReadClipping {
  readonly clipping: ClippingSpecification | null;
  readonly unresolved: readonly string[];
  readonly issues: readonly SourceIssue[];
}

const common: Pick<CatalogueEntry, "framework" | "aliases" | "source" | "subject"> = {
  framework: "torch",
  aliases: [],
  source: "torch 2.13.0, torch/nn/utils/clip_grad.py",
  subject: "parameters",
};

/** torch.nn.utils: the two functions that clip gradients, described as the catalogue describes optimizers. */
export const clippingEntries: Readonly<Record<"norm" | "value", CatalogueEntry>> = {
  norm: {
    ...common,
    name: "torch.nn.utils.clip_grad_norm_",
    title: "clip_grad_norm_",
    summary: "Scales the gradient down to a norm.",
    arguments: [
      { name: "max_norm", kind: "number", documentation: "Largest norm of the gradient." },
      {
        name: "norm_type",
        kind: "number",
        default: 2,
        documentation: "Which norm: 2 for the Euclidean, infinity for the largest entry.",
      },
      { name: "error_if_nonfinite", kind: "execution", default: false, documentation: "Whether NaN is an error." },
      { name: "foreach", kind: "execution", default: null, documentation: "Whether all tensors are scaled together." },
    ],
  },
  value: {
    ...common,
    name: "torch.nn.utils.clip_grad_value_",
    title: "clip_grad_value_",
    summary: "Cuts every entry of the gradient to a range.",
    arguments: [
      { name: "clip_value", kind: "number", documentation: "Largest absolute value of an entry." },
      { name: "foreach", kind: "execution", default: null, documentation: "Whether all tensors are cut together." },
    ],
  },
};

/** A call that clips gradients, with the optimizers whose gradients these are; null where that is not known. */
export interface PlacedClipping {
  readonly call: FrameworkCall;
  readonly read: ReadClipping;
  readonly owners: readonly FrameworkCall[] | null;
}

/** @param calls of clip_grad_norm_ and clip_grad_value_ */
export function placeClipping(
  calls: readonly FrameworkCall[],
  steps: readonly StepCall[],
  source: PythonSource,
): readonly PlacedClipping[] {
  return calls.map((call) => ({ call, read: readCall(call, source), owners: ownersOf(call, steps, source) }));
}

/** The clipping of an optimizer: the calls that come before its step, else those in its own function, else those of the file. */
export function readClipping(optimizer: FrameworkCall, clipping: readonly PlacedClipping[]): ReadClipping {
  const own = clipping.filter(({ owners }) => owners?.includes(optimizer));
  const loose = clipping.filter(({ owners }) => owners === null);
  const nearby = loose.filter(({ call }) => call.scope === optimizer.scope);
  const [chosen] = [own, nearby, loose].filter(({ length }) => length > 0);
  const different = new Map((chosen ?? []).map(({ read }) => [JSON.stringify(read), read]));
  if (different.size > 1) return { clipping: null, unresolved: ["clipping"], issues: [] };
  const [only] = different.values();
  return only ?? { clipping: null, unresolved: [], issues: [] };
}

/**
 * The optimizers whose gradients are clipped, by what the function around steps: those that are given the same parameters, else those of the next
 * step.
 *
 * @returns null where the function steps no optimizer that is known; none where all steps come before
 */
function ownersOf(
  clip: FrameworkCall,
  steps: readonly StepCall[],
  source: PythonSource,
): readonly FrameworkCall[] | null {
  const home = enclosingFunction(clip.node)?.from;
  const here = steps.filter(({ node, made }) => {
    const isOptimizer = made.some(({ callee }) => callee.kind === "optimizer");
    return isOptimizer && enclosingFunction(node)?.from === home;
  });
  if (here.length === 0) return null;
  const clipped = firstArgument(clip, source);
  const given = here.flatMap(({ made }) => made).filter((optimizer) => firstArgument(optimizer, source) === clipped);
  if (given.length > 0) return given;
  const next = here.filter(({ node }) => node.from > clip.node.to).sort((a, b) => a.node.from - b.node.from);
  return next[0]?.made ?? [];
}

function firstArgument({ node }: FrameworkCall, source: PythonSource): string {
  const [first] = callArguments(node, source);
  return first?.value ? source.textOf(first.value) : "";
}

function readCall({ node, scope, callee }: FrameworkCall, source: PythonSource): ReadClipping {
  const by = callee.kind === "clipping" ? callee.by : "norm";
  return clippingOf(by, bindArguments(clippingEntries[by], node, scope, source));
}

/** The clipping that one of the functions does with its arguments. */
export function clippingOf(by: "norm" | "value", bound: BoundArguments): ReadClipping {
  const { hyperparameters, unresolved, issues } = bound;
  const limit = hyperparameters[by === "norm" ? "max_norm" : "clip_value"]?.value;
  const order = by === "value" ? 2 : hyperparameters.norm_type?.value;
  const isRead = unresolved.length === 0 && typeof order === "number" && order > 0;
  if (!isRead) return { clipping: null, unresolved: ["clipping"], issues };
  // A limit of infinity only measures the norm.
  if (typeof limit !== "number" || limit === Number.POSITIVE_INFINITY)
    return { clipping: null, unresolved: [], issues };
  return {
    clipping: { kind: by, limit, ...(order === 2 ? {} : { order: namedOrder(order) }) },
    unresolved: [],
    issues,
  };
}

function namedOrder(order: number): number | "infinity" {
  return order === Number.POSITIVE_INFINITY ? "infinity" : order;
}
