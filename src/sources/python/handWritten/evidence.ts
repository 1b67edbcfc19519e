import type { SyntaxNode } from "@lezer/common";
import { enclosingFunction } from "../functionCalls";
import type { PythonSource } from "../pythonSource";
import { isParameter } from "./customs";
import { isOfGrid } from "./gradientSource";
import type { Iteration } from "./iteration";
import { classAround, type Surroundings } from "./surroundings";
import type { TranslatedUpdate } from "./translateUpdate";

/** What functions and classes are called that make updates. */
const optimizerName =
  /sgd|adam|adagrad|adadelta|rms_?prop|momentum|nesterov|optim|update|descent|step|train|learn|fit|backward/i;

/** What functions and classes are called that follow a motion in time along gradients, with a length of step as a rate: of samplers, for example. */
const integratorName = /verlet|leap_?frog|hamiltonian|symplectic|integrator|(?:^|_)(?:hmc|nuts)(?:_|$)|^(?:hmc|nuts)/i;

/** Whether the names and the form together say that an update is an optimizer's: the rule is told where `readHandWritten` is. */
export function isConvincing(
  { gradient, rate, parameter }: TranslatedUpdate,
  iteration: Iteration,
  surroundings: Surroundings,
  source: PythonSource,
): boolean {
  if (isOfGrid(gradient, iteration, source) || isOfIntegrator(iteration, source)) return false;
  if (
    iteration.loops.length === 0 &&
    !(gradient.evidence === "sure" && rate.evidence !== "literal" && makesUpdates(iteration, surroundings, source))
  ) {
    return false;
  }
  switch (gradient.evidence) {
    case "sure": {
      // A name alone, beside what may be a rate, is also that of a gradient of colours.
      const isMade = iteration.writes.some(({ place }) => place.name === gradient.name);
      return rate.evidence === "sure" || isMade || isParameter(parameter.name) || /\(|\.grad/.test(gradient.name);
    }
    case "perhaps":
      return rate.evidence === "sure" || isParameter(parameter.name);
    case "data":
      if (rate.evidence === "sure") return /[*@]|\w\(/.test(gradient.name) || isParameter(parameter.name);
      return (
        isParameter(parameter.name) && (rate.evidence === "perhaps" || /@|\bdot\(|\bsum\(|\bmean\(/.test(gradient.name))
      );
  }
}

/** Whether the function around an update, or its class, says that it integrates a motion. */
function isOfIntegrator({ body }: Iteration, source: PythonSource): boolean {
  const definitions: (SyntaxNode | null)[] = [enclosingFunction(body), classAround(body)];
  return definitions.some((definition) => {
    const name = definition?.getChild("VariableName");
    return name && integratorName.test(source.textOf(name));
  });
}

/** Whether a function makes updates: a loop of the file calls it, or it or its class is named so. */
function makesUpdates({ body }: Iteration, { callsOf }: Surroundings, source: PythonSource): boolean {
  const definition = body.parent;
  const name = definition?.getChild("VariableName");
  if (!definition || !name) return false;
  const owner = classAround(definition)?.getChild("VariableName");
  if (optimizerName.test(source.textOf(name)) || (owner && optimizerName.test(source.textOf(owner)))) return true;
  return callsOf(source.textOf(name)).some((call) => {
    for (let around = call.parent; around !== null; around = around.parent) {
      if (around.name === "ForStatement" || around.name === "WhileStatement") return true;
    }
    return false;
  });
}
