import type { SourceRange } from "../configuration";
import type { LinePositions } from "../linePositions";
import type { ConfigurationNode, MappingEntry, MappingNode, ScalarNode } from "../yaml/configurationNode";
import type { ShellCommand } from "./shellCommands";
import type { ShellWord } from "./shellWord";

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The options of a command as a mapping by their names without hyphens: `--lr 3e-4`, `--lr=3e-4` and `-l 3e-4`. Of several words behind one there is a list, of none `true`; an option
 * that is given twice has the value of the second, as it is to the programs.
 *
 * @param lines of the script
 */
export function commandOptions({ words, from, to }: ShellCommand, lines: LinePositions): MappingNode {
  const range = lines.range(from, to);
  const entries = new Map<string, MappingEntry>();
  for (let at = 0; at < words.length; at++) {
    const option = /^--?([A-Za-z][\w.-]*)(=?)/.exec(words[at].text);
    if (option === null) continue;
    const [whole, key, assigns] = option;
    const values = assigns === "" ? [] : [part(words[at], whole.length)];
    const keyRange = placeOfWord(part(words[at], 0, whole.length - assigns.length), lines, range);
    while (assigns === "" && at + 1 < words.length && !/^--?[A-Za-z]/.test(words[at + 1].text)) {
      at++;
      values.push(words[at]);
    }
    const value = nodeOf(values, keyRange, lines, range);
    entries.set(key, { key, keyRange, value, range: value.range });
  }
  return { kind: "mapping", entries: [...entries.values()], range };
}

function nodeOf(
  words: readonly ShellWord[],
  keyRange: SourceRange,
  lines: LinePositions,
  command: SourceRange,
): ConfigurationNode {
  if (words.length === 0) return { kind: "scalar", value: true, range: keyRange, source: "true", offset: 0 };
  const items = words.map((word) => scalarOf(word, lines, command));
  const [first] = items;
  if (items.length === 1) return first;
  const { endLine, endColumn } = items[items.length - 1].range;
  return { kind: "list", items, range: { ...first.range, endLine, endColumn } };
}

function scalarOf(word: ShellWord, lines: LinePositions, command: SourceRange): ScalarNode {
  const { text, offsets, isOpen, variable } = word;
  return {
    kind: "scalar",
    value: number.test(text) ? Number(text) : text,
    range: placeOfWord(word, lines, command),
    source: text,
    offset: offsets[0] ?? 0,
    ...(isOpen ? { isOpen } : {}),
    ...(variable === null ? {} : { variable }),
  };
}

function part({ text, offsets, ...word }: ShellWord, from: number, to = text.length): ShellWord {
  return { ...word, text: text.slice(from, to), offsets: offsets.slice(from, to) };
}

/** Where a word stands, in the command or where its variable is assigned; of one that is put together, where the command stands. */
function placeOfWord({ offsets }: ShellWord, lines: LinePositions, command: SourceRange): SourceRange {
  const [first] = offsets;
  if (first === undefined) return command;
  const isWhole = offsets.every(
    (offset, index) => index === 0 || (offset > offsets[index - 1] && offset <= offsets[index - 1] + 2),
  );
  return isWhole ? lines.range(first, offsets[offsets.length - 1] + 1) : command;
}
