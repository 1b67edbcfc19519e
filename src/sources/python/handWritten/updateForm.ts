import type { Arithmetic } from "./arithmetic";
import type { Write } from "./write";

/** One summand with its sign. */
export interface Term {
  readonly sign: 1 | -1;
  readonly value: Arithmetic;
}

/** A product as factors and divisors, those of nested products and of products of matrices too. */
export interface Product {
  readonly factors: readonly Arithmetic[];
  readonly divisors: readonly Arithmetic[];
  readonly sign: 1 | -1;
}

/** The summands of an expression. */
export function termsOf(value: Arithmetic, sign: 1 | -1 = 1): readonly Term[] {
  if (value.kind === "negation") return termsOf(value.operands[0], sign === 1 ? -1 : 1);
  if (value.kind !== "operation" || (value.operator !== "+" && value.operator !== "-")) return [{ sign, value }];
  const [left, right] = value.operands;
  const opposite = sign === 1 ? -1 : 1;
  return [...termsOf(left, sign), ...termsOf(right, value.operator === "+" ? sign : opposite)];
}

/** The factors of an expression in the order of the text. */
export function productOf(value: Arithmetic): Product {
  if (value.kind === "negation") {
    const inner = productOf(value.operands[0]);
    return { ...inner, sign: inner.sign === 1 ? -1 : 1 };
  }
  const isProduct =
    (value.kind === "operation" && (value.operator === "*" || value.operator === "/")) ||
    value.kind === "matrixProduct";
  if (!isProduct) return { factors: [value], divisors: [], sign: 1 };
  const [left, right] = value.operands.map(productOf);
  const sign = left.sign === right.sign ? 1 : -1;
  if (value.kind === "operation" && value.operator === "/") {
    return { factors: [...left.factors, ...right.divisors], divisors: [...left.divisors, ...right.factors], sign };
  }
  return { factors: [...left.factors, ...right.factors], divisors: [...left.divisors, ...right.divisors], sign };
}

/**
 * What a write adds to its place, where it leaves it otherwise as it was or shrinks it by a share: `w - lr * g`, `w * (1 - lr * decay) - lr * g`.
 *
 * @returns null for any other write: `m = beta * m + g` keeps a share that nothing is taken from
 */
export function changeOf({ value, place }: Write): readonly Term[] | null {
  const terms = termsOf(value);
  const isOwn = (it: Arithmetic) => it.kind === "place" && it.place.key === place.key;
  const own = terms.filter(({ sign, value: term }) => sign === 1 && (isOwn(term) || isShrunk(term, isOwn)));
  const rest = terms.filter((term) => !own.includes(term));
  return own.length === 1 && rest.length > 0 ? rest : null;
}

function isShrunk(term: Arithmetic, isOwn: (value: Arithmetic) => boolean): boolean {
  const { factors, divisors } = productOf(term);
  const [first, second] = factors;
  if (divisors.length > 0 || factors.length !== 2) return false;
  const share = isOwn(first) ? second : isOwn(second) ? first : null;
  if (share?.kind !== "operation" || share.operator !== "-") return false;
  const [one, taken] = share.operands;
  // `(1 - alpha) * a + alpha * b` draws one to the other, whatever they are.
  const isDecay =
    taken.kind === "operation" || (taken.kind === "place" && /decay|wd|lam|reg|l2/i.test(taken.place.name));
  return one.kind === "number" && one.value === 1 && isDecay;
}
