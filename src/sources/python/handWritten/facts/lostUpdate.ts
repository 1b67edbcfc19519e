import type { SyntaxNode } from "@lezer/common";
import type { LostUpdate } from "../../../handWrittenFacts";
import { assignmentsOf } from "../../assignments";
import { functionParameters } from "../../functionParameters";
import { loopsAround } from "../../loops";
import { childrenOf, type PythonSource } from "../../pythonSource";
import { loopNames } from "../loopVariables";
import { keyOf } from "../numeric/symbolicReading";
import type { FoundUpdate } from "../readHandWritten";

/** A parameter that is updated where nothing else sees it: a copy made for the round, or a function's own name for it. */
export function lostUpdate({ write, iteration }: FoundUpdate, source: PythonSource): LostUpdate | undefined {
  const target = write.statement.firstChild;
  if (target?.name !== "VariableName" || write.guards.length > 0) return undefined;
  const name = source.textOf(target);
  const copy = copyBefore(name, write.statement, source);
  const [loop] = iteration.loops;
  const around = loopOver(name, write.statement, source);
  if (around !== null && write.statement.name === "AssignStatement") {
    if (isReadAfter(name, write.statement, around, source)) return undefined;
    const range = source.rangeOf(write.statement);
    return { name, range, original: name, kind: "loopVariable", statement: range };
  }
  const statement = source.rangeOf(write.statement);
  if (loop === undefined) {
    const definition = iteration.body.parent;
    if (definition?.name !== "FunctionDefinition" || isReadAfter(name, write.statement, definition, source))
      return undefined;
    const isParameter = functionParameters(definition, source).parameters.some((parameter) => parameter.name === name);
    // What is changed in place is changed for the caller, too.
    const isRebound = write.statement.name === "AssignStatement" || copy?.original === name;
    if (!isParameter || !isRebound || sharesNames(definition)) return undefined;
    const at = copy?.original === name ? copy.statement : write.statement;
    return { name, range: source.rangeOf(at), original: name, kind: "argument", statement };
  }
  if (copy === null || copy.original === name || copy.statement.parent?.from !== write.statement.parent?.from)
    return undefined;
  const isBack = iteration.writes.some(
    (other) => other.place.key === copy.original && other.statement !== copy.statement,
  );
  if (isBack || isReadAfter(name, write.statement, loop, source) || isReadOutside(name, loop, source)) return undefined;
  return { name, range: source.rangeOf(copy.statement), original: copy.original, kind: "copy", statement };
}

/** The loop around a statement whose variable a name is. */
function loopOver(name: string, statement: SyntaxNode, source: PythonSource): SyntaxNode | null {
  return loopsAround(statement).find((loop) => loopNames(loop, source).includes(name)) ?? null;
}

/** The statement before an update that makes its name a copy of something. */
function copyBefore(
  name: string,
  update: SyntaxNode,
  source: PythonSource,
): { readonly statement: SyntaxNode; readonly original: string } | null {
  for (let statement = update.prevSibling; statement !== null; statement = statement.prevSibling) {
    if (statement.name !== "AssignStatement") continue;
    for (const { target, value } of assignmentsOf(statement)) {
      if (source.textOf(target) !== name) continue;
      const text = value === null ? "" : keyOf(value, source);
      const original = /^([\w.]+)\.(?:copy|clone)\(\)$|^(?:np|numpy|copy)\.(?:copy|array|deepcopy)\(([\w.]+)\)$/.exec(
        text,
      );
      const of = original?.[1] ?? original?.[2];
      return of === undefined ? null : { statement, original: of };
    }
  }
  return null;
}

/** Whether a name is read behind a statement, in what is around both. */
function isReadAfter(name: string, statement: SyntaxNode, around: SyntaxNode, source: PythonSource): boolean {
  let reads = false;
  around.cursor().iterate(({ name: kind, from, node }) => {
    if (from >= statement.to && kind === "VariableName" && source.textOf(node) === name) reads = true;
    if (from >= statement.to && kind === "FormatString" && source.textOf(node).includes(name)) reads = true;
    return !reads;
  });
  return reads;
}

/** Whether a name is read after a loop. */
function isReadOutside(name: string, loop: SyntaxNode, source: PythonSource): boolean {
  for (let around = loop.parent; around !== null; around = around.parent) {
    if (isReadAfter(name, loop, around, source)) return true;
    if (around.name === "FunctionDefinition") break;
  }
  return false;
}

/** Whether a function's names may be those of what is around it. */
function sharesNames(definition: SyntaxNode): boolean {
  const body = definition.getChild("Body");
  return body === null || childrenOf(body).some(({ name }) => name === "ScopeStatement");
}
