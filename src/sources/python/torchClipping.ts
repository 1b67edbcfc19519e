import type { ClippingSpecification } from "../../core/simulation/specification";
import type { BoundArguments } from "../arguments/bindCall";
import type { CatalogueEntry } from "../catalogue/catalogue";
import type { SourceIssue } from "../configuration";
import { bindArguments } from "./bindArguments";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";

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

/**
 * The clipping of an optimizer: the calls in its own function, else those of the file.
 *
 * @param calls of clip_grad_norm_ and clip_grad_value_
 */
export function readClipping(
  optimizer: FrameworkCall,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): ReadClipping {
  const nearby = calls.filter(({ scope }) => scope === optimizer.scope);
  const read = (nearby.length > 0 ? nearby : calls).map((call) => readCall(call, source));
  const different = new Map(read.map((each) => [JSON.stringify(each), each]));
  if (different.size > 1) return { clipping: null, unresolved: ["clipping"], issues: [] };
  const [only] = different.values();
  return only ?? { clipping: null, unresolved: [], issues: [] };
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
