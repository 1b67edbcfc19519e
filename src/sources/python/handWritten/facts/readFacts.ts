import type { HandWrittenFacts } from "../../../handWrittenFacts";
import type { PythonSource } from "../../pythonSource";
import { readGradientFacts } from "../numeric/readGradientFacts";
import { readRateChanges } from "../numeric/readRateChanges";
import type { FoundUpdate } from "../readHandWritten";
import type { Surroundings } from "../surroundings";

/** Words of programs that climb on purpose: ascent on a likelihood, attacks, unlearning. */
const seeking =
  /ascen[dt]|unlearn|forget|maximi[sz]|adversar|attack|perturb|climb|saliency|dream|reward|polic(?:y|ies)\b/i;

/**
 * What else the text says of an optimizer than its rule.
 *
 * @param group updates of one form that are made together
 * @param all updates of the file
 */
export function readFacts(
  group: readonly FoundUpdate[],
  all: readonly FoundUpdate[],
  surroundings: Surroundings,
  source: PythonSource,
): HandWrittenFacts {
  const [first] = group;
  const { iteration } = first;
  const updates = all.filter((other) => other.iteration === iteration).map(({ write }) => write.statement);
  return {
    gradients: group.flatMap(
      ({ write, translated }) => readGradientFacts(write, translated, iteration, updates, surroundings, source) ?? [],
    ),
    rateChanges: readRateChanges(first.write, first.translated, iteration, source),
    seeksMaximum: seeking.test(source.textOf(iteration.body)),
  };
}
