import type { SyntaxNode } from "@lezer/common";
import type { TypedValue } from "../arguments/typedValue";
import { callArguments } from "./callArguments";
import type { Expression } from "./expression";
import { fromText } from "./optionType";
import { asNumber, combined, float, integer, type PythonNumber, rounded } from "./pythonNumbers";
import { resolvePaths } from "./resolvePath";
import { bindingScope } from "./scopes";
import { isTrue } from "./truth";

type Compute = (given: readonly TypedValue[]) => TypedValue | null;

/** Functions of one number; null where they have no value. */
function ofNumber(compute: (value: PythonNumber) => TypedValue | null): Compute {
  return (given) => {
    const value = given.length === 1 ? asNumber(given[0]) : null;
    return value && compute(value);
  };
}

function floatOf(compute: (value: number) => number): Compute {
  return ofNumber(({ value }) => {
    const result = compute(value);
    return Number.isFinite(result) ? float(result) : null;
  });
}

function whole(compute: (value: number) => number): Compute {
  return ofNumber(({ value }) => (Number.isFinite(value) ? integer(compute(value)) : null));
}

function extreme(isBetter: (a: number, b: number) => boolean): Compute {
  return (given) => {
    const [only] = given;
    const values = given.length === 1 && only.type === "sequence" ? only.value : given;
    const numbers = values.map(asNumber);
    const [first] = numbers;
    if (first === undefined || !numbers.every((number) => number !== null)) return null;
    return numbers.reduce((best, next) => (next && best && isBetter(next.value, best.value) ? next : best), first);
  };
}

function conversion(type: "int" | "float"): Compute {
  return ([value, ...others]) => {
    if (value === undefined || others.length > 0) return null;
    if (value.type === "string") return fromText(value.value, type);
    if (value.type === "boolean") return type === "int" ? integer(Number(value.value)) : float(Number(value.value));
    const number = asNumber(value);
    if (number === null) return null;
    if (type === "float") return float(number.value);
    return Number.isFinite(number.value) ? integer(Math.trunc(number.value)) : null;
  };
}

/** Functions of Python itself. */
const builtins: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ["int", conversion("int")],
  ["float", conversion("float")],
  ["bool", ([value, ...others]) => (value && others.length === 0 ? { type: "boolean", value: isTrue(value) } : null)],
  ["abs", ofNumber(({ type, value }) => ({ type, value: Math.abs(value) }))],
  ["min", extreme((a, b) => a < b)],
  ["max", extreme((a, b) => a > b)],
  [
    "round",
    ([value, digits]) => {
      const number = asNumber(value);
      const places = digits === undefined || digits.type === "none" ? null : digits;
      if (number === null || (places !== null && places.type !== "integer")) return null;
      return rounded(number, places === null ? null : places.value);
    },
  ],
  [
    "len",
    ([value]) =>
      value?.type === "sequence" || value?.type === "mapping" || value?.type === "string"
        ? integer(value.value.length)
        : null,
  ],
  ["tuple", ([value]) => (value?.type === "sequence" ? value : null)],
  ["list", ([value]) => (value?.type === "sequence" ? value : null)],
  [
    "sum",
    ([value, ...others]) => {
      if (value?.type !== "sequence" || others.length > 0) return null;
      return value.value.reduce<PythonNumber | null>((sum, next) => {
        const number = asNumber(next);
        return sum && number && combined("+", sum, number);
      }, integer(0));
    },
  ],
  ["pow", power],
]);

function power([base, exponent, ...others]: readonly TypedValue[]): PythonNumber | null {
  const [left, right] = [asNumber(base), asNumber(exponent)];
  return left && right && others.length === 0 ? combined("**", left, right) : null;
}

/** Functions of the math module and of NumPy, by their last names. */
const mathematics: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ["math.sqrt", floatOf(Math.sqrt)],
  ["numpy.sqrt", floatOf(Math.sqrt)],
  ["math.exp", floatOf(Math.exp)],
  ["math.log", floatOf(Math.log)],
  ["math.log2", floatOf(Math.log2)],
  ["math.log10", floatOf(Math.log10)],
  ["numpy.log10", floatOf(Math.log10)],
  ["math.ceil", whole(Math.ceil)],
  ["math.floor", whole(Math.floor)],
  ["numpy.ceil", floatOf(Math.ceil)],
  ["numpy.floor", floatOf(Math.floor)],
  [
    "math.pow",
    (given) => {
      const result = power(given);
      return result && float(result.value);
    },
  ],
]);

/** Methods of strings. */
const ofStrings: ReadonlyMap<string, (text: string) => string> = new Map([
  ["lower", (text: string) => text.toLowerCase()],
  ["upper", (text: string) => text.toUpperCase()],
  ["strip", (text: string) => text.trim()],
]);

/**
 * The value of a call of one of Python's own functions, or of those of the math module.
 *
 * @param read the value of an expression in the call; null where the text alone does not decide it
 */
export function builtinCall(call: Expression, read: (node: SyntaxNode) => TypedValue | null): TypedValue | null {
  const { node, scope, source } = call;
  const callee = node.firstChild;
  const given = callArguments(node, source);
  if (callee === null || given.some(({ name, spread }) => name !== null || spread !== null)) return null;
  const text = source.textOf(callee);
  const isBuiltin = callee.name === "VariableName" && bindingScope(scope, text) === null;
  const [path] = isBuiltin ? [] : (resolvePaths(callee, scope, source) ?? []);
  const compute = isBuiltin ? builtins.get(text) : mathematics.get(path ?? "");
  if (compute === undefined) return given.length === 0 ? stringMethod(callee, text, read) : null;
  const values = given.map(({ value }) => value && read(value));
  return values.every((value) => value !== null) ? compute(values) : null;
}

function stringMethod(
  callee: SyntaxNode,
  text: string,
  read: (node: SyntaxNode) => TypedValue | null,
): TypedValue | null {
  const change = callee.name === "MemberExpression" ? ofStrings.get(text.replace(/^.*\./s, "")) : undefined;
  const object = change && callee.firstChild && read(callee.firstChild);
  return change && object?.type === "string" ? { type: "string", value: change(object.value) } : null;
}
