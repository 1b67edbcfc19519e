import { optimizerLibrary } from "../../../core/optimizers/optimizerLibrary";
import { compileKernel } from "../../../core/rule/kernel";
import { KernelSession } from "../../../core/rule/kernelSession";
import { parseRule, type Rule } from "../../../core/rule/rule";
import { OPTIMIZER_INPUTS } from "../../../core/simulation/ruleInputs";

/** A rule that goes by a name, and reads `lr` and these numbers. */
interface KnownForm {
  readonly name: string;
  readonly rule: string;
  readonly numbers: readonly string[];
}

const adamMeans = "m = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g^2\n";

/** Forms in which programs write what the library has in another, or has not. */
const otherForms: readonly KnownForm[] = [
  { name: "averaged momentum", rule: "m = beta * m + (1 - beta) * g\np = p - lr * m", numbers: ["beta"] },
  {
    name: "RMSprop",
    rule: "v = decay * v + (1 - decay) * g^2\np = p - lr * g / sqrt(v + epsilon)",
    numbers: ["decay", "epsilon"],
  },
  { name: "Adagrad", rule: "v = v + g^2\np = p - lr * g / sqrt(v + epsilon)", numbers: ["epsilon"] },
  {
    name: "Adam",
    rule: `${adamMeans}p = p - lr * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)`,
    numbers: ["beta1", "beta2", "epsilon"],
  },
  {
    name: "Adam",
    rule: `${adamMeans}p = p - lr * m / (1 - beta1^t) / sqrt(v / (1 - beta2^t) + epsilon)`,
    numbers: ["beta1", "beta2", "epsilon"],
  },
  {
    name: "Adam without bias correction",
    rule: `${adamMeans}p = p - lr * m / sqrt(v + epsilon)`,
    numbers: ["beta1", "beta2", "epsilon"],
  },
  // Of a gradient that is a sum over a batch.
  { name: "gradient descent", rule: "p = p - lr * g / count", numbers: ["count"] },
  { name: "gradient ascent", rule: "p = p + lr * g", numbers: [] },
  { name: "sign descent", rule: "p = p - lr * sign(g)", numbers: [] },
  { name: "normalized gradient descent", rule: "p = p - lr * g / norm(g)", numbers: [] },
  { name: "gradient descent with weight decay", rule: "p = p - lr * (g + weightDecay * p)", numbers: ["weightDecay"] },
];

/** SGD is gradient descent on other gradients. */
const sameAsAnother: ReadonlySet<string> = new Set(["sgd"]);

const titles: Readonly<Record<string, string>> = {
  "gradient-descent": "gradient descent",
  momentum: "momentum",
  nesterov: "Nesterov momentum",
  "accumulated-gradient": "accumulated gradient",
};

function listForms(): readonly KnownForm[] {
  const ofLibrary = optimizerLibrary
    .filter(({ name }) => !sameAsAnother.has(name))
    .flatMap((definition) => {
      const numbers = definition.parameters.filter(({ kind }) => kind === "number").map(({ name }) => name);
      const name = titles[definition.name] ?? definition.title;
      const flag = definition.parameters.find(({ kind }) => kind === "boolean")?.name;
      if (flag === undefined) return [{ name, rule: definition.rule({}), numbers }];
      return [
        { name, rule: definition.rule({ [flag]: true }), numbers },
        { name: `${name} without bias correction`, rule: definition.rule({ [flag]: false }), numbers },
      ];
    });
  // What is also a misprint of something else is that last.
  const isMisprint = ({ name }: KnownForm) => name.endsWith("as printed");
  return [...ofLibrary.filter((form) => !isMisprint(form)), ...otherForms, ...ofLibrary.filter(isMisprint)];
}

/** Gradients that a form is tried with: of both signs, and of no pattern that two forms could share. */
const trials: readonly (readonly number[])[] = [
  [0.9, -1.3, 0.4],
  [1.7, 0.6, -0.8],
  [-15.5, 11.1, 21.9],
  [0.3, -0.7, -1.2],
];
const start: readonly number[] = [0.3, -0.7, 1.1];
const RATE = 0.01;
/** Less than this share of an update apart, two rules are the same but for rounding, and for where a tiny ε stands. */
const TOLERANCE = 1e-6;
/** Ways of giving a form its numbers that are tried. */
const MAXIMUM_WAYS = 300;

/**
 * The name of a rule of a program's own, where it makes the same updates as one that goes by a name. The two are tried on a few gradients, since
 * the same can be written in many ways.
 *
 * @param rule of an optimizer
 * @param numbers the values of what it reads; those that are not known may be anything
 * @returns null where it is like none
 */
export function knownForm(rule: Rule, numbers: Readonly<Record<string, number>>): string | null {
  const own = createTrial(rule)(numbers);
  const literals = [...rule.text.matchAll(/(?<![\w.])\d+\.?\d*(?:e[-+]?\d+)?/gi)].map(([text]) => Number(text));
  const candidates = [...new Set([...Object.values(numbers), ...literals])];
  forms ??= listForms().map((form) => {
    const scalars = [...OPTIMIZER_INPUTS, ...form.numbers];
    return { ...form, updatesWith: createTrial(parseRule(form.rule, { scalars, vectors: ["p", "g"] })) };
  });
  const found = forms.find(({ numbers: names, updatesWith }) =>
    waysOf(names, candidates).some((values) => areAlike(own, updatesWith(values))),
  );
  return found?.name ?? null;
}

/** The forms, ready to be tried; made when the first rule is looked at. */
let forms: readonly (KnownForm & { readonly updatesWith: Trial })[] | undefined;

/** The updates that a rule makes with these numbers on the gradients of the trials, one behind the other. */
type Trial = (numbers: Readonly<Record<string, number>>) => readonly number[];

function createTrial(rule: Rule): Trial {
  const session = new KernelSession(compileKernel(rule, "float64"), [start.length]);
  const scalars = session.scalars(0);
  return (numbers) => {
    session.reset();
    for (const [name, value] of Object.entries(numbers)) scalars[session.scalarIndex(name)] = value;
    scalars[session.scalarIndex("lr")] = RATE;
    session.parameters.set(start);
    return trials.flatMap((gradient, step) => {
      scalars[session.scalarIndex("t")] = step + 1;
      scalars[session.scalarIndex("step")] = step;
      session.gradient.set(gradient);
      const before = session.parameters.slice();
      session.step(0);
      return Array.from(session.parameters, (value, i) => value - before[i]);
    });
  };
}

const isShare = (value: number) => value > 0 && value < 1;

/** Which numbers can be meant by a name, where it is no share. */
const fits: Readonly<Record<string, (value: number) => boolean>> = {
  epsilon: (value) => value > 0 && value < 0.01,
  count: (value) => value > 1,
};

/** Every way of giving numbers to names, within bounds. */
function waysOf(names: readonly string[], candidates: readonly number[]): readonly Readonly<Record<string, number>>[] {
  let ways: Record<string, number>[] = [{}];
  for (const name of names) {
    const fitting = candidates.filter(fits[name] ?? isShare);
    ways = ways.flatMap((way) => fitting.map((value) => ({ ...way, [name]: value }))).slice(0, MAXIMUM_WAYS);
  }
  return ways;
}

function areAlike(a: readonly number[], b: readonly number[]): boolean {
  const moves = a.some((value) => Number.isFinite(value) && value !== 0);
  return (
    moves && a.every((value, i) => Object.is(value, b[i]) || Math.abs(value - b[i]) <= TOLERANCE * Math.abs(value))
  );
}
