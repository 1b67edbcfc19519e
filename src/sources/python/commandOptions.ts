import type { SyntaxNode } from "@lezer/common";
import type { CallArgument } from "../arguments/matchArguments";
import type { Key } from "./accessPath";
import { callArguments } from "./callArguments";
import { decoratorsOf } from "./callSites";
import type { Expression } from "./expression";
import { strictOptionType } from "./optionType";
import { converted, fromOne, inWords, type OriginReader, type Origins, UNKNOWN } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";
import { resolvePaths } from "./resolvePath";
import type { Scope } from "./scopes";

/**
 * The default of the option of click that gives a parameter its value: `@click.option("--lr", default=1e-3)`.
 *
 * @returns null where no decorator of the function does
 */
export function optionOfDecorators(
  function_: Scope,
  name: string,
  keys: readonly Key[],
  source: PythonSource,
  reader: OriginReader,
): Origins | null {
  const scope = function_.parent ?? function_;
  for (const decorator of decoratorsOf(function_.node)) {
    const kind = clickDecorator(decorator, scope, source);
    const given = callArguments(decorator, source);
    const declared = given.filter((it) => it.name === null && it.value?.name === "String");
    const texts = declared.map(({ value }) => (value === null ? "" : source.textOf(value).slice(1, -1)));
    if (kind === null || parameterName(texts) !== name) continue;
    return kind === "option" ? clickDefault(texts, given, scope, keys, source, reader) : UNKNOWN;
  }
  return null;
}

function clickDecorator(decorator: SyntaxNode, scope: Scope, source: PythonSource): "option" | "argument" | null {
  const [, root, ...rest] = childrenOf(decorator);
  const paths = root?.name === "VariableName" ? resolvePaths(root, scope, source) : null;
  const names = rest.filter(({ name }) => name === "VariableName" || name === "PropertyName");
  const path = [paths?.[0], ...names.map((node) => source.textOf(node))].join(".");
  const match = /^(?:\w*click)\.(?:\w+\.)*(option|argument)$/.exec(path);
  return match && (match[1] === "option" ? "option" : "argument");
}

/** As click names the parameter of an option: by a name without dashes, else the first long flag, else the first. */
function parameterName(declared: readonly string[]): string | undefined {
  const flags = declared.map((text) => text.split("/")[0]);
  const plain = flags.find((flag) => !flag.startsWith("-"));
  const flag = flags.find((text) => text.startsWith("--")) ?? flags[0];
  return plain ?? flag?.replace(/^-+/, "").replaceAll("-", "_").toLowerCase();
}

function clickDefault(
  declared: readonly string[],
  given: readonly CallArgument[],
  scope: Scope,
  keys: readonly Key[],
  source: PythonSource,
  reader: OriginReader,
): Origins {
  const named = (name: string) => given.find((argument) => argument.name === name)?.value ?? null;
  const flag = declared.find((text) => text.startsWith("--")) ?? declared[0];
  const words = `default of ${flag.split("/")[0]}`;
  const byDefault = named("default");
  if (byDefault !== null) {
    const type = named("type");
    const convert = strictOptionType(type && typeName(source.textOf(type)));
    return inWords(converted(reader.originsOf({ node: byDefault, scope, source }, keys), convert), words);
  }
  const isFlagNode = named("is_flag");
  const isFlag =
    declared.some((text) => text.includes("/")) || (isFlagNode !== null && source.textOf(isFlagNode) === "True");
  const place = given.find(({ value }) => value?.name === "String")?.value;
  if (!isFlag || !place) return UNKNOWN;
  return fromOne({ node: place, scope, source, words, convert: () => ({ type: "boolean", value: false }) });
}

/** Python's name for a type of click's: `float` for `click.FLOAT`. */
function typeName(text: string): string {
  const name = text.replace(/^.*\./, "");
  return (
    new Map([
      ["FLOAT", "float"],
      ["INT", "int"],
      ["STRING", "str"],
    ]).get(name) ?? name
  );
}

/**
 * The default of a parameter that is described by a call of typer: `typer.Option(1e-3, "--lr")`.
 *
 * @returns null where the default is no such call
 */
export function typerDefault(expression: Expression, parameter: string, reader: OriginReader): Origins | null {
  const { node, scope, source } = expression;
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  const paths = callee && resolvePaths(callee, scope, source);
  if (!paths?.some((path) => /^typer\.(?:params\.)?(?:Option|Argument)$/.test(path))) return null;
  const given = callArguments(node, source);
  const value = (given.find(({ name }) => name === "default") ?? given.find(({ name }) => name === null))?.value;
  if (!value || value.name === "Ellipsis") return UNKNOWN;
  const flag = given
    .flatMap((it) => (it.name === null && it.value?.name === "String" ? [source.textOf(it.value).slice(1, -1)] : []))
    .find((text) => text.startsWith("--"));
  const words = `default of ${flag ?? `--${parameter.replaceAll("_", "-")}`}`;
  return inWords(reader.originsOf({ node: value, scope, source }, []), words);
}
