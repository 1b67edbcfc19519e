import { constants, functionNames } from "../../../core/rule/functions";
import { FRAMEWORK_SCHEDULE_INPUTS, OPTIMIZER_INPUTS } from "../../../core/simulation/ruleInputs";
import type { Place } from "./place";

const taken: ReadonlySet<string> = new Set([
  ...["state", "if"],
  ...OPTIMIZER_INPUTS,
  ...FRAMEWORK_SCHEDULE_INPUTS,
  ...Object.keys(constants),
  ...functionNames,
]);

const greek: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  η: "eta",
  θ: "theta",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  φ: "phi",
  ω: "omega",
};

/**
 * Gives the places of a program names in a rule: their own, with `_` behind what means something else in a rule or is another's.
 *
 * @param more names that mean something in the rule
 */
export function createRuleNames(more: readonly string[]): (place: Place) => string {
  const names = new Map<string, string>();
  const used = new Set([...taken, ...more]);
  return (place) => {
    const known = names.get(place.key);
    if (known !== undefined) return known;
    const entry = /\[(\d+)\]$/.exec(place.key)?.[1];
    const spelled = [...(entry === undefined ? place.name : `${place.name}_${entry}`)]
      .map((character) => greek[character] ?? character)
      .join("");
    let name = spelled.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d|$)/, "_");
    while (used.has(name)) name += "_";
    used.add(name);
    names.set(place.key, name);
    return name;
  };
}
