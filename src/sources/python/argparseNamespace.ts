import type { SyntaxNode } from "@lezer/common";
import type { CallArgument } from "../arguments/matchArguments";
import type { TypedValue } from "../arguments/typedValue";
import type { Key } from "./accessPath";
import { callArguments } from "./callArguments";
import { type CallSite, callsNamed } from "./callSites";
import { type Expression, isSameExpression } from "./expression";
import { indexOf } from "./fileIndex";
import { type ModuleStatement, statementsWith } from "./moduleStatements";
import { fromText, optionType } from "./optionType";
import { converted, fromOne, inWords, type Origin, type OriginReader, type Origins, UNKNOWN } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";
import type { Scopes } from "./scopes";

/** Methods of a parser that give what was given on the command line as an object. */
const parses: ReadonlySet<string> = new Set([
  "parse_args",
  "parse_known_args",
  "parse_intermixed_args",
  "parse_known_intermixed_args",
]);

/**
 * What an attribute of argparse's namespace has its value from: the default of its option.
 *
 * @returns null where the call parses no command line
 */
export function namespaceOrigins(call: Expression, keys: readonly Key[], reader: OriginReader): Origins | null {
  const { node, source } = call;
  const callee = node.firstChild;
  const method = callee?.name === "MemberExpression" ? callee.lastChild : null;
  if (!callee?.firstChild || method?.name !== "PropertyName" || !parses.has(source.textOf(method))) return null;
  const [first, ...rest] = keys;
  // `args, rest = parser.parse_known_args()`
  if (typeof first === "number") return first === 0 ? namespaceOrigins(call, rest, reader) : UNKNOWN;
  if (first === undefined) return null;
  const parser: Expression = { ...call, node: callee.firstChild };
  return optionOrigins(first, rest, parsersOf(parser, reader), call, reader);
}

/** The value of the option that fills an attribute. */
function optionOrigins(
  name: string,
  rest: readonly Key[],
  parsers: readonly Expression[],
  parse: Expression,
  reader: OriginReader,
): Origins {
  const belongs = ({ call, scope }: CallSite) => {
    const object = call.firstChild?.firstChild;
    const own = object ? parsersOf({ node: object, scope, source: scope.file.source }, reader) : [];
    // What cannot be followed is taken to be of the file's parser.
    if (own.length === 0 || parsers.length === 0) return true;
    return own.some((it) => parsers.some((other) => isSameExpression(it, other)));
  };
  const files = [...new Set([parse, ...parsers].map(({ scope }) => scope.file))];
  const [site] = files.flatMap((file) => optionsFor(name, file)).filter(belongs);
  if (site === undefined) return UNKNOWN;
  const { call, scope: at } = site;
  const { source } = at.file;
  const option: Option = { ...describeOption(call, source), place: { node: call, scope: at, source } };
  const given = givenOnLine(option, parse, reader);
  if (given !== undefined) return given ? fromOne(given) : UNKNOWN;
  const words = `default of ${option.flag}`;
  const isLater = (it: CallSite) => it.scope.file !== at.file || it.call.from > call.from;
  const set = files
    .flatMap((file) => callsNamed("set_defaults", file))
    .filter((it) => belongs(it) && (isLater(it) || option.byDefault === null))
    .flatMap((it) => valuesNamed(name, it))
    .at(-1);
  if (set !== undefined) return inWords(converted(reader.originsOf(set, rest), optionType(option.type)), words);
  if (option.byDefault !== null) {
    const value: Expression = { node: option.byDefault, scope: at, source };
    return inWords(converted(reader.originsOf(value, rest), optionType(option.type)), words);
  }
  const constant = option.isRequired ? null : withoutDefault(option.action);
  return constant === null ? UNKNOWN : fromOne({ ...option.place, node: option.name, words, convert: () => constant });
}

/** What a call gives by a name. */
function valuesNamed(wanted: string, { call, scope }: CallSite): readonly Expression[] {
  const { source } = scope.file;
  return callArguments(call, source).flatMap(({ name, value }) =>
    name === wanted && value ? [{ node: value, scope, source }] : [],
  );
}

interface Option {
  readonly place: Expression;
  /** As the command line has it. */
  readonly flag: string;
  /** The string that spells its first name. */
  readonly name: SyntaxNode;
  readonly type: string | null;
  readonly action: string | null;
  readonly byDefault: SyntaxNode | null;
  readonly isRequired: boolean;
}

