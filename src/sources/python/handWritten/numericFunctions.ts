import type { SyntaxNode } from "@lezer/common";
import type { Arithmetic } from "./arithmetic";

/** A method's receiver and arguments. */
interface Given {
  readonly node: SyntaxNode;
  readonly self: Arithmetic;
  readonly positional: readonly Arithmetic[];
  readonly named: ReadonlyMap<string, Arithmetic>;
}

type Build = (node: SyntaxNode, operands: readonly Arithmetic[]) => Arithmetic | null;

/** Functions of arrays and numbers by their last name, in the rule language. */
const builders: Readonly<Record<string, Build>> = {
  ...Object.fromEntries(
    ["sqrt", "abs", "sign", "exp", "log", "cos", "floor", "norm", "mean", "sum"].map((name) => [name, ofOne(name)]),
  ),
  absolute: ofOne("abs"),
  fabs: ofOne("abs"),
  reduce_mean: ofOne("mean"),
  reduce_sum: ofOne("sum"),
  maximum: ofTwo("max"),
  minimum: ofTwo("min"),
  max: (node, operands) => (operands.length === 1 ? call(node, "max", operands) : ofTwo("max")(node, operands)),
  min: ofTwo("min"),
  square: (node, [x, ...more]) =>
    x === undefined || more.length > 0 ? null : operation(node, "^", x, number(node, 2)),
  power: operator("^"),
  pow: operator("^"),
  multiply: operator("*"),
  mul: operator("*"),
  divide: operator("/"),
  div: operator("/"),
  true_divide: operator("/"),
  add: operator("+"),
  subtract: operator("-"),
  sub: operator("-"),
  negative: (node, [x]) => (x === undefined ? null : { kind: "negation", node, operands: [x] }),
  clip: ofThree("clamp"),
  clamp: ofThree("clamp"),
  clip_by_value: ofThree("clamp"),
  where: ofThree("if"),
  rsqrt: (node, [x]) => (x === undefined ? null : operation(node, "/", number(node, 1), call(node, "sqrt", [x]))),
  ...Object.fromEntries(
    [
      "array",
      "asarray",
      "float",
      "float64",
      "copy",
      "tensor",
      "as_tensor",
      "constant",
      "convert_to_tensor",
      "stop_gradient",
      "cast",
      "deepcopy",
    ].map((name) => [name, first]),
  ),
};

const libraries =
  /^(?:math|numpy|autograd\.numpy|cupy|jax\.numpy|jax\.lax|torch|tensorflow(?:\.math|\.keras\.backend)?|keras\.(?:ops|backend)|tf(?:\.math)?|np|jnp|cp|copy)(?:\.linalg|\.math)?\.(\w+)$/;
const builtins: ReadonlySet<string> = new Set(["abs", "min", "max", "pow", "float"]);

/** What a function of this full name makes of numbers; null for one that the rule language has not. */
export function functionOfNumbers(path: string): { readonly build: Build } | null {
  const name = libraries.exec(path)?.[1] ?? (builtins.has(path) ? path : undefined);
  if (name === undefined || !Object.hasOwn(builders, name)) return null;
  return { build: builders[name] };
}

const methods: ReadonlySet<string> = new Set([
  "sqrt",
  "abs",
  "sign",
  "norm",
  "mean",
  "sum",
  "square",
  "pow",
  "mul",
  "div",
  "clip",
  "clamp",
  "rsqrt",
]);

/** What a method makes of the array that it is called on, and of its arguments. */
export function methodOfNumbers(name: string, { node, self, positional, named }: Given): Arithmetic | null {
  if (!methods.has(name) || named.size > 0) return null;
  return builders[name](node, [self, ...positional]);
}

/** Methods that give the numbers on, wherever they then are. */
export function keepsNumbers(method: string): boolean {
  return [
    "copy",
    "clone",
    "detach",
    "numpy",
    "item",
    "cpu",
    "float",
    "double",
    "cuda",
    "astype",
    "tolist",
    "to",
    "read_value",
    "squeeze",
  ].includes(method);
}

