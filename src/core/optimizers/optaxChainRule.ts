import { maskTotals } from "../rule/maskTotals";
import { namesIn, reduceOverAll, renameNames } from "../rule/renameNames";
import type { TensorMask } from "../simulation/specification";

/** One of the transformations that optax' updates pass through (optax/transforms/_combining.py), as lines of a rule. */
export interface ChainLink {
  /** Lines that make, of the updates `u`, the next `u`; those that read `g` take the updates under that name. */
  readonly lines: string;
  /** Where it is around others: lines that follow theirs. */
  readonly linesAfter?: string;
  /** The numbers that the lines read. */
  readonly numbers: Readonly<Record<string, number>>;
  /** What it is around. */
  readonly inner?: readonly ChainLink[];
  /** Whether all tensors are one vector for what it is around. */
  readonly flattens?: boolean;
  /** Which of the numbers some tensors alone have; they are 0 in the others. */
  readonly masks?: Readonly<Record<string, TensorMask>>;
  /** One of the numbers that is 0 in tensors which do not exist for what it is around. */
  readonly innerMask?: string;
}

/** The rule of a chain, and the hyperparameters that it reads. */
export interface ChainRule {
  readonly rule: string;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Of the hyperparameters; absent where all tensors have all of them. */
  readonly masks?: Readonly<Record<string, TensorMask>>;
}

/** What a link is within. */
interface Surroundings {
  readonly isFlat: boolean;
  /** Hyperparameters that are 0 in tensors which do not exist there. */
  readonly masks: readonly string[];
}

/** Names that mean the same in every link. */
const shared: ReadonlySet<string> = new Set(["p", "u", "lr", "t", "step"]);

/**
 * The rule of a chain whose last updates are added to the parameters. A name that several links have is numbered from the second on.
 *
 * @throws RuleError where a link's lines are no rule
 */
export function optaxChainRule(links: readonly ChainLink[]): ChainRule {
  const lines: string[] = [];
  const hyperparameters: Record<string, number> = {};
  const masks: Record<string, TensorMask> = {};
  const taken = new Set(["g"]);
  // The first updates are the gradient.
  let hasUpdates = false;
  for (const link of links) addLink(link, { isFlat: false, masks: [] });
  if (!hasUpdates) lines.push("u = g");
  lines.push("p = p + u");
  const rule = lines.join("\n");
  return Object.keys(masks).length === 0 ? { rule, hyperparameters } : { rule, hyperparameters, masks };

  function addLink(link: ChainLink, around: Surroundings): void {
    const { lines: before, linesAfter: after = "", numbers, inner = [], flattens = false, innerMask } = link;
    const own = new Set([...namesIn(before), ...namesIn(after)]);
    const changing = [...own].filter((name) => !shared.has(name) && (name !== "g" || hasUpdates));
    const names = new Map(changing.map((name) => [name, takeName(name, own)]));
    const rename = (name: string): string => names.get(name) ?? name;
    if (own.has("g")) {
      if (hasUpdates) lines.push(`${rename("g")} = u`);
      hasUpdates = true;
    } else if (!hasUpdates && namesIn(before).has("u")) {
      lines.push("u = g");
      hasUpdates = true;
    }
    for (const [name, value] of Object.entries(numbers)) {
      if (own.has(name) && name !== "lr") hyperparameters[rename(name)] = value;
    }
    for (const [name, mask] of Object.entries(link.masks ?? {})) {
      if (own.has(name)) masks[rename(name)] = mask;
    }
    const add = (text: string): void => {
      if (text === "") return;
      const renamed = renameNames(text, rename);
      lines.push(maskTotals(around.isFlat ? reduceOverAll(renamed) : renamed, around.masks));
    };
    add(before);
    const within: Surroundings = {
      isFlat: around.isFlat || flattens,
      masks: innerMask === undefined ? around.masks : [...around.masks, rename(innerMask)],
    };
    for (const one of inner) addLink(one, within);
    add(after);
  }

  /** A name that no link has yet. */
  function takeName(name: string, own: ReadonlySet<string>): string {
    let free = name;
    for (let number = 2; taken.has(free) || (free !== name && own.has(free)); number++) free = `${name}${number}`;
    taken.add(free);
    return free;
  }
}

/**
 * The lines of an optimizer of optax up to its updates, `u`, which its rule adds to the parameters in its last line.
 *
 * @throws Error for a rule that ends otherwise
 */
export function linesToUpdates(rule: string): string {
  const [, lines, sign, updates] = /^((?:.*\n)*)p = p ([-+]) (.*)$/.exec(rule) ?? [];
  if (updates === undefined) throw new Error(`The last line of this rule does not change p by updates:\n${rule}`);
  return `${lines}u = ${sign === "+" ? updates : `-(${updates})`}`;
}

/** The lines of an optimizer of optax up to its direction, which its rule takes from p in its last line, as it is or times `lr`. */
export function linesToDirection(rule: string): string {
  return rule.replace(/\n?p = p - (lr \* )?u$/, "");
}

/** The lines of a schedule, which give the value of this name and have no other name in common with the lines that read it. */
export function scheduledLines(
  target: string,
  schedule: { readonly rule: string; readonly parameters: Readonly<Record<string, number>> },
  count: "step" | "t" = "step",
): Pick<ChainLink, "lines" | "numbers"> {
  const rename = (name: string): string => {
    if (name === "lr") return target;
    return name === "step" ? count : `${target}_${name}`;
  };
  return {
    lines: renameNames(schedule.rule, rename),
    numbers: Object.fromEntries(
      Object.entries(schedule.parameters).map(([name, value]) => [rename(name), value] as const),
    ),
  };
}
