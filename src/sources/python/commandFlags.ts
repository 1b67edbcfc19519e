import { callArguments } from "./callArguments";
import { callsNamed } from "./callSites";
import type { Expression } from "./expression";
import { strictOptionType } from "./optionType";
import { anyOf, converted, inWords, type OriginReader, type Origins, UNKNOWN } from "./origins";

/** absl's functions that define a flag, with the type that they give it. */
const definitions: ReadonlyMap<string, string | null> = new Map([
  ["DEFINE_float", "float"],
  ["DEFINE_integer", "int"],
  ["DEFINE_boolean", null],
  ["DEFINE_bool", null],
  ["DEFINE_string", "str"],
  ["DEFINE_enum", "str"],
]);

/** The default of a flag: of `flags.DEFINE_float("lr", 1e-3, "…")`. */
export function flagOrigins(name: string, { scope, source }: Expression, reader: OriginReader): Origins {
  const found = [...definitions.keys()].flatMap((definition) =>
    callsNamed(definition, scope.file).filter(({ call }) => {
      const first = callArguments(call, source)[0]?.value;
      return first?.name === "String" && source.textOf(first).slice(1, -1) === name;
    }),
  );
  const defaults = found.map((site) => flagDefault({ node: site.call, scope: site.scope, source }, reader));
  return defaults.length === 0 ? UNKNOWN : anyOf(defaults.map((origins) => origins ?? UNKNOWN));
}

/**
 * The default of the flag that a call defines.
 *
 * @returns null where the call is none of absl's definitions
 */
export function flagDefault({ node, scope, source }: Expression, reader: OriginReader): Origins | null {
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  const name = callee === null ? "" : source.textOf(callee).replace(/^.*\./, "");
  const type = definitions.get(name);
  if (type === undefined) return null;
  const [flag, second, ...others] = callArguments(node, source);
  const value =
    [second, ...others].find((given) => given?.name === "default" || given?.name === "default_value") ?? second;
  if (!flag?.value || !value?.value) return UNKNOWN;
  const words = `default of --${source.textOf(flag.value).slice(1, -1)}`;
  const origins = reader.originsOf({ node: value.value, scope, source }, []);
  return inWords(converted(origins, strictOptionType(type)), words);
}
