import type { ConfigurationFacts } from "../../configuration/configurationFacts";

/** Transformations of a chain that hold a mean of gradients or of their squares. */
const remembers = /adam|trace|ema\b|rms|lion|adagrad|adabelief|yogi|novograd|lamb|radam|momentum|adafactor/;

/** Whether an optimizer carries nothing from step to step: plain gradient descent. True where it is not known. */
export function remembersNothing({ family, groups, configuration }: ConfigurationFacts): boolean {
  const { transformations } = configuration;
  if (transformations !== undefined) return !transformations.some(({ name }) => remembers.test(name));
  const momentum = groups[0].number("momentum")?.value;
  return family === null || (family === "descent" && (momentum === undefined || momentum === 0));
}
