import type { SyntaxNode } from "@lezer/common";
import type { Report } from "../arguments/matchArguments";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { ReadValue, SourceValue } from "../configuration";
import { mapValues, type TensorValues, valuesOf } from "../parameterTree";
import { tensorValuesInShort } from "../tensorValuesInShort";
import type { PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";
import { readTensorValues } from "./tensorValues";

/**
 * The value of an argument that says something of every tensor, a mask or labels, in short.
 *
 * @returns null where it cannot be read, which is reported
 */
export function readTensorArgument(
  { name, kind }: ArgumentDefinition,
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  report: Report,
): ReadValue | null {
  const expected = kind === "mask" ? "True or False" : "a label";
  const values = tensorValuesOf(kind, expression, scope, source);
  if (values === null) {
    const message =
      `${name} depends on more than this file says, such as the names of parameters; expected ${expected}, lists, tuples or dictionaries ` +
      "of such, or a function of the number of dimensions.";
    report("information", message, expression);
    return null;
  }
  if (valuesOf(values).length === 0) {
    report("error", `${name} has no leaf; expected ${expected} for every tensor, or for all.`, expression);
  }
  return { value: tensorValuesInShort(values), range: source.rangeOf(expression) };
}

/** The masks among the arguments of a call, in full; not those that are the same for all tensors. */
export function readMasks(
  entry: CatalogueEntry,
  expressions: ReadonlyMap<string, SyntaxNode>,
  scope: Scope,
  source: PythonSource,
): Readonly<Record<string, TensorValues<boolean>>> {
  const masks: Record<string, TensorValues<boolean>> = {};
  for (const { name, kind } of entry.arguments) {
    const expression = kind === "mask" ? expressions.get(name) : undefined;
    const mask = expression && readMask(expression, scope, source);
    if (mask && !(mask.by === "dimensions" && mask.values.length === 1)) masks[name] = mask;
  }
  return masks;
}

function tensorValuesOf(
  kind: ArgumentDefinition["kind"],
  expression: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): TensorValues<SourceValue> | null {
  return kind === "mask" ? readMask(expression, scope, source) : readTensorValues(expression, scope, source);
}

/** Anything counts by its truth in Python. */
function readMask(expression: SyntaxNode, scope: Scope, source: PythonSource): TensorValues<boolean> | null {
  const values = readTensorValues(expression, scope, source);
  return values && mapValues(values, Boolean);
}
