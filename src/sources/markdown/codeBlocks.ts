import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/markdown";
import { MappedText } from "../embedded/mappedText";
import { parseText } from "../syntaxSource";

/** A block of code between fences. */
export interface CodeBlock {
  /** What the fence names, in lower case: `python`. */
  readonly language: string;
  /** Without what indents or quotes it in the document. */
  readonly code: MappedText;
}

/** The blocks of code between fences that name their language, in the order of the document. Never throws. */
export function codeBlocks(text: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  parseText(parser, text).iterate({
    enter({ name, node }) {
      if (name !== "FencedCode") return;
      const info = node.getChild("CodeInfo");
      const language = info === null ? undefined : languageOf(text.slice(info.from, info.to));
      if (language) blocks.push({ language, code: codeOf(node, text) });
    },
  });
  return blocks;
}

/** Directives of MyST around code, whose language is their argument; cells without one are of the document's kernel, which for this field is Python's. */
const directive = /^\s*\{(code-cell|code-block|code|sourcecode)\}\s*([\w+#-]*)/;

/** The language that a fence names: `python`, `{python}`, `{code-cell} ipython3`. */
function languageOf(info: string): string | undefined {
  const [, name, argument] = directive.exec(info) ?? [];
  if (name !== undefined) return argument?.toLowerCase() || (name === "code-cell" ? "python" : undefined);
  return /[\w+#-]+/.exec(info)?.[0].toLowerCase();
}

/** Lines in lists and quotations are nodes of their own, without the line break that ends each. */
function codeOf(block: SyntaxNode, text: string): MappedText {
  const code = new MappedText();
  for (const { from, to } of block.getChildren("CodeText")) {
    code.append(text.slice(from, to), from);
    // The end of the document stands for the line break that it lacks.
    if (text[to - 1] !== "\n") code.append("\n", to, Math.min(1, text.length - to));
  }
  return code;
}
