import { explainRule, explainStep } from "../rule/explanation";
import { compileKernel } from "../rule/kernel";
import { KernelSession } from "../rule/kernelSession";
import { parseRule, type Rule } from "../rule/rule";
import { OPTIMIZER_INPUTS } from "../simulation/ruleInputs";
import type { AlgorithmRun, BoundAlgorithm } from "./algorithm";

/** An elementwise rule by which an algorithm updates some of its tensors, as Muon updates vectors by AdamW. */
export interface RuleForTensors {
  readonly rule: Rule;
  /** Lines of the algorithm's text that stand before those of the rule. */
  readonly linesBefore: number;
  /** What the rule reads by this name, `lr` and `t` included. */
  scalar(tensor: number, name: string): number;
}

/** @param hyperparameters names that the rule reads besides `lr`, `t` and `step` */
export function parseTensorRule(text: string, hyperparameters: readonly string[]): Rule {
  return parseRule(text, { scalars: [...OPTIMIZER_INPUTS, ...hyperparameters], vectors: ["p", "g"] });
}

/** The lines of a rule as they stand in an algorithm's text. */
export function ruleLines(rule: Rule): readonly string[] {
  return explainRule(rule).map(({ name, formula }) => `${name} = ${formula}`);
}

/**
 * Binds a rule to those tensors of a run that it is for. The states of the rule are states of the algorithm, by the same names.
 *
 * @param stateVectors of the algorithm, in order
 * @param isFor tells the tensors by their position
 * @throws RangeError when there is too little memory
 */
export function bindRule(
  run: AlgorithmRun,
  stateVectors: readonly string[],
  isFor: (tensor: number) => boolean,
  { rule, linesBefore, scalar }: RuleForTensors,
): BoundAlgorithm {
  const { precision, tensors, parameters, gradient } = run;
  const positions = tensors.map((_, tensor) => tensor).filter(isFor);
  const kernel = new KernelSession(
    compileKernel(rule, precision),
    positions.map((tensor) => tensors[tensor].length),
  );
  const states = rule.stateVectors.map((name) => run.state(name));
  const statesOfKernel = rule.stateVectors.map((name) => kernel.states.get(name) ?? kernel.parameters);
  // The kernel's scalars are numbers that snapshots have to hold.
  const scalars = positions.map((_, position) => run.keep(kernel.scalars(position).length, "float64"));
  const scalarsBefore = scalars.map((block) => Float64Array.from(block));
  let length = 0;
  const offsets = positions.map((tensor) => {
    length += tensors[tensor].length;
    return length - tensors[tensor].length;
  });

  return {
    update(tensor) {
      const position = positions.indexOf(tensor);
      const { offset, length } = tensors[tensor];
      const own = offsets[position];
      const block = kernel.scalars(position);
      block.set(scalars[position]);
      for (const name of rule.inputs.scalars) block[kernel.scalarIndex(name)] = scalar(tensor, name);
      scalarsBefore[position].set(block);
      kernel.parameters.set(parameters.subarray(offset, offset + length), own);
      kernel.gradient.set(gradient.subarray(offset, offset + length), own);
      states.forEach((state, index) => {
        statesOfKernel[index].set(state.subarray(offset, offset + length), own);
      });
      kernel.step(position);
      parameters.set(kernel.parameters.subarray(own, own + length), offset);
      states.forEach((state, index) => {
        state.set(statesOfKernel[index].subarray(own, own + length), offset);
      });
      scalars[position].set(block);
    },
    explain(inputs, _index, tensor, format) {
      const position = positions.indexOf(tensor);
      const own = rule.stateVectors.map((name) => inputs.states[stateVectors.indexOf(name)]);
      const reductions = Array.from(kernel.reductions(position));
      return explainStep(
        rule,
        precision,
        { ...inputs, scalars: scalarsBefore[position], reductions, states: own },
        format,
      ).map((line) => ({ ...line, line: linesBefore + line.line }));
    },
  };
}
