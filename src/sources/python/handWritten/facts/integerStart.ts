import type { SyntaxNode } from "@lezer/common";
import type { IntegerStart } from "../../../handWrittenFacts";
import { callArguments } from "../../callArguments";
import { indexOf } from "../../fileIndex";
import type { PythonSource } from "../../pythonSource";
import { resolvePaths } from "../../resolvePath";
import { keyOf } from "../numeric/symbolicReading";
import type { FoundUpdate } from "../readHandWritten";

const integers = /^(?:int\d*|"int\d*"|'int\d*'|np\.int\w*|torch\.(?:int\w*|long))$/;

/** The call that makes the parameter an array of integers, where updates are then made in place. */
export function integerStart({ write, iteration }: FoundUpdate, source: PythonSource): IntegerStart | undefined {
  const target = write.statement.firstChild;
  if (!target) return undefined;
  const entry = /^([\w.]+)\[[^\]]+\]$/.exec(keyOf(target, source))?.[1];
  const isEntry = entry !== undefined;
  if (write.statement.name !== "UpdateStatement" && !isEntry) return undefined;
  const parameter = entry ?? keyOf(target, source);
  const outermost = iteration.loops.at(-1) ?? iteration.body;
  const given = (indexOf(source).given.get(parameter) ?? []).filter(({ scope }) => scope === iteration.scope);
  const [only, ...others] = given;
  if (only === undefined || others.length > 0 || only.node.to > outermost.from || only.parts.length > 0)
    return undefined;
  return integersOf(only.value, parameter, isEntry, source);
}

function integersOf(
  value: SyntaxNode,
  parameter: string,
  isEntry: boolean,
  source: PythonSource,
): IntegerStart | undefined {
  const callee = value.name === "CallExpression" ? value.firstChild : null;
  if (callee === null) return undefined;
  const path = resolvePaths(callee, indexOf(source).scopes.scopeOf(value), source)?.[0] ?? "";
  const [, module, name] = /^(numpy|torch)\.(\w+)$/.exec(path) ?? [];
  if (module === undefined) return undefined;
  const library = module === "numpy" ? "numpy" : "torch";
  const given = callArguments(value, source);
  const type = given.find((argument) => argument.name === "dtype")?.value;
  const range = source.rangeOf(value);
  if (type) {
    return integers.test(source.textOf(type)) ? { range, parameter, library, isEntry, floatType: null } : undefined;
  }
  const [first] = given;
  const isOfIntegers =
    /^(?:array|asarray|tensor)$/.test(name) &&
    given.length === 1 &&
    first.value?.name === "ArrayExpression" &&
    /^[[\],\s\d-]*\d[[\],\s\d-]*$/.test(source.textOf(first.value));
  const floatType = library === "numpy" ? "float" : "torch.float32";
  return isOfIntegers ? { range, parameter, library, isEntry, floatType } : undefined;
}
