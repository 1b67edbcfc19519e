import type { SyntaxNode } from "@lezer/common";
import type { ScheduleStepping, SteppingLoop } from "../configuration";
import { callArguments } from "./callArguments";
import { indexOf } from "./fileIndex";
import type { FrameworkCall } from "./frameworkCalls";
import { loopPathsOf } from "./loopPaths";
import { iterationOf, loopsAround, roundsOf } from "./loops";
import type { PythonSource } from "./pythonSource";
import { isDecidedByRound } from "./roundConditions";
import { givesValueTo } from "./stepInterval";
import { onOneLine } from "./unknownExpressions";
import { updateCondition } from "./updateCondition";

/** Where a schedule is stepped, by its only call of `step`; null where several ways lead to it. */
export function readStepping({ node }: Pick<FrameworkCall, "node">, source: PythonSource): ScheduleStepping | null {
  const [path, ...others] = loopPathsOf(node, source);
  if (path === undefined || others.length > 0) return null;
  // A loop over the schedules themselves steps each of them once.
  const stepped = node.firstChild?.firstChild;
  const loops = path.filter((loop) => !stepped || !givesValueTo(loop, source.textOf(stepped), source));
  return {
    range: source.rangeOf(node),
    loops: loops.map((loop) => steppingLoop(loop, source)),
    isToldStep: callArguments(node, source).length > 0,
    isConditional:
      loopsAround(node).length > 0 && (isDecidedByRound(node, source) || updateCondition(node, source) !== null),
  };
}

function steppingLoop(loop: SyntaxNode, source: PythonSource): SteppingLoop {
  const { scopes } = indexOf(source);
  const { reading: rounds } = source.unknowns.watch(() => roundsOf(loop, scopes.scopeOf(loop), source));
  const over = iterationOf(loop)?.over;
  const end = loop.from + source.textOf(loop).trimEnd().length;
  return {
    range: source.rangeOf({ from: loop.from, to: end }),
    rounds,
    over: over === undefined ? "" : onOneLine(spelled(over, source)),
  };
}

/** What a loop goes over, without what only counts it or shows how far it is: `epochs` in `tqdm(range(1, epochs))`. */
function spelled(over: SyntaxNode, source: PythonSource): string {
  const callee = over.name === "CallExpression" ? over.firstChild : null;
  if (callee === null) return source.textOf(over);
  const name = source.textOf(callee).replace(/^.*\./s, "");
  const given = callArguments(over, source).filter(({ name: keyword, spread }) => keyword === null && spread === null);
  const counted = /^t?range$/.test(name) ? given[given.length > 1 ? 1 : 0] : undefined;
  const within = /^(enumerate|tqdm|track|prefetch)$/.test(name) ? given[0] : undefined;
  if (counted?.value) return source.textOf(counted.value);
  return within?.value ? spelled(within.value, source) : source.textOf(over);
}
