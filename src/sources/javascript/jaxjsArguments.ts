import type { SyntaxNode } from "@lezer/common";
import type { CallArgument } from "../arguments/matchArguments";
import { childrenOf } from "../syntaxSource";
import { type JavascriptSource, unwrapped } from "./javascriptSource";
import { isUndefined, propertyOf } from "./javascriptValue";
import { objectOf } from "./objectOf";
import type { Call, Scope } from "./scopes";

/** An argument with the scope that its value stands in. */
export interface ScopedArgument extends CallArgument {
  readonly scope: Scope;
}

/** What a call is given, in the order of the text; null stands for more arguments than the text lists. */
export function callParts({ node }: Call): readonly (SyntaxNode | null)[] {
  const list = node.getChild("ArgList");
  const parts = list === null ? [] : childrenOf(list);
  return parts
    .filter((child) => !["(", ")", ","].includes(child.name) && !child.type.isError)
    .map((child) => (child.name === "Spread" ? null : child));
}

/** An argument of which the text only says that there may be more. */
function more(scope: Scope): ScopedArgument {
  return { name: null, nameNode: null, value: null, spread: "...options", scope };
}

/** A value under a name. */
export function named(name: string, value: SyntaxNode | null | undefined, scope: Scope): readonly ScopedArgument[] {
  if (value === undefined) return [];
  return value === null ? [more(scope)] : [{ name, nameNode: null, value, spread: null, scope }];
}

/**
 * Options in an object, as arguments by keyword.
 *
 * @param renamed names of arguments for those of the object, where they differ
 */
export function namedOptions(
  options: SyntaxNode | null | undefined,
  scope: Scope,
  source: JavascriptSource,
  renamed: Readonly<Record<string, string>> = {},
): readonly ScopedArgument[] {
  if (options === undefined || (options !== null && isUndefined(options, scope, source))) return [];
  const object = options && objectOf(unwrapped(options), scope, source);
  if (object === null) return [more(scope)];
  return childrenOf(object.node).flatMap((child): readonly ScopedArgument[] => {
    if (["{", "}", ","].includes(child.name) || child.type.isError) return [];
    const property = propertyOf(child, source);
    if (property === null) return [more(object.scope)];
    if (isUndefined(property.value, object.scope, source)) return [];
    const name = Object.hasOwn(renamed, property.name) ? renamed[property.name] : property.name;
    return [{ name, nameNode: child.firstChild, value: property.value, spread: null, scope: object.scope }];
  });
}
