import fc from "fast-check";
import type { RuleInputs } from "../../../src/core/rule/rule";

/** Inputs of the rules that `ruleText` makes. */
export const inputs: RuleInputs = { scalars: ["lr", "t", "step", "alpha", "beta"], vectors: ["p", "g"] };

const vectorTargets = ["p", "g", "m", "v", "a", "b"];
const scalarTargets = ["r", "s", "k"];

/** A line to be: what it assigns, and whether that is a vector. */
interface Target {
  readonly name: string;
  readonly isVector: boolean;
}

const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...vectorTargets).map((name) => ({ name, isVector: true })) },
  { weight: 1, arbitrary: fc.constantFrom(...scalarTargets).map((name) => ({ name, isVector: false })) },
);

const literal = fc.constantFrom("0", "1", "2", "0.5", "0.1", "3e-3", "1e10", "1e-300", "infinity", "pi");

/** What there is an expression of. */
type Kinds = {
  scalar: string;
  vector: string;
  /** A scalar or a vector. */
  number: string;
  condition: string;
  vectorCondition: string;
};

/** Well-typed expressions over the given names. */
function expressions(scalarNames: readonly string[], vectorNames: readonly string[]) {
  return fc.letrec<Kinds>((tie) => ({
    scalar: fc.oneof(
      depth,
      fc.constantFrom(...scalarNames),
      literal,
      fc.constantFrom("alpha^t", "beta^step", "(1 - alpha)^t", "(alpha * beta)^step", "lr^t"),
      infix(tie("scalar"), ["+", "-", "*", "^"], tie("scalar")),
      infix(tie("scalar"), ["/"], fc.constantFrom(...scalarNames)),
      infix(tie("scalar"), ["^"], fc.constantFrom("2", "0.5", "-1", "3", "0", "1")),
      call(["sqrt", "abs", "sign", "exp", "log", "cos", "floor", "float32", "rounded", "-"], tie("scalar")),
      call(["min", "max"], tie("scalar"), tie("scalar")),
      call(["if"], tie("condition"), tie("scalar"), tie("scalar")),
      {
        weight: 4,
        arbitrary: call(
          ["norm", "mean", "rms", "sum", "max", "totalNorm", "totalMean", "totalRms", "totalSum"],
          tie("vector"),
        ),
      },
    ),
    vector: fc.oneof(
      depth,
      { weight: 3, arbitrary: fc.constantFrom(...vectorNames) },
      infix(tie("vector"), ["+", "-", "*"], tie("number")),
      infix(tie("number"), ["+", "-", "*", "/"], tie("vector")),
      infix(tie("vector"), ["^"], fc.oneof(fc.integer({ min: -4, max: 8 }).map(String), fc.constant("0.5"))),
      call(["sqrt", "abs", "sign", "float32", "-"], tie("vector")),
      call(["min", "max"], tie("vector"), tie("number")),
      call(["clamp"], tie("number"), tie("vector"), tie("number")),
      call(["if"], tie("vectorCondition"), tie("number"), tie("number")),
      call(["if"], tie("condition"), tie("number"), tie("vector")),
    ),
    number: fc.oneof(depth, tie("vector"), tie("scalar")),
    condition: infix(tie("scalar"), comparisons, tie("scalar"), false),
    vectorCondition: infix(tie("vector"), comparisons, tie("number"), false),
  }));
}

const depth = { maxDepth: 3, depthIdentifier: "rule" };
const comparisons = ["<", "<=", ">", ">=", "==", "!="];

function infix(
  left: fc.Arbitrary<string>,
  operators: readonly string[],
  right: fc.Arbitrary<string>,
  inParentheses = true,
): fc.Arbitrary<string> {
  return fc
    .tuple(left, fc.constantFrom(...operators), right)
    .map(([a, operator, b]) => (inParentheses ? `(${a} ${operator} ${b})` : `${a} ${operator} ${b}`));
}

function call(names: readonly string[], ...operands: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...names), fc.tuple(...operands))
    .map(([name, values]) => `${name}(${values.join(", ")})`);
}

/** A well-typed rule with states, reductions, conditions, starts of states, and as many passes as come about. */
export const ruleText: fc.Arbitrary<string> = fc.array(target, { minLength: 0, maxLength: 7 }).chain((some) => {
  const targets = [...some, { name: "p", isVector: true }];
  const namesOf = (isVector: boolean): string[] =>
    targets.filter((one) => one.isVector === isVector).map(({ name }) => name);
  const { scalar, vector } = expressions(
    [...inputs.scalars, ...namesOf(false)],
    [...new Set([...inputs.vectors, ...namesOf(true)])],
  );
  // A name is a vector because of what is assigned to it: the first line makes sure of that.
  const isFirst = (index: number): boolean => targets.findIndex(({ name }) => name === targets[index].name) === index;
  const lines = fc.tuple(
    ...targets.map(({ name, isVector }, index) => {
      const anchored = isFirst(index) ? vector.map((expression) => `g * ${expression}`) : vector;
      return (isVector ? anchored : scalar).map((expression) => `${name} = ${expression}`);
    }),
  );
  const declarable = [...new Set(targets.map(({ name }) => name))].filter((name) => !inputs.vectors.includes(name));
  const starts = fc
    .tuple(fc.subarray(declarable), fc.constantFrom("0.1", "-3", "alpha", "sqrt(beta) + lr", "1e-310", "alpha^t"))
    .map(([names, start]) => names.map((name) => `state ${name} = ${start}`));
  return fc.tuple(starts, lines).map(([first, rest]) => [...first, ...rest].join("\n"));
});

/** Numbers at which arithmetic goes wrong if it can, and ordinary ones. */
export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 2, arbitrary: fc.double({ min: -10, max: 10 }) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 3 }) },
  fc.constantFrom(
    Number.NaN,
    Infinity,
    -Infinity,
    0,
    -0,
    5e-324,
    -5e-324,
    2 ** -149,
    1e-310,
    1e-40,
    1e38,
    -1e308,
    1e200,
  ),
  fc.double(),
);
