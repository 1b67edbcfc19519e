import { withAliasWrites } from "./aliasWrites";
import { callArguments } from "./callArguments";
import type { Expression } from "./expression";
import { inWords, type OriginReader, type Origins, orElse, UNKNOWN } from "./origins";
import { resolvePaths } from "./resolvePath";
import { bindingScope } from "./scopes";

/** `cfg.get("lr", 1e-3)`, `getattr(cfg, "lr", 1e-3)`, `os.environ.get("LR", 1e-3)`; null for another call. */
export function itemOrDefault(call: Expression, reader: OriginReader): Origins | null {
  const { node, scope, source } = call;
  const callee = node.firstChild;
  const given = callArguments(node, source).map(({ value }) => value);
  if (callee === null || given.some((value) => value === null)) return null;
  const name = source.textOf(callee);
  const isGetattr = name === "getattr" && bindingScope(scope, name) === null;
  const isMethod = callee.name === "MemberExpression" && /\.(?:get|pop)$/.test(name);
  const path = resolvePaths(callee, scope, source)?.[0];
  const isEnvironment = path === "os.environ.get" || path === "os.getenv";
  const object = isGetattr ? given[0] : callee.firstChild;
  const [keyNode, byDefault] = isGetattr ? given.slice(1) : given;
  if (!(isGetattr || isMethod || isEnvironment) || !object || !keyNode) return null;
  const key = reader.read({ node: keyNode, scope, source });
  if (key?.type !== "string") return UNKNOWN;
  const otherwise = () => (byDefault ? reader.originsOf({ node: byDefault, scope, source }, []) : UNKNOWN);
  if (isEnvironment) return inWords(otherwise(), `default of the environment variable ${key.value}`);
  const origins = withAliasWrites(
    reader.originsOf({ node: object, scope, source }, [key.value]),
    key.value,
    call,
    reader,
  );
  return orElse(inWords(origins, `${source.textOf(object)}["${key.value}"]`), otherwise);
}
