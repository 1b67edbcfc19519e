import type { SyntaxNode } from "@lezer/common";
import { loopsAround } from "../loops";
import type { PythonSource } from "../pythonSource";
import type { Scope, Scopes } from "../scopes";
import { loopNames, loopVariables } from "./loopVariables";
import type { Aliases } from "./place";
import type { Viewpoint } from "./surroundings";
import { termsOf } from "./updateForm";
import { type Write, writesOf } from "./write";

/** The statements that make one update: what one round of a training loop runs, or one call of a function. */
export interface Iteration {
  readonly body: SyntaxNode;
  readonly scope: Scope;
  /** The training loops around them, from the innermost; none where a function makes the update. */
  readonly loops: readonly SyntaxNode[];
  readonly writes: readonly Write[];
  /** What the loops further out write, before or after each run through the innermost. */
  readonly outerWrites: readonly Write[];
  /** From where what was before all of it is seen. */
  readonly before: Viewpoint;
}

/** Finds the iteration of statements, each body once. */
export function createIterations(source: PythonSource, scopes: Scopes): (statement: SyntaxNode) => Iteration | null {
  const known = new Map<number, Iteration>();
  return (statement) => {
    const around = loopsAround(statement);
    const changed = statement.firstChild === null ? "" : source.textOf(statement.firstChild);
    const isTraining = (loop: SyntaxNode) =>
      !loopNames(loop, source).some((name) => new RegExp(`(?<![\\w.])${name}\\b`).test(changed));
    const first = around.findIndex(isTraining);
    const loops = first === -1 ? [] : around.slice(first);
    const body = bodyAround(statement, loops[0]);
    if (body === null) return null;
    const existing = known.get(body.from);
    if (existing !== undefined) return existing;
    const scope = scopes.scopeOf(statement);
    const aliases = loops.reduceRight<Aliases>((outer, loop) => loopVariables(loop, outer, source), new Map());
    const writes = withoutDetours(writesOf(body, scope, aliases, source), body, source);
    const outerWrites = loops.slice(1).flatMap((loop, index) => {
      const inner = loops[index];
      const own = loop.getChildren("Body").flatMap((block) => writesOf(block, scope, aliases, source));
      return own.filter(({ statement }) => statement.from < inner.from || statement.to > inner.to);
    });
    const iteration = { body, scope, loops, writes, outerWrites, before: { scope, body: loops.at(-1) ?? body } };
    known.set(body.from, iteration);
    return iteration;
  };
}

/** The body of a loop that a statement is in; without a loop that of the function. */
function bodyAround(statement: SyntaxNode, loop: SyntaxNode | undefined): SyntaxNode | null {
  for (let inner = statement, around = statement.parent; around !== null; inner = around, around = around.parent) {
    const isMeant =
      loop === undefined ? around.name === "FunctionDefinition" : around.from === loop.from && around.to === loop.to;
    if (isMeant && inner.name === "Body") return inner;
  }
  return null;
}

/**
 * The writes with the new value of a parameter at the parameter itself: `new = w - lr * g` and later `w = new`, or `return new`, is an update of `w`.
 */
function withoutDetours(writes: readonly Write[], body: SyntaxNode, source: PythonSource): readonly Write[] {
  const copies = new Set<Write>();
  const direct = writes.map((write): Write => {
    const isOwn = writes.filter(({ place }) => place.key === write.place.key).length === 1;
    const [first, ...others] = termsOf(write.value);
    if (!isOwn || others.length === 0 || first.sign !== 1 || first.value.kind !== "place") return write;
    const { place } = first.value;
    if (place.key === write.place.key) return write;
    const copy = writes.find(
      ({ place: target, value }) =>
        target.key === place.key && value.kind === "place" && value.place.key === write.place.key,
    );
    const isWritten = writes.some((other) => other.place.key === place.key && other !== copy);
    if (isWritten || (copy === undefined && !returns(body, write.place.name, source))) return write;
    if (copy !== undefined) copies.add(copy);
    return { ...write, place };
  });
  return direct.filter((_, index) => !copies.has(writes[index]));
}

/** Whether a function gives a name back. */
function returns(body: SyntaxNode, name: string, source: PythonSource): boolean {
  return body
    .getChildren("ReturnStatement")
    .some((statement) => new RegExp(`\\b${name}\\b`).test(source.textOf(statement)));
}
