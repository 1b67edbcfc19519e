import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "./callArguments";
import { indexOf } from "./fileIndex";
import type { PythonSource } from "./pythonSource";
import { valueOrigins } from "./valueOrigins";

/**
 * Which of a file's Trainers trains the modules of a class: the only one, the only one that trains anything, or the only one whose `fit` is given such a module.
 *
 * @param trainers the calls that make them
 * @param definition of the class
 * @returns null where several do, or none
 */
export function trainerOfModule(
  trainers: readonly SyntaxNode[],
  definition: SyntaxNode,
  source: PythonSource,
): SyntaxNode | null {
  const [only, ...others] = trainers;
  if (only === undefined || others.length === 0) return only ?? null;
  const fits = fitsOf(trainers, source);
  const training = trainers.filter((trainer) => fits.some((fit) => fit.trainer === trainer));
  if (training.length === 1) return training[0];
  const own = training.filter((trainer) =>
    fits.some((fit) => fit.trainer === trainer && isOfClass(fit.module, definition, source)),
  );
  return own.length === 1 ? own[0] : null;
}

interface Fit {
  readonly trainer: SyntaxNode;
  /** What is trained; null where the text does not say. */
  readonly module: SyntaxNode | null;
}

/** All calls of `fit` of these Trainers. */
function fitsOf(trainers: readonly SyntaxNode[], source: PythonSource): readonly Fit[] {
  const { calls, scopes } = indexOf(source);
  const isTrainer = (node: SyntaxNode) => trainers.some(({ from, to }) => from === node.from && to === node.to);
  return (calls.get("fit") ?? []).flatMap((call) => {
    const object = call.firstChild?.name === "MemberExpression" ? call.firstChild.firstChild : null;
    if (object === null) return [];
    const given = callArguments(call, source);
    const named = given.find(({ name }) => name === "model");
    const module = (named ?? (given[0]?.name === null ? given[0] : undefined))?.value ?? null;
    return valueOrigins(object, scopes.scopeOf(call), isTrainer, source).flatMap((origin) => {
      const trainer = trainers.find(({ from }) => from === origin.from);
      return trainer === undefined ? [] : [{ trainer, module }];
    });
  });
}

/** Whether an expression is an object that the file makes of a class of its own. */
function isOfClass(module: SyntaxNode | null, definition: SyntaxNode, source: PythonSource): boolean {
  if (module === null) return false;
  const { scopes } = indexOf(source);
  const name = definition.getChild("VariableName");
  const isObject = (node: SyntaxNode) => {
    const callee = node.name === "CallExpression" ? node.firstChild : null;
    if (callee?.name === "VariableName") return name !== null && source.textOf(callee) === source.textOf(name);
    // `Module.load_from_checkpoint(…)`
    const owner = callee?.name === "MemberExpression" ? callee.firstChild : null;
    return name !== null && owner?.name === "VariableName" && source.textOf(owner) === source.textOf(name);
  };
  return valueOrigins(module, scopes.scopeOf(module), isObject, source).length > 0;
}
