import { compileKernel, type Kernel } from "../../../core/rule/kernel";
import { KernelSession } from "../../../core/rule/kernelSession";
import { parseRule, type Rule } from "../../../core/rule/rule";
import { RuleError } from "../../../core/rule/ruleError";
import { OPTIMIZER_INPUTS } from "../../../core/simulation/ruleInputs";
import type { OptimizerConfiguration } from "../../../sources/configuration";

/** What one update of a trial did. */
export interface TrialUpdate {
  /** By which every parameter was moved. */
  readonly change: readonly number[];
  /** The states after it, by name. */
  readonly states: ReadonlyMap<string, readonly number[]>;
}

export interface TrialSettings {
  readonly start: readonly number[];
  readonly learningRate?: number;
}

/** A hand-written rule that can be tried on gradients of one's choice. */
export interface RuleTrial {
  readonly rule: Rule;
  /** The numbers that the rule reads, by its names. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Names whose numbers are not known, for which plausible ones stand. */
  readonly assumed: ReadonlySet<string>;
  run(gradients: readonly (readonly number[])[], settings: TrialSettings): readonly TrialUpdate[];
}

/** What numbers are likely to be that only the run knows, by their names. */
function plausible(name: string): number {
  if (/^eps/i.test(name)) return 1e-8;
  if (/(?:_?2|v|sq)$/i.test(name)) return 0.999;
  if (/decay|lam|wd|reg/i.test(name)) return 0;
  return /batch|count|^[mn]$|num/i.test(name) ? 1 : 0.9;
}

/** Rules that are ready to be tried: several rules of the diagnosis ask for the same. */
const trials = new WeakMap<OptimizerConfiguration, RuleTrial | null>();

/** Makes a rule ready to be tried; null for what is no rule of a program's own, or has a mistake. */
export function createRuleTrial(configuration: OptimizerConfiguration): RuleTrial | null {
  const known = trials.get(configuration);
  if (known !== undefined) return known;
  const made = makeTrial(configuration);
  trials.set(configuration, made);
  return made;
}

function makeTrial({
  rule: written,
  handWritten,
  hyperparameters,
  unresolved,
}: OptimizerConfiguration): RuleTrial | null {
  if (written === null || handWritten === undefined || written.error !== null) return null;
  const { learningRate } = handWritten;
  const isInput = (name: string) => (OPTIMIZER_INPUTS as readonly string[]).includes(name);
  const given = Object.entries(hyperparameters).filter(([name]) => name !== learningRate && !isInput(name));
  const unknown = unresolved.filter((name) => name !== learningRate && name !== "schedule" && !isInput(name));
  const rule = parsed(written.text, [...given.map(([name]) => name), ...unknown]);
  if (rule === null) return null;
  const assumed = new Set(unknown.filter((name) => rule.inputs.scalars.includes(name)));
  const numbers = Object.fromEntries([
    ...given.flatMap(([name, { value }]): [string, number][] => (typeof value === "number" ? [[name, value]] : [])),
    ...[...assumed].map((name): [string, number] => [name, plausible(name)]),
  ]);
  let kernel: Kernel | undefined;
  return { rule, numbers, assumed, run };

  function run(
    gradients: readonly (readonly number[])[],
    { start, learningRate: rate = 0.01 }: TrialSettings,
  ): readonly TrialUpdate[] {
    kernel ??= compileKernel(rule as Rule, "float64");
    const session = new KernelSession(kernel, [start.length]);
    const scalars = session.scalars(0);
    session.reset();
    for (const [name, value] of Object.entries(numbers)) set(name, value);
    set("lr", rate);
    session.parameters.set(start);
    return gradients.map((gradient, step) => {
      set("t", step + 1);
      set("step", step);
      session.gradient.set(gradient);
      const before = session.parameters.slice();
      session.step(0);
      return {
        change: Array.from(session.parameters, (value, i) => value - before[i]),
        states: new Map([...session.states].map(([name, values]) => [name, Array.from(values)])),
      };
    });

    function set(name: string, value: number): void {
      if (rule?.inputs.scalars.includes(name)) scalars[session.scalarIndex(name)] = value;
    }
  }
}

/** The rule with these names as numbers, but for those that it assigns itself, whose start alone is not known. */
function parsed(text: string, names: readonly string[]): Rule | null {
  const assigned = new Set(text.split("\n").map((line) => /^(?:state )?(\w+) =/.exec(line)?.[1]));
  const scalars = [...OPTIMIZER_INPUTS, ...names.filter((name) => !assigned.has(name))];
  try {
    return parseRule(text, { scalars, vectors: ["p", "g"] });
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}
