import type { Answers } from "../answers/answers";
import type { UnknownValue } from "../answers/unknownValue";
import { mergeUnknowns } from "../answers/unknownValue";
import type { SourceReading } from "../configuration";
import { readLiteral } from "../python/literalExpression";
import { type ConfigurationNode, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";

/** Values of a file that only its program or the run knows: what the user has said of them, and what is asked for. */
export interface AskedValues {
  readonly answers: Answers;
  /** What the readers have found of them; they add to it. */
  readonly unknowns: UnknownValue[];
}

/**
 * Loads values as another loading does, and for what the file leaves open takes the answer of the user. The user is asked by the keys that lead to a value:
 * `optimizer.params.lr`.
 */
export function askingLoading(loading: Loading, root: MappingNode, asked: AskedValues): Loading {
  const paths = new Map<ConfigurationNode, string>();
  collectPaths(root, "", paths);
  return {
    words: loading.words,
    load(entry, need) {
      const loaded = loading.load(entry, need);
      if (!("unread" in loaded) || need === undefined || need.kind === null) return loaded;
      const expression = paths.get(entry.value) ?? entry.key;
      const range = placeOf(entry);
      const answer = asked.answers.get(expression);
      const value = answer === undefined ? null : readLiteral(answer);
      asked.unknowns.push({
        expression,
        range,
        neededFor: [{ argument: need.argument, of: need.of, range }],
        kind: need.kind,
        ...(answer === undefined || value === null ? {} : { answer }),
      });
      return value === null ? loaded : { value, range, origin: `your answer for ${expression}` };
    },
  };
}

function collectPaths(node: ConfigurationNode, path: string, paths: Map<ConfigurationNode, string>): void {
  // An alias stands for the same node in several places: the first of them names it.
  if (paths.has(node)) return;
  paths.set(node, path);
  const within = (key: string | number) => (path === "" ? String(key) : `${path}.${key}`);
  if (node.kind === "list") for (const [index, item] of node.items.entries()) collectPaths(item, within(index), paths);
  if (node.kind === "mapping") for (const { key, value } of node.entries) collectPaths(value, within(key), paths);
}

/** What is asked for concerns every configuration of the file. */
export function withUnknowns(reading: SourceReading, { unknowns }: AskedValues): SourceReading {
  if (unknowns.length === 0) return reading;
  const merged = mergeUnknowns(unknowns);
  return { ...reading, configurations: reading.configurations.map((each) => ({ ...each, unknowns: merged })) };
}
