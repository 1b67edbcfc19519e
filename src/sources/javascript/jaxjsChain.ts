import type { SyntaxNode } from "@lezer/common";
import { describeRange, isInRange, POSITIVE } from "../../core/numberRange";
import type { OptimizerConfiguration, ReadValue } from "../configuration";
import { type JavascriptSource, unwrapped } from "./javascriptSource";
import { readValue } from "./javascriptValue";
import { callParts, named, namedOptions, type ScopedArgument } from "./jaxjsArguments";
import { JAXJS_ROOT, resolvePath } from "./resolvePath";
import { type Call, type Scope, soleValue } from "./scopes";

/** One of the transformations of a chain. */
interface Part {
  readonly call: Call;
  /** The function's name in the package; null for what is none of its functions. */
  readonly name: string | null;
}

/** `chain(…)`: transformations of the gradient, one after the other. */
export interface Chain {
  readonly call: Call;
  /** Null where the text does not list them all. */
  readonly parts: readonly Part[] | null;
}

/** Optimizers that are made by a single call. */
export const aliases: ReadonlySet<string> = new Set(["sgd", "adam", "adamw"]);

/** Of a name in the package, for the path that it is resolved to. */
export function jaxjsName(path: string | null): string | null {
  const prefix = `${JAXJS_ROOT}.`;
  return path?.startsWith(prefix) ? path.slice(prefix.length) : null;
}

export function readChain(call: Call, source: JavascriptSource): Chain {
  const parts = callParts(call).map((part) => (part === null ? null : partOf(part, call.scope, source)));
  return { call, parts: parts.every((part) => part !== null) ? parts : null };
}

function partOf(expression: SyntaxNode, scope: Scope, source: JavascriptSource): Part {
  const node = unwrapped(expression);
  const sole = node.name === "VariableName" ? soleValue(source.textOf(node), scope) : null;
  const call = sole === null ? { node, scope } : { node: unwrapped(sole.value), scope: sole.scope };
  const callee = call.node.name === "CallExpression" ? call.node.firstChild : null;
  return { call, name: callee && jaxjsName(resolvePath(callee, call.scope, source)) };
}

/** What a chain does besides the optimizer in it. */
type Companions = Pick<OptimizerConfiguration, "clipping" | "unresolved" | "issues">;

/** What stands beside an optimizer: clipping before it, and what cannot be read. */
export function readCompanions(parts: readonly Part[], optimizer: Call, source: JavascriptSource): Companions {
  const at = parts.findIndex(({ call }) => call.node.from === optimizer.node.from);
  const others = parts.filter((part, index) => index !== at && part.name !== "identity");
  const isClipping = (part: Part) => part.name === "clipByGlobalNorm" && parts.indexOf(part) < at;
  const [first, ...rest] = others;
  if (first === undefined) return { clipping: null, unresolved: [], issues: [] };
  if (rest.length === 0 && isClipping(first)) return readClipping(first.call, source);
  const unread = others.find((part) => !isClipping(part)) ?? rest[0];
  const message = `${unread.name ?? "What stands here"} beside an optimizer in a chain cannot be read yet.`;
  const range = source.rangeOf(unread.call.node);
  return { clipping: null, unresolved: ["chain"], issues: [{ severity: "information", message, range }] };
}

function readClipping(call: Call, source: JavascriptSource): Companions {
  const [limit] = callParts(call);
  const value = limit ? readValue(limit, call.scope, source)?.value.value : undefined;
  if (typeof value !== "number") return { clipping: null, unresolved: ["clipByGlobalNorm.maxNorm"], issues: [] };
  if (isInRange(value, POSITIVE))
    return { clipping: { kind: "norm", offset: 0, limit: value }, unresolved: [], issues: [] };
  const message = `maxNorm is ${value}; expected ${describeRange(POSITIVE)}.`;
  const range = source.rangeOf(call.node);
  return { clipping: null, unresolved: [], issues: [{ severity: "error", message, range }] };
}

/** An optimizer that a chain is made of by its parts. */
export interface ComposedOptimizer {
  readonly name: string;
  readonly arguments: readonly ScopedArgument[];
  /** What the parts take where nothing is said, which is not what the optimizer would take. */
  readonly known: Readonly<Record<string, ReadValue>>;
  /** The parts that make it, for the rest of the chain. */
  readonly parts: readonly Part[];
}

/** Adam, AdamW or SGD of `scaleByAdam` or `trace`, `addDecayedWeights` and the learning rate, in this order; null for any other chain. */
export function composedOptimizer(parts: readonly Part[], source: JavascriptSource): ComposedOptimizer | null {
  const own = parts.filter(({ name }) => name !== "clipByGlobalNorm" && name !== "identity");
  const names = own.map(({ name }) => name).join(" ");
  const shape = /^(?:(scaleByAdam|trace)(?: (addDecayedWeights))? )?(scaleByLearningRate|scale)$/.exec(names);
  if (shape === null || (shape[1] === "trace" && shape[2] !== undefined)) return null;
  const rate = rateOf(own[own.length - 1], source);
  if (rate === null) return null;
  const [direction, decay] = own;
  switch (shape[1]) {
    case undefined:
      return { name: "sgd", ...rate, parts: own };
    case "trace":
      return withDefaults("sgd", [...rate.arguments, ...optionsOf(direction, source, { decay: "momentum" })], {
        known: { ...rate.known, momentum: { value: 0.9, range: null } },
        parts: own,
      });
    default: {
      const moments = [...rate.arguments, ...optionsOf(direction, source)];
      if (shape[2] === undefined) return withDefaults("adam", moments, { known: rate.known, parts: own });
      return withDefaults("adamw", [...moments, ...optionsOf(decay, source)], {
        known: { ...rate.known, weightDecay: { value: 0, range: null } },
        parts: own,
      });
    }
  }
}

function withDefaults(
  name: string,
  given: readonly ScopedArgument[],
  { known, parts }: Pick<ComposedOptimizer, "known" | "parts">,
): ComposedOptimizer {
  const names = given.map((argument) => argument.name);
  const left = Object.entries(known).filter(([argument]) => !names.includes(argument));
  return { name, arguments: given, known: Object.fromEntries(left), parts };
}

function optionsOf({ call }: Part, source: JavascriptSource, renamed: Readonly<Record<string, string>> = {}) {
  return namedOptions(callParts(call)[0], call.scope, source, renamed);
}

/** The learning rate of `scaleByLearningRate(0.1)` and of `scale(-0.1)`; null for a number that leads uphill, or cannot be read. */
function rateOf({ name, call }: Part, source: JavascriptSource): Pick<ComposedOptimizer, "arguments" | "known"> | null {
  const [size, ...more] = callParts(call);
  if (name === "scaleByLearningRate")
    return more.length === 0 ? { arguments: named("learningRate", size, call.scope), known: {} } : null;
  const read = size ? readValue(size, call.scope, source) : null;
  if (typeof read?.value.value !== "number" || read.value.value > 0) return null;
  const value = read.value.value === 0 ? 0 : -read.value.value;
  return { arguments: [], known: { learningRate: { value, range: source.rangeOf(read.node) } } };
}
