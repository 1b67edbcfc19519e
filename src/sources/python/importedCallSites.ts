import type { SyntaxNode } from "@lezer/common";
import { type CallSite, callsNamed } from "./callSites";
import { isSameNode } from "./expression";
import { indexOf } from "./fileIndex";
import { classOfMethod } from "./functionCalls";
import { mainFileOf } from "./modules/mainFile";
import type { Scopes } from "./scopes";
import { soleDefinition } from "./soleDefinition";

const foundByFile = new WeakMap<Scopes, Map<number, readonly CallSite[]>>();

/** The calls of a function, or of the class whose constructor it is, in the file that is read, which imports it from another one; none for other methods. */
export function importedCallSites(definition: SyntaxNode, file: Scopes): readonly CallSite[] {
  const found = foundByFile.get(file) ?? new Map<number, readonly CallSite[]>();
  foundByFile.set(file, found);
  const known = found.get(definition.from) ?? findSites(definition, file);
  found.set(definition.from, known);
  return known;
}

function findSites(definition: SyntaxNode, { source }: Scopes): readonly CallSite[] {
  const main = mainFileOf(source);
  const owner = classOfMethod(definition);
  const ownName = definition.getChild("VariableName");
  if (main === null || ownName === null) return [];
  if (owner !== null && source.textOf(ownName) !== "__init__") return [];
  const called = owner ?? definition;
  const calledName = called.getChild("VariableName");
  const kind = owner === null ? "FunctionDefinition" : "ClassDefinition";
  const { scopes } = indexOf(main);
  const names = calledName === null ? [] : namesOf(source.textOf(calledName), scopes);
  return names
    .flatMap((name) => callsNamed(name, scopes))
    .filter(({ call, scope }) => {
      const callee = call.firstChild;
      const meant = callee && soleDefinition({ node: callee, scope, source: main }, kind);
      return meant !== null && meant.source === source && isSameNode(meant.node, called);
    });
}

/** What a name of another file may be called in this one: `from optim import build as make`. */
function namesOf(name: string, { module }: Scopes): readonly string[] {
  const renamed = [...module.bindings].flatMap(([own, bindings]) =>
    bindings.some((it) => it.kind === "import" && it.path.endsWith(`.${name}`)) ? [own] : [],
  );
  return [...new Set([name, ...renamed])];
}
