import type { SourceValue } from "./configuration";
import { leavesOf, type TensorValues } from "./parameterTree";

/**
 * What something says of every tensor, in short: the value that all have, the list of those at the leaves, or in words which numbers of dimensions have
 * it: `ndim ≥ 2`; of other values than flags, each with its numbers: `adam ndim 0–1; muon ndim ≥ 2`.
 */
export function tensorValuesInShort(values: TensorValues<SourceValue>): SourceValue {
  if (values.by === "leaf") return leavesOf(values.tree);
  const own = values.values;
  if (own.length === 1) return own[0];
  if (own.every((value) => typeof value === "boolean")) return dimensionsOf(true, own);
  return [...new Set(own)].map((value) => `${String(value)} ${dimensionsOf(value, own)}`).join("; ");
}

/** `ndim 0, ≥ 2`: the numbers of dimensions, from 0 on, at which a value stands; at the last and any more. */
function dimensionsOf(value: SourceValue, values: readonly SourceValue[]): string {
  const last = values.length - 1;
  const stretches: string[] = [];
  for (let first = 0; first <= last; first++) {
    if (values[first] !== value) continue;
    let end = first;
    while (end < last && values[end + 1] === value) end++;
    if (end === last) stretches.push(`≥ ${first}`);
    else stretches.push(first === end ? String(first) : `${first}–${end}`);
    first = end;
  }
  return `ndim ${stretches.join(", ")}`;
}
