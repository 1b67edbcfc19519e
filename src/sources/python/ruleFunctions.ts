import { arithmeticText, atom, power, type RuleText, roundedUp } from "./ruleText";

/** Functions of TensorFlow, Keras, JAX and NumPy that give back the number that they are given first. */
export const conversions: ReadonlySet<string> = new Set([
  "cast",
  "constant",
  "convert_to_tensor",
  "float32",
  "float64",
  "asarray",
  "array",
]);

/** What these libraries call functions of the rule language. */
const otherNames: Readonly<Record<string, string>> = { minimum: "min", maximum: "max", power: "pow" };

/** The call of a function of Python, the math module, or a library that has its functions; null for one that the rule language has not. */
export function callOfFunction(called: string, given: readonly RuleText[]): RuleText | null {
  const name = otherNames[called] ?? called;
  const [first, second] = given;
  if (name === "min" || name === "max") {
    if (second === undefined) return null;
    return atom(given.map(({ text }) => text).reduce((left, right) => `${name}(${left}, ${right})`));
  }
  if (name === "pow") return given.length === 2 ? power(first, second) : null;
  if (given.length > 1) return null;
  switch (name) {
    case "float":
      return first;
    case "int":
      return atom(`if(${first.text} < 0, ${roundedUp(first).text}, floor(${first.text}))`);
    case "ceil":
      return roundedUp(first);
    case "rsqrt":
      return arithmeticText("/", atom("1"), atom(`sqrt(${first.text})`));
    case "abs":
    case "fabs":
      return atom(`abs(${first.text})`);
    case "sqrt":
    case "exp":
    case "log":
    case "cos":
    case "floor":
      return atom(`${name}(${first.text})`);
    default:
      return null;
  }
}
