/** How tightly an expression binds, from the loosest. */
export const BINDING = { sum: 1, product: 2, negation: 3, power: 4, atom: 5 } as const;

/** An expression in the rule language, with what it takes to put it into another. */
export interface RuleText {
  readonly text: string;
  readonly binding: (typeof BINDING)[keyof typeof BINDING];
}

/** A number, a name, a call, or what stands in parentheses. */
export function atom(text: string): RuleText {
  return { text, binding: BINDING.atom };
}

export function numberText(value: number): RuleText {
  const text = String(value).replace("e+", "e");
  return value < 0 ? { text, binding: BINDING.negation } : atom(text);
}

export function negated(value: RuleText): RuleText {
  return { text: `-${wrap(value, BINDING.negation)}`, binding: BINDING.negation };
}

export function power(base: RuleText, exponent: RuleText): RuleText {
  return { text: `${wrap(base, BINDING.atom)}^${wrap(exponent, BINDING.negation)}`, binding: BINDING.power };
}

export function roundedUp(value: RuleText): RuleText {
  return { text: `-floor(-${wrap(value, BINDING.negation)})`, binding: BINDING.negation };
}

/** What Python makes of two numbers; null for an operator that the rule language has not. */
export function arithmeticText(operator: string, left: RuleText, right: RuleText): RuleText | null {
  switch (operator) {
    case "+":
    case "-":
      return {
        text: `${wrap(left, BINDING.sum)} ${operator} ${wrap(right, BINDING.product)}`,
        binding: BINDING.sum,
      };
    case "*":
    case "/":
      return {
        text: `${wrap(left, BINDING.product)} ${operator} ${wrap(right, BINDING.negation)}`,
        binding: BINDING.product,
      };
    case "**":
      return power(left, right);
    case "//":
      return atom(wholeQuotient(left, right));
    case "%":
      return {
        text: `${wrap(left, BINDING.sum)} - ${wrap(right, BINDING.product)} * ${wholeQuotient(left, right)}`,
        binding: BINDING.sum,
      };
    default:
      return null;
  }
}

function wholeQuotient(left: RuleText, right: RuleText): string {
  return `floor(${wrap(left, BINDING.product)} / ${wrap(right, BINDING.negation)})`;
}

function wrap({ text, binding }: RuleText, least: number): string {
  return binding < least ? `(${text})` : text;
}
