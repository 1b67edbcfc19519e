import { parseLines } from "../../core/rule/parser";
import type { Syntax, SyntaxLine } from "../../core/rule/syntax";

/** Where a rule adds ε. */
export interface EpsilonPlace {
  /** In words. */
  readonly place: string;
  /** Whether what it is added to has been corrected for means that start at 0; null where that makes no difference to the place. */
  readonly isCorrected: boolean | null;
}

/** Where two rules add ε, in words that tell the places apart; null of one that adds none. */
export function describeEpsilons(rules: readonly string[]): readonly (string | null)[] {
  const places = rules.map(epsilonOf);
  const differ = new Set(places.map((place) => place?.isCorrected ?? null)).size > 1;
  const correction = ({ isCorrected }: EpsilonPlace) => (isCorrected ? "after they are corrected" : "as they are");
  return places.map((place) => {
    if (place === null) return null;
    return differ && place.isCorrected !== null ? `${place.place} ${correction(place)}` : place.place;
  });
}

function epsilonOf(rule: string): EpsilonPlace | null {
  const lines = parseLines(rule);
  for (const [index, { expression }] of lines.entries()) {
    const place = epsilonPlace(expression, lines.slice(0, index));
    if (place !== null) return place;
  }
  return null;
}

const isEpsilon = (node: Syntax): boolean => node.kind === "name" && /^epsilon/.test(node.name);

function epsilonPlace(node: Syntax, before: readonly SyntaxLine[]): EpsilonPlace | null {
  if (node.kind === "call" && mentions(node, isEpsilon)) {
    if (node.name === "sqrt") return { place: "below the root of the squares", isCorrected: null };
    if (node.name === "max") return { place: "within the maximum", isCorrected: null };
  }
  if (node.kind === "binary" && node.operator === "+" && node.operands.some(isEpsilon)) {
    const [other] = node.operands.filter((operand) => !isEpsilon(operand));
    if (other === undefined || !mentions(inlined(other, before), isRoot)) {
      return { place: "to the sizes of the gradients", isCorrected: null };
    }
    return { place: "to the root of the squares", isCorrected: mentions(inlined(other, before), isPowerOfTime) };
  }
  for (const child of operandsOf(node)) {
    const place = epsilonPlace(child, before);
    if (place !== null) return place;
  }
  return null;
}

const isRoot = (node: Syntax): boolean => node.kind === "call" && node.name === "sqrt";
const isPowerOfTime = (node: Syntax): boolean =>
  node.kind === "binary" &&
  node.operator === "^" &&
  mentions(node.operands[1], (it) => it.kind === "name" && it.name === "t");

/** How a rule decays weights, in words; null where it does not. */
export function describeDecay(rule: string): string | null {
  const isDecay = (node: Syntax) => node.kind === "name" && /^(weightDecay|penalty|ownPenalty)$/.test(node.name);
  const line = parseLines(rule).find(({ expression }) => mentions(expression, isDecay));
  if (line === undefined) return null;
  if (line.name === "g" || line.name === "gradient") return "adds it to the gradient (L2)";
  const byRate = mentions(line.expression, (node) => node.kind === "name" && node.name === "lr");
  if (line.name === "p") return `shrinks the parameters themselves${byRate ? ", times the learning rate" : ""}`;
  return "adds it to the direction, which is multiplied by the learning rate";
}

/** Whether a velocity, which a rule keeps from step to step, holds the learning rate already. */
export function velocityHoldsRate(rule: string): boolean {
  const lines = parseLines(rule);
  return lines.some(
    ({ name, expression }, index) =>
      name !== "p" &&
      mentions(expression, (node) => node.kind === "name" && node.name === name) &&
      mentions(inlined(expression, lines.slice(0, index)), (node) => node.kind === "name" && node.name === "lr"),
  );
}

function operandsOf(node: Syntax): readonly Syntax[] {
  return node.kind === "number" || node.kind === "name" ? [] : node.operands;
}

function mentions(node: Syntax, is: (node: Syntax) => boolean): boolean {
  return is(node) || operandsOf(node).some((operand) => mentions(operand, is));
}

/** An expression with what the lines before assigned in the place of its names. */
function inlined(node: Syntax, before: readonly SyntaxLine[]): Syntax {
  if (node.kind === "number") return node;
  if (node.kind === "name") {
    const index = before.findLastIndex(({ name, declaresState }) => name === node.name && !declaresState);
    return index === -1 ? node : inlined(before[index].expression, before.slice(0, index));
  }
  const operands = node.operands.map((operand) => inlined(operand, before));
  if (node.kind === "call") return { ...node, operands };
  if (node.kind === "negation") return { ...node, operands: [operands[0]] };
  return { ...node, operands: [operands[0], operands[1]] };
}
