import type { FloatArray } from "../floatArray";
import { AVERAGE, moveAverage } from "../simulation/moveAverages";
import type { Algorithm, AlgorithmRun, BoundAlgorithm } from "./algorithm";
import { algorithmLine } from "./algorithmLine";

/**
 * An algorithm with a running mean of the parameters beside it, as `kerasAveragedRule` has it for rules.
 *
 * Reads averageMomentum, and overwriteInterval: the steps after which the mean takes the parameters' place, 0 for never.
 */
export function averagedAlgorithm(algorithm: Algorithm): Algorithm {
  return {
    ...algorithm,
    name: `${algorithm.name}-averaged`,
    text: [
      algorithm.text,
      "average = p in the first step, then μₐ average + (1 − μₐ) p",
      "p = average after every so many steps",
    ].join("\n"),
    hyperparameters: [...algorithm.hyperparameters, "averageMomentum", "overwriteInterval"],
    stateVectors: [...algorithm.stateVectors, AVERAGE],
    bind: (run) => bindAveraged(algorithm.bind(run), run, algorithm.text.split("\n").length),
  };
}

/** @param linesBefore of the text, those of the algorithm itself */
function bindAveraged(inner: BoundAlgorithm, run: AlgorithmRun, linesBefore: number): BoundAlgorithm {
  const { tensors, parameters, scalar } = run;
  const average = run.state(AVERAGE);
  /** Parameters as the algorithm itself left them. */
  const stepped: FloatArray = parameters.slice();
  const overwrites = (tensor: number) => scalar(tensor, "t") % scalar(tensor, "overwriteInterval") === 0;
  return {
    update(tensor) {
      inner.update(tensor);
      const { offset, length } = tensors[tensor];
      const end = offset + length;
      stepped.set(parameters.subarray(offset, end), offset);
      const momentum = scalar(tensor, "step") === 0 ? 0 : scalar(tensor, "averageMomentum");
      moveAverage(average, parameters, tensors[tensor], momentum);
      if (overwrites(tensor)) parameters.set(average.subarray(offset, end), offset);
    },
    explain(inputs, index, tensor, format) {
      const own = inner
        .explain(inputs, index, tensor, format)
        .map((line) => (line.name === "p" ? { ...line, value: stepped[index] } : line));
      const p = format(stepped[index]);
      const isFirst = scalar(tensor, "step") === 0;
      const momentum = format(scalar(tensor, "averageMomentum"));
      const before = format(inputs.states[inputs.states.length - 1]);
      const mean = algorithmLine(
        AVERAGE,
        isFirst ? "p" : "μₐ average + (1 − μₐ) p",
        isFirst ? p : `${momentum} · ${before} + (1 − ${momentum}) · ${p}`,
        average[index],
      );
      const taken = {
        ...algorithmLine("p", "average", format(average[index]), parameters[index]),
        line: linesBefore + 2,
      };
      return [...own, mean, ...(overwrites(tensor) ? [taken] : [])];
    },
  };
}
