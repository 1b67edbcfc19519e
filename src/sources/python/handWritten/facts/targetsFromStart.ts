import type { TargetsFromStart } from "../../../handWrittenFacts";
import { indexOf } from "../../fileIndex";
import type { PythonSource } from "../../pythonSource";
import { keyOf } from "../numeric/symbolicReading";
import type { FoundUpdate } from "../readHandWritten";

/** Targets that are made with the parameter before the loop, which then starts from the same values: at its optimum. */
export function targetsFromStart(
  { write, iteration }: FoundUpdate,
  source: PythonSource,
): TargetsFromStart | undefined {
  const loop = iteration.loops.at(-1);
  const target = write.statement.firstChild;
  if (loop === undefined || target === null) return undefined;
  const parameter = keyOf(target, source);
  if (!/^\w+$/.test(parameter)) return undefined;
  const { given } = indexOf(source);
  const before = (name: string) =>
    (given.get(name) ?? []).filter(({ node, scope }) => node.to <= loop.from && scope === iteration.scope);
  const start = before(parameter).at(-1);
  if (start === undefined) return undefined;
  const used = source.textOf(loop);
  for (const name of iteration.scope.bindings.keys()) {
    // Targets by their name: what the parameter is multiplied with may be anything else.
    if (!/^(?:y|Y|t|target|targets|labels?|y_\w+|[yY]s)$/.test(name)) continue;
    const made = before(name).at(-1);
    if (made === undefined || made.node.from < start.node.to) continue;
    const text = source.textOf(made.value);
    const isMade = new RegExp(`(?<![\\w.])${parameter}(?![\\w])`).test(text) && /[*@]|\bdot\(|\bmatmul\(/.test(text);
    const isUsed = new RegExp(`(?<![\\w.])${name}\\b`).test(used);
    if (!isMade || !isUsed) continue;
    const isNumber =
      /^-?[\d.]+$|\.(?:randn|rand|random|normal|uniform)\(\)$|\brandom\.\w+\((?:-?[\d.]+, *-?[\d.]+)?\)$/.test(
        source.textOf(start.value),
      );
    const newStart = isNumber ? `${parameter} = 0.0` : `${parameter} = np.zeros_like(${parameter})`;
    return { targets: name, parameter, range: source.rangeOf(made.node), newStart };
  }
  return undefined;
}