function describeOption(call: SyntaxNode, source: PythonSource): Omit<Option, "place"> {
  const given = callArguments(call, source);
  const named = (name: string) => given.find((argument) => argument.name === name)?.value ?? null;
  const textOf = (node: SyntaxNode | null) => (node === null ? null : source.textOf(node));
  const flags = flagsOf(given, source);
  const flag = flags.find((text) => text.startsWith("--")) ?? flags[0];
  const [first] = given;
  const isPositional = !flag.startsWith("-");
  return {
    flag,
    name: first.value ?? call,
    type: textOf(named("type")),
    action: textOf(named("action"))?.replace(/^["']|["']$/g, "") ?? null,
    byDefault: named("default"),
    isRequired: textOf(named("required")) === "True" || (isPositional && textOf(named("nargs")) !== '"?"'),
  };
}

/** What an option has where it is not given and has no default of its own. */
function withoutDefault(action: string | null): TypedValue | null {
  if (action === "store_true") return { type: "boolean", value: false };
  return action === "store_false" ? { type: "boolean", value: true } : { type: "none", value: null };
}

/** What `parse_args(["--lr", "0.1"])` gives an option; undefined where it does not, null where that is not known. */
function givenOnLine(
  option: Option,
  { node, scope, source }: Expression,
  reader: OriginReader,
): Origin | null | undefined {
  const [line] = callArguments(node, source).filter(({ name }) => name === null || name === "args");
  const words = line?.value ? reader.read({ node: line.value, scope, source }) : null;
  // The command line itself is what the defaults are for.
  if (words?.type !== "sequence" || !line.value) return undefined;
  const texts = words.value.map(({ value }) => String(value));
  const at = texts.findLastIndex((text) => text === option.flag || text.startsWith(`${option.flag}=`));
  if (at < 0) return undefined;
  const text = texts[at].includes("=") ? texts[at].slice(option.flag.length + 1) : texts[at + 1];
  const value = option.action === null && text !== undefined ? fromText(text, option.type) : null;
  return value && { node: line.value, scope, source, words: option.flag, convert: () => value };
}

const collected = new WeakMap<Scopes, Map<string, readonly CallSite[]>>();

/** The calls that add the options which fill an attribute. */
function optionsFor(attribute: string, file: Scopes): readonly CallSite[] {
  const byAttribute = collected.get(file) ?? new Map<string, readonly CallSite[]>();
  collected.set(file, byAttribute);
  const known = byAttribute.get(attribute);
  if (known !== undefined) return known;
  const { source } = file;
  const mayAdd = ({ outline }: ModuleStatement) =>
    [...outline.words].some((word) => attributeOfFlag(word) === attribute);
  const calls = statementsWith("add_argument", source)
    .filter(mayAdd)
    .flatMap((statement) => indexOf(source).calls.within(statement, "add_argument") ?? []);
  const found = calls
    .filter((call) => attributeOf(callArguments(call, source), source) === attribute)
    .map((call) => ({ call, scope: file.scopeOf(call) }));
  byAttribute.set(attribute, found);
  return found;
}

function attributeOf(given: readonly CallArgument[], source: PythonSource): string | null {
  const flags = flagsOf(given, source);
  if (flags.length === 0) return null;
  const named = given.find(({ name }) => name === "dest")?.value;
  if (named) return source.textOf(named).slice(1, -1);
  const flag = flags.find((text) => text.startsWith("--")) ?? flags[0];
  return attributeOfFlag(flag);
}

function attributeOfFlag(flag: string): string {
  return flag.startsWith("-") ? flag.replace(/^-+/, "").replaceAll("-", "_") : flag;
}

function flagsOf(given: readonly CallArgument[], source: PythonSource): readonly string[] {
  return given.flatMap(({ name, value }) =>
    name === null && value?.name === "String" ? [source.textOf(value).slice(1, -1)] : [],
  );
}

/** Groups and the like of a parser, whose options are the parser's. */
const parts = /^add_(?:argument_group|mutually_exclusive_group|subparsers|parser)$/;

/** Parsers that are made of one another further are not followed. */
const MAXIMUM_DEPTH = 6;

/** The calls that make the parser that an expression stands for, and those whose options it takes over; none where that is not known. */
function parsersOf(expression: Expression, reader: OriginReader, depth = 0): readonly Expression[] {
  if (depth > MAXIMUM_DEPTH) return [];
  const { found } = reader.originsOf(expression, []);
  return found.flatMap(({ node, scope, source }): readonly Expression[] => {
    const callee = node.name === "CallExpression" ? node.firstChild : null;
    if (callee === null) return [];
    const name = source.textOf(callee).replace(/^.*\./s, "");
    const object = callee.name === "MemberExpression" ? callee.firstChild : null;
    if (object !== null && parts.test(name)) return parsersOf({ node: object, scope, source }, reader, depth + 1);
    const list = callArguments(node, source).find((given) => given.name === "parents")?.value;
    const parents =
      list?.name === "ArrayExpression" ? childrenOf(list).filter((it) => !["[", "]", ","].includes(it.name)) : [];
    return [
      { node, scope, source },
      ...parents.flatMap((parent) => parsersOf({ node: parent, scope, source }, reader, depth + 1)),
    ];
  });
}
