import type { Binding, Scope } from "./scopes";

/** Versions that are kept apart at a time. */
const MAXIMUM_KEPT = 100;

const numbers = new Map<string, number>();
let last = 0;

const known = new WeakMap<Scope, number>();

/**
 * A number that is the same for two modules, as for two versions of one, where every name has the same full names by `resolvePath.ts`: where the imports,
 * the names that stand for other names, and what can be imported are the same.
 */
export function namesVersion(module: Scope): number {
  const found = known.get(module) ?? numberOf(keyOf(module));
  known.set(module, found);
  return found;
}

function numberOf(key: string): number {
  const found = numbers.get(key) ?? ++last;
  if (numbers.size >= MAXIMUM_KEPT) numbers.clear();
  numbers.set(key, found);
  return found;
}

function keyOf({ bindings, stars, file }: Scope): string {
  const { source } = file;
  const meaningOf = (binding: Binding): string => {
    if (binding.kind === "import") return `import ${binding.path}`;
    if (binding.kind !== "assignment") return "";
    const { value } = binding;
    const isName = value.name === "VariableName" || value.name === "MemberExpression" || value.name === "None";
    return isName ? source.textOf(value) : "=";
  };
  const names = Array.from(bindings, ([name, all]) => [name, ...all.map(meaningOf)]);
  return JSON.stringify([names, stars.map((star) => star.module), source.modules.version, source.file]);
}
