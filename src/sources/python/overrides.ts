import { callArguments } from "./callArguments";
import { callsNamed } from "./callSites";
import type { Expression } from "./expression";
import { bindingScope, type Scopes } from "./scopes";

const found = new WeakMap<Scopes, string | null>();

/**
 * What may give a variable of the module another value without naming it: a file that the module executes in its place, as nanoGPT's `configurator.py`,
 * or an update of `globals()`.
 */
export function overriddenBy({ node, scope, source }: Expression): string | null {
  const home = node.name === "VariableName" ? bindingScope(scope, source.textOf(node)) : null;
  if (home?.kind !== "module") return null;
  const known = found.get(scope.file);
  if (known !== undefined) return known;
  const override = findOverride({ node, scope, source });
  found.set(scope.file, override);
  return override;
}

function findOverride({ scope, source }: Expression): string | null {
  const [executed] = callsNamed("exec", scope.file).filter((site) => site.scope.kind === "module");
  if (executed !== undefined) {
    const program = callArguments(executed.call, source)[0]?.value;
    const file = program && /open\(\s*["']([^"']+)["']/.exec(source.textOf(program))?.[1];
    return file ?? "a program that is executed";
  }
  const isUpdated = callsNamed("globals", scope.file).some(({ call }) => {
    const access = call.parent;
    const isItem = access?.name === "MemberExpression" && access.lastChild?.name === "]";
    const isWritten = isItem && access.parent?.name === "AssignStatement" && access.prevSibling === null;
    const isUpdate = access?.lastChild?.name === "PropertyName" && source.textOf(access.lastChild) === "update";
    return isWritten || isUpdate;
  });
  return isUpdated ? "an update of globals()" : null;
}
