import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import { indexOf } from "./fileIndex";
import type { PythonSource } from "./pythonSource";
import { atom } from "./ruleText";
import type { Scope } from "./scopes";
import { type Context, type GivenArguments, isFunction, type Meaning, type PythonFunction } from "./stepExpression";
import { apply, bindParameters, createContext, evaluate, givenArguments, NOTHING_GIVEN } from "./stepFunction";
import { statementsOf } from "./stepStatements";

/**
 * Translates what a method of the step returns, `__call__(self, step)`, of an object that a call makes: `self.rate` is what `__init__`
 * assigns it.
 *
 * @param definition of the class
 * @returns null as `readStepFunction`, and where `__init__` does anything else than assign attributes
 */
export function readStepMethod(
  definition: SyntaxNode,
  method: string,
  call: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): string | null {
  const { scopes } = indexOf(source);
  const [initializer, stepped] = ["__init__", method].map((name) => methodOf(definition, name, source));
  const outside = createContext(new Map(), scope, source);
  const given = givenArguments(call, outside);
  if (stepped === null || given === null) return null;
  const attributes =
    initializer === null ? new Map() : attributesOf(initializer, given, scopes.scopeOf(initializer), outside);
  if (attributes === null) return null;
  const names: ReadonlyMap<string, Meaning> = attributes;
  const context: Context = { ...outside, names, scope: scopes.scopeOf(stepped) };
  const called: PythonFunction = { definition: stepped, names, scope: context.scope, given: NOTHING_GIVEN };
  const value = apply(called, { positional: [null, atom("step")], named: new Map() }, context);
  return value === null || isFunction(value) ? null : value.text;
}

function methodOf(definition: SyntaxNode, name: string, source: PythonSource): SyntaxNode | null {
  const body = definition.getChild("Body");
  const statements = body === null ? [] : statementsOf(body);
  const methods = statements.map((it) => (it.name === "DecoratedStatement" ? it.getChild("FunctionDefinition") : it));
  const isNamed = (it: SyntaxNode | null) => {
    const own = it?.name === "FunctionDefinition" ? it.getChild("VariableName") : null;
    return own !== null && source.textOf(own) === name;
  };
  return methods.find(isNamed) ?? null;
}

/** What `__init__` assigns to attributes, by their text: `self.rate`. */
function attributesOf(
  initializer: SyntaxNode,
  { positional, named }: GivenArguments,
  scope: Scope,
  outside: Context,
): ReadonlyMap<string, Meaning> | null {
  const bound = bindParameters(initializer, { positional: [null, ...positional], named }, { ...outside, scope });
  const body = initializer.getChild("Body");
  if (bound === null || body === null) return null;
  const names = new Map(bound);
  for (const statement of statementsOf(body)) {
    if (statement.name === "ExpressionStatement" || statement.name === "PassStatement") continue;
    if (statement.name !== "AssignStatement") return null;
    for (const { target, value } of assignmentsOf(statement)) {
      names.set(outside.source.textOf(target), value && evaluate(value, { ...outside, names: new Map(names), scope }));
    }
  }
  return new Map([...names].filter(([name]) => name.startsWith("self.")));
}
