import type { NumericOperation } from "../../../numericProgram";

/** Functions of one array, or of two, by their last name in the libraries of arrays. */
const operations: Readonly<Record<string, NumericOperation>> = {
  exp: "exp",
  log: "log",
  log1p: "log1p",
  sqrt: "sqrt",
  square: "square",
  abs: "abs",
  absolute: "abs",
  fabs: "abs",
  sign: "sign",
  tanh: "tanh",
  sin: "sin",
  cos: "cos",
  sigmoid: "sigmoid",
  expit: "sigmoid",
  negative: "negative",
  transpose: "transpose",
  ravel: "flatten",
  flatten: "flatten",
  size: "size",
  add: "+",
  subtract: "-",
  multiply: "*",
  mul: "*",
  sub: "-",
  divide: "/",
  div: "/",
  true_divide: "/",
  power: "^",
  pow: "^",
  maximum: "max",
  minimum: "min",
  matmul: "matrixProduct",
  mv: "matrixProduct",
  mm: "matrixProduct",
  dot: "dot",
  inner: "dot",
  norm: "norm",
};

/** Functions that go over an array, or over one of its axes. */
const reductions: Readonly<Record<string, NumericOperation>> = {
  sum: "sum",
  mean: "mean",
  average: "mean",
  reduce_sum: "sum",
  reduce_mean: "mean",
};

/** Functions and methods that give the numbers on as they are. */
const identities: ReadonlySet<string> = new Set([
  "array",
  "asarray",
  "float",
  "float64",
  "float32",
  "copy",
  "clone",
  "detach",
  "item",
  "numpy",
  "tensor",
  "constant",
  "astype",
  "to",
  "cpu",
  "squeeze",
]);

const binary: ReadonlySet<NumericOperation> = new Set(["+", "-", "*", "/", "^", "max", "min", "matrixProduct", "dot"]);

/** What a function of arrays does, by its last name; null for one that is not tried out. */
export function numericFunction(
  name: string,
): { readonly operation: NumericOperation | "identity"; readonly reduces: boolean; readonly arity: number } | null {
  if (identities.has(name)) return { operation: "identity", reduces: false, arity: 1 };
  if (Object.hasOwn(reductions, name)) return { operation: reductions[name], reduces: true, arity: 1 };
  if (!Object.hasOwn(operations, name)) return null;
  const operation = operations[name];
  return { operation, reduces: false, arity: binary.has(operation) ? 2 : 1 };
}

/** Whether a full name is that of a function in a library of arrays. */
export function isOfArrayLibrary(path: string): boolean {
  return /^(?:math|numpy|autograd\.numpy|cupy|jax\.numpy|jax\.nn|torch|tensorflow(?:\.math|\.linalg|\.nn|\.keras\.activations)?|scipy\.special|np|jnp|tf|cp)(?:\.linalg|\.math|\.special)?\.\w+$/.test(
    path,
  );
}