/** Methods of torch's tensors and TensorFlow's variables that take more than operands; those with `_` or `assign` change what they are called on. */
export const arrayMethods: Readonly<Record<string, (given: Given) => Arithmetic | null>> = {
  add: (given) => scaled("+", given),
  sub: (given) => scaled("-", given),
  addcmul: (given) => addedPair("*", given),
  addcdiv: (given) => addedPair("/", given),
  add_: (given) => scaled("+", given),
  sub_: (given) => scaled("-", given),
  mul_: ({ node, self, positional: [by] }) => by && operation(node, "*", self, by),
  div_: ({ node, self, positional: [by] }) => by && operation(node, "/", self, by),
  pow_: ({ node, self, positional: [by] }) => by && operation(node, "^", self, by),
  sqrt_: ({ node, self }) => call(node, "sqrt", [self]),
  neg_: ({ node, self }) => ({ kind: "negation", node, operands: [self] }),
  copy_: ({ positional: [value] }) => value ?? null,
  zero_: ({ node }) => number(node, 0),
  clamp_: ({ node, self, positional }) => ofThree("clamp")(node, [self, ...positional]),
  addcmul_: (given) => addedPair("*", given),
  addcdiv_: (given) => addedPair("/", given),
  // self + weight · (end − self)
  lerp_: ({ node, self, positional: [end, weight] }) =>
    end && weight ? operation(node, "+", self, operation(node, "*", weight, operation(node, "-", end, self))) : null,
  assign: ({ positional: [value] }) => value ?? null,
  assign_sub: ({ node, self, positional: [value] }) => value && operation(node, "-", self, value),
  assign_add: ({ node, self, positional: [value] }) => value && operation(node, "+", self, value),
};

/** Whether a method leaves what it makes in what it is called on. */
export function isInPlace(method: string): boolean {
  return Object.hasOwn(arrayMethods, method) && (method.endsWith("_") || method.startsWith("assign"));
}

/** `x.add_(y, alpha=a)`: x + a · y. */
function scaled(operator: "+" | "-", { node, self, positional: [value, ...more], named }: Given): Arithmetic | null {
  const alpha = named.get("alpha");
  if (value === undefined || more.length > 1) return null;
  // torch once took the factor first: `add_(-lr, grad)`.
  if (more.length === 1) return operation(node, operator, self, operation(node, "*", value, more[0]));
  return operation(node, operator, self, alpha === undefined ? value : operation(node, "*", alpha, value));
}

/** `x.addcmul_(a, b, value=c)`: x + c · a · b. */
function addedPair(operator: "*" | "/", { node, self, positional, named }: Given): Arithmetic | null {
  const [factor, a, b] = positional.length === 3 ? positional : [named.get("value"), ...positional];
  if (a === undefined || b === undefined || positional.length < 2) return null;
  const left = factor === undefined ? a : operation(node, "*", factor, a);
  return operation(node, "+", self, operation(node, operator, left, b));
}

function ofOne(name: string): Build {
  return (node, operands) => (operands.length === 1 ? call(node, name, operands) : null);
}

function ofTwo(name: string): Build {
  return (node, operands) => (operands.length === 2 ? call(node, name, operands) : null);
}

function ofThree(name: string): Build {
  return (node, operands) => (operands.length === 3 ? call(node, name, operands) : null);
}

function operator(symbol: "+" | "-" | "*" | "/" | "^"): Build {
  return (node, [a, b, ...more]) =>
    a === undefined || b === undefined || more.length > 0 ? null : operation(node, symbol, a, b);
}

function first(_node: SyntaxNode, [value]: readonly Arithmetic[]): Arithmetic | null {
  return value ?? null;
}

function number(node: SyntaxNode, value: number): Arithmetic {
  return { kind: "number", node, value };
}

function call(node: SyntaxNode, name: string, operands: readonly Arithmetic[]): Arithmetic {
  return { kind: "function", node, name, operands };
}

export function operation(
  node: SyntaxNode,
  operator: "+" | "-" | "*" | "/" | "^",
  a: Arithmetic,
  b: Arithmetic,
): Arithmetic {
  return { kind: "operation", node, operator, operands: [a, b] };
}
