import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/javascript";

/** What says texts: `t` in the panel, `l10n.t` in the extension. */
const SAYING: readonly string[] = ["t", "l10n.t"];
/** A `Say` that is handed in, in files that know the type. */
const HANDED_IN = "say";
const KNOWS_TYPE = /import (?:type )?\{[^}]*\bSay\b[^}]*\} from/;

/** A call that says something, in a file of the source. */
export interface Saying {
  /** `webview/app.tsx:12` */
  readonly place: string;
  /** The English texts that it may say; null where they are no literals. */
  readonly texts: readonly string[] | null;
  /** Number of values that are filled in; null where they are spread. */
  readonly values: number | null;
}

/** All calls that say something in the source files of a folder. */
export function sayingsIn(folder: string): Saying[] {
  return sourcesIn(folder).flatMap(({ path, source }) => sayingsOf(path, source));
}

/** The English texts of messages that are no rule's own: `{ template: "Here the loss is scaled.", values: {} }`. */
export function templatesIn(folder: string): string[] {
  return sourcesIn(folder).flatMap(({ source }) =>
    [...source.matchAll(/template: "([^"{]+)"/g)].map(([, text]) => text),
  );
}

function sourcesIn(folder: string): { readonly path: string; readonly source: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, source: readFileSync(path, "utf8") }));
}

function sayingsOf(path: string, source: string): Saying[] {
  const dialect = path.endsWith("x") ? "ts jsx" : "ts";
  const sayings: Saying[] = [];
  const names = KNOWS_TYPE.test(source) ? [...SAYING, HANDED_IN] : SAYING;
  const says = (callee: string) => names.includes(callee) || (names !== SAYING && callee.endsWith(`.${HANDED_IN}`));
  const textOf = ({ from, to }: SyntaxNode) => source.slice(from, to);
  parser
    .configure({ dialect })
    .parse(source)
    .iterate({
      enter: ({ name, node }) => {
        const [callee, list] = [node.firstChild, node.getChild("ArgList")];
        if (name !== "CallExpression" || callee === null || list === null || !says(textOf(callee))) return;
        const [first, ...values] = argumentsOf(list);
        const place = `${path}:${source.slice(0, node.from).split("\n").length}`;
        const isSpread = values.some((value) => value.name === "Spread");
        sayings.push({ place, texts: first ? literals(first, textOf) : null, values: isSpread ? null : values.length });
      },
    });
  return sayings;
}

/** The arguments of a call; of one that is spread its dots. */
function argumentsOf(list: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = list.firstChild; child !== null; child = child.nextSibling) children.push(child);
  const isPunctuation = ({ name }: SyntaxNode) => ["(", ")", ",", "LineComment", "BlockComment"].includes(name);
  return children.filter((child, index) => !isPunctuation(child) && children[index - 1]?.name !== "Spread");
}

/** The texts that an expression may be: a literal, or a choice of several. */
function literals(node: SyntaxNode, textOf: (node: SyntaxNode) => string): string[] | null {
  if (node.name === "String") return [unquoted(textOf(node))];
  if (node.name === "ParenthesizedExpression" && node.firstChild?.nextSibling)
    return literals(node.firstChild.nextSibling, textOf);
  if (node.name !== "ConditionalExpression") return null;
  const colon = node.getChildren("LogicOp").find((each) => textOf(each) === ":");
  const [yes, no] = [colon?.prevSibling, node.lastChild];
  if (!yes || !no) return null;
  const [one, other] = [literals(yes, textOf), literals(no, textOf)];
  return one === null || other === null ? null : [...one, ...other];
}

/** What a string literal stands for. */
function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  return JSON.parse(
    `"${inner.replace(/\\(.)/g, (whole, next) => (next === "'" ? "'" : whole)).replace(/(?<!\\)"/g, '\\"')}"`,
  );
}
