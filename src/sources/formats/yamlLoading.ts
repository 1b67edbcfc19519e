import { javascriptWords } from "../arguments/languageWords";
import type { TypedValue } from "../arguments/typedValue";
import { pythonFloat } from "../pythonFloat";
import { type ConfigurationNode, type MappingEntry, placeOf } from "../yaml/configurationNode";
import type { LoadedValue, Loading, UnreadValue } from "../yaml/loading";
import { yamlScalar } from "../yaml/yamlScalar";
import { askingLoading } from "./askedValues";
import type { ConfigurationFile } from "./configurationFile";
import { pythonTuple } from "./pythonTuple";
import { type FindReference, resolveReference } from "./references";

/** What a program makes of the scalars of its files. */
export interface Notation {
  readonly findReference?: FindReference;
  /** Whether it reads numbers as PyYAML does, and does not turn `1e-5` into one afterwards. */
  readonly isPyYaml?: boolean;
  /** Whether it makes numbers of texts that are meant for them: `"1e-5"`, in quotes. */
  readonly convertsText?: boolean;
  /** Whether it reads `(60000, 80000)` as Python does. */
  readonly hasTuples?: boolean;
}

/** Values within one that are read, those behind references counted as often as they are referred to; it bounds the work on circles. */
const MOST_PARTS = 1000;

/** How a program loads the values of a file. */
export function yamlLoading(
  { root, language, asked }: Pick<ConfigurationFile, "root" | "language" | "asked">,
  notation: Notation,
): Loading {
  const { findReference = () => null, isPyYaml = false, hasTuples = false, convertsText = false } = notation;
  const readNode = (node: ConfigurationNode, bound: { left: number }): Omit<LoadedValue, "range"> | UnreadValue => {
    if (bound.left-- <= 0) return { unread: null };
    const resolved = resolveReference(node, root, findReference);
    if ("unread" in resolved) return { unread: `is ${resolved.unread}, which this file does not say.` };
    const { node: target, origin } = resolved;
    const place = {
      ...(origin === undefined ? {} : { origin }),
      ...(target.file === undefined ? {} : { file: target.file }),
    };
    if (target.kind === "list") {
      const items = target.items.map((item) => readNode(item, bound));
      const unread = items.find((item) => "unread" in item);
      if (unread !== undefined) return unread;
      const values = items.filter((item) => "value" in item);
      const value: TypedValue = { type: "sequence", value: values.map((item) => item.value) };
      return { ...place, value, ...asText(values.some(({ spelledAsText }) => spelledAsText)) };
    }
    if (target.kind === "mapping") {
      const pairs = target.entries.map(({ key, value }) => [key, readNode(value, bound)] as const);
      const values = pairs.flatMap(([key, item]) =>
        "value" in item ? [[{ type: "string", value: key }, item.value] as const] : [],
      );
      return values.length < pairs.length ? { unread: null } : { ...place, value: { type: "mapping", value: values } };
    }
    const tuple = hasTuples ? pythonTuple(target) : null;
    if (tuple !== null) return { ...place, value: tuple };
    const { value, spelledAsText } = yamlScalar(target);
    const number = convertsText && value.type === "string" ? pythonFloat(value.value) : null;
    if (number !== null) return { ...place, value: { type: "float", value: number } };
    return { ...place, value, ...asText(spelledAsText) };
  };
  const asText = (isText: boolean) => (isText && isPyYaml && language === "yaml" ? { spelledAsText: true } : {});
  const loading: Loading = {
    words: javascriptWords,
    load(entry) {
      const read = readNode(entry.value, { left: MOST_PARTS });
      return "unread" in read ? read : { ...read, range: rangeOf(entry, root, findReference) };
    },
  };
  return askingLoading(loading, root, asked);
}

/** Of the text that spells the value out: behind a reference, where it leads. */
function rangeOf(entry: MappingEntry, root: ConfigurationFile["root"], find: FindReference): LoadedValue["range"] {
  const resolved = resolveReference(entry.value, root, find);
  return "unread" in resolved || resolved.node === entry.value ? placeOf(entry) : resolved.node.range;
}
