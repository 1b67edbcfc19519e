import type { SyntaxNode } from "@lezer/common";
import type { Key } from "./accessPath";
import { type Expression, isSameNode } from "./expression";
import { objectWrites } from "./objectWrites";
import { anyOf, type OriginReader, type Origins } from "./origins";
import { soleDefinition } from "./soleDefinition";
import { byWrite } from "./writeOrigins";

/**
 * Adds what is written to the same object by another name: `def adjust(config): config["lr"] = 0.1` where the file calls
 * `adjust(settings)`. It is not known when that happens.
 *
 * @param key of the attribute or item that `origins` are of
 */
export function withAliasWrites(
  origins: Origins,
  key: Key,
  { scope, source }: Expression,
  reader: OriginReader,
): Origins {
  if (origins.objects.length === 0) return origins;
  const isObject = (node: SyntaxNode) => origins.objects.some((object) => isSameNode(object, node));
  const { byKey, unknown } = objectWrites(source, scope.file);
  const others = [...(byKey.get(key) ?? []).filter(({ isAnything }) => !isAnything), ...unknown].filter((write) => {
    const isSeen = origins.variables.some(({ name, home }) => name === write.name && home === write.home);
    // What methods write to their object has been seen with its class.
    return !isSeen && (write.ownClass === null || write.keys.length > 1);
  });
  const same = others.filter((write) => {
    const keys = write.isAnything ? write.keys : write.keys.slice(0, -1);
    const { found } = reader.originsOf({ node: write.root, scope: write.scope, source }, keys);
    return found.some((made) => [made.node, classOf(made)].some((node) => node !== null && isObject(node)));
  });
  if (same.length === 0) return origins;
  const written = same.map((write) => byWrite(write, { keys: write.keys, source, reader }));
  return anyOf(origins.found.length === 0 && origins.isComplete ? written : [origins, ...written]);
}

/** The class of the file whose call makes an object: what its methods call their own. */
function classOf({ node, scope, source }: Expression): SyntaxNode | null {
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  return callee && soleDefinition({ node: callee, scope, source }, "ClassDefinition");
}
