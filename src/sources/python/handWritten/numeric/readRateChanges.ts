import type { RateChange } from "../../../handWrittenFacts";
import { madeOf, type NodeIndex } from "../../../numericProgram";
import { indexOf } from "../../fileIndex";
import type { PythonSource } from "../../pythonSource";
import { leavesOf } from "../arithmetic";
import { isLoss, isPerhapsRate, isSurelyRate } from "../customs";
import type { Iteration } from "../iteration";
import { placeOf } from "../place";
import type { TranslatedUpdate } from "../translateUpdate";
import type { Write } from "../write";
import { ProgramBuilder } from "./programBuilder";
import { runIteration } from "./runIteration";
import { type Environment, keyOf, type SymbolicContext, SymbolicReading } from "./symbolicReading";

/** How the statements of an iteration move its learning rate, those under no condition. */
export function readRateChanges(
  update: Write,
  { rate }: TranslatedUpdate,
  iteration: Iteration,
  source: PythonSource,
): readonly RateChange[] {
  const { place } = rate;
  if (place === null) return [];
  const writes = iteration.writes.filter((write) => write.place.key === place.key && write.guards.length === 0);
  return writes.flatMap((write): RateChange[] => {
    if (write.isInitial) return [];
    const later = readChange(write, update, iteration, source, false);
    if (later === null) return [];
    const first = readChange(write, update, iteration, source, true);
    return [{ ...later, name: place.name, first, range: source.rangeOf(write.statement) }];
  });
}

/** The new rate after a statement; of the first round with what stands before the loop. */
function readChange(
  write: Write,
  update: Write,
  iteration: Iteration,
  source: PythonSource,
  isFirst: boolean,
): Pick<RateChange, "program" | "after" | "reads"> | null {
  const parameterNode = leavesOf(update.value).find(
    (leaf) => leaf.kind === "place" && leaf.place.key === update.place.key,
  )?.node;
  if (parameterNode === undefined) return null;
  const parameter = keyOf(parameterNode, source);
  const builder = new ProgramBuilder();
  const names: Environment = new Map([[parameter, builder.input(parameter, "parameter")]]);
  const context: SymbolicContext = { source, builder, names, outside, takesAnything: true };
  const reading = new SymbolicReading(context);
  let after: NodeIndex | null = null;
  let isDone = false;
  runIteration(iteration.body, write.statement, reading, context, (statement, own) => {
    if (isDone) return true;
    if (statement.from !== write.statement.from) return false;
    reading.assign(statement, own);
    const target = statement.firstChild;
    after = target === null ? null : (own.get(keyOf(target, source)) ?? null);
    isDone = true;
    return true;
  });
  if (after === null) return null;
  const program = { nodes: builder.nodes };
  const made = [...madeOf(program, after)].map((index) => builder.nodes[index]);
  const inputs = made.flatMap((node) => (node.kind === "input" ? [node] : []));
  return {
    program,
    after,
    reads: {
      rate: leavesOf(write.value).some((leaf) => leaf.kind === "place" && leaf.place.key === write.place.key),
      run: inputs.some(({ role, name }) => role === "parameter" || isLoss(name) || /grad|loss|cost/i.test(name)),
    },
  };

  function outside(key: string, node: Parameters<SymbolicContext["outside"]>[1]): NodeIndex | null {
    const found = placeOf(node, new Map(), source);
    const name = found?.name ?? key;
    if (isSurelyRate(name) || isPerhapsRate(name)) return builder.input(key, "rate");
    const isCarried = iteration.writes.some((other) => other.place.key === found?.key);
    if (!isCarried) return builder.input(key, "data");
    // The share of two losses, one after the other, is no factor that stays.
    if (isLoss(name) || /loss|cost/i.test(name)) return null;
    if (isFirst && startsAsCopy(key, parameter, iteration, source)) return names.get(parameter) ?? null;
    return builder.input(key, "data");
  }
}

/** Whether a name holds the parameter, or a copy of it, when the loop begins. */
function startsAsCopy(key: string, parameter: string, { body }: Iteration, source: PythonSource): boolean {
  const before = (indexOf(source).given.get(key) ?? []).filter(({ node }) => node.to <= body.from);
  const value = before.at(-1)?.value;
  if (value === undefined) return false;
  const text = source.textOf(value).replace(/\s/g, "");
  return [
    parameter,
    `${parameter}.copy()`,
    `${parameter}.clone()`,
    `np.copy(${parameter})`,
    `${parameter}[:]`,
  ].includes(text);
}
