import type { SyntaxNode } from "@lezer/common";
import type { PythonSource } from "../pythonSource";
import { type Arithmetic, placesIn } from "./arithmetic";
import type { Iteration } from "./iteration";
import type { Place } from "./place";
import type { FoundGradient } from "./translateUpdate";

const noAliases = new Map<string, Place>();

/**
 * Whether what an expression gives depends on the parameter, also through what the iteration assigns before: a gradient does, and
 * what moves by itself does not.
 */
export function dependsOnParameter(
  value: Arithmetic,
  iteration: Iteration,
  parameter: Place,
  source: PythonSource,
): boolean {
  const seen = new Set<string>();
  const pending: { readonly node: SyntaxNode }[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    // A method of the object sees all of its attributes.
    if (parameter.root === "self" && /\bself\.\w+\(/.test(source.textOf(node))) return true;
    for (const { key, root } of placesIn(node, noAliases, source)) {
      if (key === parameter.key || (parameter.root !== "self" && root === parameter.root)) return true;
      if (seen.has(key)) continue;
      seen.add(key);
      pending.push(
        ...iteration.writes
          .filter((write) => write.place.key === key || write.place.root === key)
          .map(({ statement }) => ({ node: statement })),
      );
    }
  }
  return false;
}

/** Whether a gradient is one of neighbours in a grid, as programs that work on images and fields take it. */
export function isOfGrid(gradient: FoundGradient, { writes, body }: Iteration, source: PythonSource): boolean {
  const made = writes
    .filter(({ place }) => place.name === gradient.name)
    .map(({ statement }) => source.textOf(statement));
  const here = source.textOf(body).slice(Math.max(0, gradient.from - body.from), gradient.to - body.from);
  return [here, ...made].some((text) =>
    /\b(?:np|numpy|cp|jnp)\.(?:gradient|diff|roll)\(|\b(?:Sobel|Laplacian|convolve\w*|filter2D|laplace)\(|\bndimage\b/.test(
      text,
    ),
  );
}
