import type { Key } from "./accessPath";
import { type Expression, isSameExpression } from "./expression";
import { objectWrites } from "./objectWrites";
import { anyOf, type OriginReader, type Origins } from "./origins";
import { soleDefinition } from "./soleDefinition";
import { statementsReachedBy } from "./valueFlow";
import { byWrite } from "./writeOrigins";

/**
 * Adds what is written to the same object by another name: `def adjust(config): config["lr"] = 0.1` where the file calls
 * `adjust(settings)`. It is not known when that happens.
 *
 * @param key of the attribute or item that `origins` are of
 */
export function withAliasWrites(origins: Origins, key: Key, { scope }: Expression, reader: OriginReader): Origins {
  if (origins.objects.length === 0) return origins;
  const isObject = (made: Expression) => origins.objects.some((object) => isSameExpression(object, made));
  const files = new Set([scope, ...origins.objects.map((object) => object.scope)].map(({ file }) => file));
  const writes = [...files].flatMap((file) => {
    const { byKey, unknown } = objectWrites(file);
    const reached = statementsReachedBy(origins.objects, file);
    const known = reached.flatMap((statement) => byKey(key, statement).filter(({ isAnything }) => !isAnything));
    return [...known, ...reached.flatMap(unknown)];
  });
  const others = writes.filter((write) => {
    const isSeen = origins.variables.some(({ name, home }) => name === write.name && home === write.home);
    // What methods write to their object has been seen with its class.
    return !isSeen && (write.ownClass === null || write.keys.length > 1);
  });
  const same = others.filter((write) => {
    const keys = write.isAnything ? write.keys : write.keys.slice(0, -1);
    const root: Expression = { node: write.root, scope: write.scope, source: write.scope.file.source };
    const { found } = reader.originsOf(root, keys);
    return found.some((made) => [made, classOf(made)].some((object) => object !== null && isObject(object)));
  });
  if (same.length === 0) return origins;
  const written = same.map((write) => byWrite(write, { keys: write.keys, source: write.scope.file.source, reader }));
  return anyOf(origins.found.length === 0 && origins.isComplete ? written : [origins, ...written]);
}

/** The class whose call makes an object: what its methods call their own. */
function classOf({ node, scope, source }: Expression): Expression | null {
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  return callee && soleDefinition({ node: callee, scope, source }, "ClassDefinition");
}
