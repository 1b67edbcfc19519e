import type { SourceEdits } from "../../sources/edits/sourceEdits";
import type { ConfigurationFacts } from "./configurationFacts";

/** The type of 16 bits that the trained parameters themselves have, with a statement that says so. */
export interface HalfPrecision {
  readonly type: "float16" | "bfloat16";
  /** As the text says it: `model.half()`. */
  readonly statement: string;
}

/** What keeps the parameters that are updated in 32 bits, or hands them to something that may. */
const master = /FP16_Optimizer|amp\.initialize|deepspeed|Accelerator\(|master_(?:params|weights)|MixedPrecision/;

/**
 * Whether the text says that the parameters of an optimizer have 16 bits, as far as that can be told: `model.half()` before
 * `Adam(model.parameters())`, or the type of all variables of Keras. Autocast and mixed precision leave parameters in 32 bits, and are none of it.
 */
export function halfPrecisionOf(
  { entry, configuration }: ConfigurationFacts,
  edits: SourceEdits,
): HalfPrecision | null {
  const { range } = configuration;
  const before = edits.textBefore(range);
  if (entry?.framework === "keras") return firstMatch(before, kerasTypes);
  if (entry?.framework !== "torch") return null;
  const model = /\(\s*(?:params\s*=\s*)?([A-Za-z_]\w*)\.parameters\(\)/.exec(edits.textOf(range))?.[1];
  if (model === undefined || master.test(before)) return null;
  // A later line may take it back.
  if (new RegExp(`\\b${model}\\.(?:float|double)\\(\\)`).test(before)) return null;
  return firstMatch(before, torchTypes(model));
}

type Patterns = readonly (readonly [RegExp, HalfPrecision["type"]])[];

const kerasTypes: Patterns = [
  [/^[ \t]*[\w.]*(?:set_floatx|set_dtype_policy|set_global_policy)\(\s*["']float16["']\s*\)/gm, "float16"],
  [/^[ \t]*[\w.]*(?:set_floatx|set_dtype_policy|set_global_policy)\(\s*["']bfloat16["']\s*\)/gm, "bfloat16"],
];

/** Behind what turns it, to the end of the statement. */
const otherCalls = String.raw`(?:\.\w+\([^()\n]*\))*[ \t]*(?:#.*)?$`;

/** The model itself, or what is assigned to its name, is turned. */
function torchTypes(model: string): Patterns {
  const turned = (method: string, type: string) =>
    `\\.(?:${method}\\(\\)|to\\([^()\\n]*\\btorch\\.${type}\\b[^()\\n]*\\))`;
  const own = (method: string, type: string) =>
    new RegExp(`^[ \\t]*(?:${model}\\s*=[^\\n#]*|${model})${turned(method, type)}${otherCalls}`, "gm");
  const loaded = (type: string) =>
    new RegExp(
      `^[ \\t]*${model}\\s*=\\s*[\\w.]+\\.from_pretrained\\([^()]*\\b(?:torch_)?dtype\\s*=\\s*torch\\.${type}\\b[^()]*\\)`,
      "gm",
    );
  return [
    [own("half", "(?:float16|half)"), "float16"],
    [loaded("(?:float16|half)"), "float16"],
    [own("bfloat16", "bfloat16"), "bfloat16"],
    [loaded("bfloat16"), "bfloat16"],
  ];
}

function firstMatch(text: string, patterns: Patterns): HalfPrecision | null {
  for (const [pattern, type] of patterns) {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (!holdsToTheEnd(text, found, index)) continue;
      return { type, statement: found.replace(/#.*$/, "").trim().replace(/\s+/g, " ") };
    }
  }
  return null;
}

/** Whether the block of a statement goes on to the end: no branch or function has ended since. */
function holdsToTheEnd(text: string, statement: string, index: number): boolean {
  const indentation = /^[ \t]*/.exec(statement)?.[0].length ?? 0;
  const behind = text
    .slice(index + statement.length)
    .split("\n")
    .slice(1);
  return behind.every((line) => /^\s*(?:#|[)\]}]|$)/.test(line) || line.search(/\S/) >= indentation);
}
