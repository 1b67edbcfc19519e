import type { SyntaxNode } from "@lezer/common";
import type { HandWrittenFacts } from "../../../handWrittenFacts";
import type { PythonSource } from "../../pythonSource";
import { bindingScope } from "../../scopes";
import { readGradientFacts } from "../numeric/readGradientFacts";
import { readRateChanges } from "../numeric/readRateChanges";
import type { FoundUpdate } from "../readHandWritten";
import { isRestart } from "../restarts";
import type { Surroundings } from "../surroundings";
import { addedGradients } from "./addedGradients";
import { constantGradient } from "./constantGradient";
import { differentiatedLoss } from "./differentiated";
import { integerStart } from "./integerStart";
import { lostUpdate } from "./lostUpdate";
import { slowCounter } from "./slowCounter";
import { targetsFromStart } from "./targetsFromStart";

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
  const { iteration, write, translated } = first;
  const updates = all.filter((other) => other.iteration === iteration).map((other) => other.write.statement);
  const restart = iteration.writes.find((other) => isRestart(other, write, iteration, surroundings, source));
  const unused = translated.rate.isUnused ? translated.rate.place : null;
  return {
    gradients: group.flatMap(
      (update) => readGradientFacts(update.write, update.translated, iteration, updates, surroundings, source) ?? [],
    ),
    rateChanges: readRateChanges(write, translated, iteration, source),
    seeksMaximum: seeking.test(
      source.textOf(functionAround(iteration.body) ?? iteration.loops.at(-1) ?? iteration.body),
    ),
    ...present("addedGradients", addedGradients(group, source)),
    ...present("constantGradient", constantGradient(first, source)),
    ...present("restart", restart && source.rangeOf(restart.statement)),
    ...present("loop", iteration.loops[0] && source.rangeOf(iteration.loops[0])),
    ...present("lostUpdate", lostUpdate(first, source)),
    ...present("integerStart", integerStart(first, source)),
    ...present("targetsFromStart", targetsFromStart(first, source)),
    ...present("slowCounter", slowCounter(first, surroundings, source)),
    ...present("undefinedStates", undefinedStates(first)),
    ...present("differentiated", differentiatedLoss(first, source)),
    ...present("unusedRate", unused ? { name: unused.name, range: source.rangeOf(write.statement) } : undefined),
  };
}

/** Names whose number is not known because there is none. */
function undefinedStates({ translated, iteration: { scope } }: FoundUpdate): readonly string[] | undefined {
  const names = translated.unresolved.filter((name) => bindingScope(scope, name) === null);
  return names.length === 0 ? undefined : names;
}

function functionAround(node: SyntaxNode): SyntaxNode | null {
  for (let around = node.parent; around !== null; around = around.parent)
    if (around.name === "FunctionDefinition") return around;
  return null;
}

/** A fact under its name; nothing where there is none. */
function present<Name extends keyof HandWrittenFacts>(
  name: Name,
  fact: HandWrittenFacts[Name],
): Partial<HandWrittenFacts> {
  return fact === undefined ? {} : { [name]: fact };
}
