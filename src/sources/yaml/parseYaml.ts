import { Composer, type CST, Parser, type YAMLError } from "yaml";
import type { SourceIssue } from "../configuration";
import { linePositions } from "../linePositions";
import { type ConfigurationNode, describeNode } from "./configurationNode";
import { type ConversionOptions, convertDocument } from "./convertDocument";

/** Longest file that is read, in UTF-16 units: hundreds of runs fit, and the slowest text of this length takes a second. */
const longestFile = 100_000;

/** Deepest nesting that is read. The form needs six levels; the composer recurses, and exhausts the stack on thousands. */
const deepestNesting = 40;

/** Most syntax errors that are reported: a file of another kind would bring thousands. */
const mostErrors = 20;

export interface ParsedYaml {
  /** Null for an empty file, and for one that cannot be read at all. */
  readonly root: ConfigurationNode | null;
  readonly issues: readonly SourceIssue[];
}

/**
 * Reads YAML 1.2, of which JSON is a part, as far as it can be read: after a syntax error the rest is still there.
 * Never throws; the time is bounded by the length of the text, whatever stands in it.
 *
 * @param format what the file is called in messages
 */
export function parseYaml(text: string, format: "YAML" | "JSON" = "YAML"): ParsedYaml {
  const { root, errors, warnings } = parse(text, format, { duplicates: "first" });
  return { root, issues: [...errors, ...warnings] };
}

/**
 * Reads YAML that is another program's, as `parseYaml` does, but lets pass what that program may allow: more documents than the first, tags of
 * its own, keys that stand twice, of which the last counts. Only what is no YAML at all is an issue.
 *
 * @param file path, where it is another than the one that is read
 */
export function parseForeignYaml(text: string, file?: string): ParsedYaml {
  const { root, errors } = parse(text, "YAML", { duplicates: "last", ...(file === undefined ? {} : { file }) });
  return { root, issues: errors };
}

interface ParsedText {
  readonly root: ConfigurationNode | null;
  /** Against the syntax, or the bounds of what is read. */
  readonly errors: readonly SourceIssue[];
  /** All that is wrong besides. */
  readonly warnings: readonly SourceIssue[];
}

function parse(text: string, format: "YAML" | "JSON", options: ConversionOptions): ParsedText {
  const lines = linePositions(text);
  const refuse = (message: string, start: number, end: number): ParsedText => ({
    root: null,
    errors: [{ severity: "error", message, range: lines.range(start, end) }],
    warnings: [],
  });

  if (text.length > longestFile) {
    return refuse(`The file has ${text.length} characters; at most ${longestFile} are read.`, 0, 1);
  }
  const tokens = dropErrors([...new Parser().parse(text)]);
  const tooDeep = findNesting(tokens, deepestNesting);
  if (tooDeep !== null) {
    return refuse(`More than ${deepestNesting} mappings and lists lie within each other.`, tooDeep, tooDeep + 1);
  }

  const [document, second] = new Composer(composing).compose(tokens);
  if (document === undefined) return { root: null, errors: [], warnings: [] };
  const shown = ({ message, pos }: YAMLError, severity: SourceIssue["severity"]): SourceIssue => {
    // What is missing at the end of the file is shown at its last character.
    const start = Math.min(pos[0], Math.max(0, text.length - 1));
    const range = lines.range(start, Math.min(pos[1], text.length));
    return { severity, message: `${format}: ${message}.`, range };
  };
  const errors = document.errors.slice(0, mostErrors).map((error) => shown(error, "error"));
  const warnings = document.warnings.slice(0, mostErrors).map((warning) => shown(warning, "warning"));
  if (second !== undefined) {
    const message = "A second YAML document begins here; a file holds one.";
    warnings.push({ severity: "error", message, range: lines.range(second.range[0], second.range[0] + 1) });
  }
  const root = convertDocument(document, text, lines, warnings, options);
  const isEmpty = root === null || (root.kind === "scalar" && describeNode(root) === "nothing");
  return { root: isEmpty ? null : root, errors, warnings };
}

/** Keys are compared in `convertDocument`, in linear time. */
const composing = { prettyErrors: false, uniqueKeys: false, resolveKnownTags: false, logLevel: "silent" } as const;

/** Leaves out all but the first errors: making a report of each takes long. */
function dropErrors(tokens: readonly CST.Token[]): readonly CST.Token[] {
  let errors = 0;
  return tokens.filter((token) => token.type !== "error" || errors++ < mostErrors);
}

/** Offset at which the nesting first passes `limit`; null where it does not. Walks without recursion. */
function findNesting(tokens: readonly CST.Token[], limit: number): number | null {
  const pending: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > limit) return token.offset;
    if (token.type === "document" && token.value !== undefined) pending.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const item of token.items) {
      if (item.key) pending.push({ token: item.key, depth: depth + 1 });
      if (item.value) pending.push({ token: item.value, depth: depth + 1 });
    }
  }
  return null;
}
