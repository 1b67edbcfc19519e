import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/markdown";
import { MappedText } from "../embedded/mappedText";
import { parseText } from "../syntaxSource";

/** A block of code between fences. */
export interface CodeBlock {
  /** The first word behind the fence, in lower case: `python`. */
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
      const language = info === null ? null : /[\w+#-]+/.exec(text.slice(info.from, info.to))?.[0].toLowerCase();
      if (language) blocks.push({ language, code: codeOf(node, text) });
    },
  });
  return blocks;
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
