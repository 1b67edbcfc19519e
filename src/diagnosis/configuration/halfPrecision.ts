import type { SourceEdits } from "../sourceEdits";
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
  [/^[ \t]*[\w.]*(?:set_floatx|set_dtype_policy|set_global_policy)\(\s*["']float16["']\s*\)/m, "float16"],
  [/^[ \t]*[\w.]*(?:set_floatx|set_dtype_policy|set_global_policy)\(\s*["']bfloat16["']\s*\)/m, "bfloat16"],
];

/** The model itself, or what is assigned to its name, is turned. */
function torchTypes(model: string): Patterns {
  const turned = (method: string, type: string) =>
    `\\.(?:${method}\\(\\)|to\\([^()\\n]*\\btorch\\.${type}\\b[^()\\n]*\\))`;
  const own = (method: string, type: string) =>
    new RegExp(`^[ \\t]*(?:${model}\\s*=[^\\n#]*|${model})${turned(method, type)}`, "m");
  const loaded = (type: string) =>
    new RegExp(
      `^[ \\t]*${model}\\s*=[^#]*?\\.from_pretrained\\([^()]*\\b(?:torch_)?dtype\\s*=\\s*torch\\.${type}\\b[^()]*\\)`,
      "m",
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
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { type, statement: found.trim().replace(/\s+/g, " ") };
  }
  return null;
}
