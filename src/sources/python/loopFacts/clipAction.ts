import type { SyntaxNode } from "@lezer/common";
import type { LoopAction } from "../../loopFacts";
import { callArguments } from "../callArguments";
import { readValue } from "../pythonValue";
import type { Execution } from "./executionOrder";
import type { LoopSubject } from "./loopSubject";
import { parametersOf, soleModel } from "./parameterRoots";

/** Which gradients a call of `clip_grad_norm_` and the like clips, and at what. */
export function clipAction({ node, scope }: Execution, object: SyntaxNode | null, subject: LoopSubject): LoopAction {
  const { source } = subject;
  const given = callArguments(node, source);
  const owner = object === null ? "" : source.textOf(object);
  const isFunction = object === null || /(^|\.)(utils|clip_grad|nn)$/.test(owner) || given.length > 1;
  const clipped = isFunction ? given[0]?.value : null;
  const limit =
    given.find(({ name }) => name === "max_norm" || name === "clip_value")?.value ?? given[isFunction ? 1 : 0]?.value;
  const value = limit && readValue(limit, scope, source)?.value;
  const own = parametersOf(subject.call.node, source);
  const model = clipped ? soleModel(clipped, scope, source) : owner;
  const isSameText = clipped != null && own !== null && source.textOf(clipped) === source.textOf(own);
  return {
    kind: "clip",
    limit: value?.type === "integer" || value?.type === "float" ? value.value : null,
    unscales: /accelerator|fabric/i.test(owner),
    isOwn: isSameText || (model !== null && model === subject.model),
  };
}
