import { assignsHyperparameters } from "./python/configurations/hyperparameterNames";

/** The languages in which optimizers are looked for, besides that of our own configurations. */
export type SourceLanguage = "python" | "javascript" | "json" | "yaml" | "toml" | "shell" | "notebook" | "markdown";

interface LanguageDescription {
  /** Ends of the names of files, the usual one first. */
  readonly extensions: readonly string[];
  /** What VS Code calls it. */
  readonly languageIds: readonly string[];
  /** Whether a text can configure an optimizer at all: a look that saves loading and running a parser for all other files. */
  readonly mentionsFramework: (text: string) => boolean;
  /** Longest text that is read, in UTF-16 units, where there is a limit. */
  readonly longest?: number;
}

const mentionsPythonFramework = (text: string) =>
  /\b(torch|transformers|trl|diffusers|keras|tf_keras|optax|deepspeed|detectron2|timm|torchtitan)\b/.test(text) ||
  isConfiguration(text) ||
  mayUpdateByHand(text);

/** Longest JSON and YAML that are read: files of configuration are far shorter, and files of data far longer. */
const longestConfiguration = 100_000;

const descriptions: Readonly<Record<SourceLanguage, LanguageDescription>> = {
  python: {
    extensions: [".py"],
    languageIds: ["python"],
    mentionsFramework: mentionsPythonFramework,
  },
  javascript: {
    extensions: [".js", ".ts", ".jsx", ".tsx", ".cjs", ".mjs", ".cts", ".mts"],
    languageIds: ["javascript", "typescript", "javascriptreact", "typescriptreact"],
    mentionsFramework: (text) => /tensorflow|@jax-js\/optax/i.test(text),
  },
  json: {
    extensions: [".json", ".jsonc"],
    languageIds: ["json", "jsonc"],
    mentionsFramework: mentionsTraining,
    longest: longestConfiguration,
  },
  yaml: {
    extensions: [".yaml", ".yml"],
    languageIds: ["yaml"],
    mentionsFramework: mentionsTraining,
    longest: longestConfiguration,
  },
  toml: {
    extensions: [".toml"],
    languageIds: ["toml"],
    // The tables of torchtitan, in a file with lines of its own for them.
    mentionsFramework: (text) => text.length <= longestConfiguration && /^\s*\[\s*lr_scheduler\s*\]/m.test(text),
    longest: longestConfiguration,
  },
  shell: {
    extensions: [".sh", ".bash"],
    languageIds: ["shellscript"],
    mentionsFramework: mentionsProgram,
    longest: longestConfiguration,
  },
  notebook: {
    extensions: [".ipynb"],
    // In the editor every cell is a document in its own language.
    languageIds: [],
    mentionsFramework: mentionsPythonFramework,
  },
  markdown: {
    extensions: [".md", ".markdown"],
    languageIds: ["markdown"],
    // Blocks of code are looked at one by one.
    mentionsFramework: (text) => /^[ \t>]*(?:```|~~~)/m.test(text),
  },
};

/** A key of an optimizer or of one of its numbers, the name of a class, or a file that others are built on. */
function mentionsTraining(text: string): boolean {
  return (
    text.length <= longestConfiguration &&
    /\boptim|_optim|\bopt_(?:class|type)|\blearning_rate\b|^\s*["']?(?:SOLVER|_BASE_|sched)\b/m.test(text)
  );
}

/** Whether a program may spell an optimizer out itself: with a library of arrays, and by the names of a gradient or of what is taken off. */
function mayUpdateByHand(text: string): boolean {
  if (!/\b(?:numpy|jax|tensorflow|autograd|cupy)\b/.test(text)) return false;
  return /grad|nabla|assign_sub|[-+]=?[^=\n#]{0,40}?\b(?:\w+[_.])?(?:lr|\w*rate|eta|η|alpha|step_?size)\b/i.test(text);
}

/** An option of a program that trains, in whose commands optimizers are looked for, or its name. */
function mentionsProgram(text: string): boolean {
  return (
    text.length <= longestConfiguration &&
    /--(?:lr-(?:decay|warmup|scheduler)|learning[_-]rate|adam-beta|sched)|\btrain_gpt2cu\b|\bfairseq[-_](?:train|cli)/.test(
      text,
    )
  );
}

/** Ends of the names of our own configurations. */
export const nativeExtensions = [".optim.yaml", ".optim.yml", ".optim.json"];

/** Ends of the names of all files in which optimizers are looked for. */
export const sourceExtensions = [
  ...nativeExtensions,
  ...Object.values(descriptions).flatMap(({ extensions }) => extensions),
];

/** VS Code's names of the languages in which optimizers are looked for. */
export const sourceLanguageIds = Object.values(descriptions).flatMap(({ languageIds }) => languageIds);

/** Whether a file is a configuration of our own. */
export function isNativeFile(path: string): boolean {
  return hasExtension(path, nativeExtensions);
}

/** Whether there is a reader for files of this name. */
export function isSourceFile(path: string): boolean {
  return isNativeFile(path) || languageOfFile(path) !== null;
}

/** The language of a program or of a framework's configuration by the name of its file; null for any other. */
export function languageOfFile(path: string): SourceLanguage | null {
  return languages().find((language) => hasExtension(path, descriptions[language].extensions)) ?? null;
}

/** The language that VS Code calls so; null for any other. */
export function languageOfId(languageId: string): SourceLanguage | null {
  return languages().find((language) => descriptions[language].languageIds.includes(languageId)) ?? null;
}

/** The usual end of names of files in a language of VS Code: that at the same place of its list. Empty for any other language. */
export function extensionOfId(languageId: string): string {
  const language = languageOfId(languageId);
  if (language === null) return "";
  const { languageIds, extensions } = descriptions[language];
  return extensions[languageIds.indexOf(languageId)];
}

/** VS Code's language of a file of this name; undefined for any other. */
export function languageIdOfFile(path: string): string | undefined {
  return sourceLanguageIds.find((languageId) => hasExtension(path, [extensionOfId(languageId)]));
}

/** Whether a text in a language can configure an optimizer at all. */
export function mentionsFramework(text: string, language: SourceLanguage): boolean {
  return descriptions[language].mentionsFramework(text);
}

/** Whether a text in Python is one of the configurations that name no framework: those of mmengine, mmcv and nanoGPT. */
function isConfiguration(text: string): boolean {
  return /^(optim_wrapper|lr_config|optimizer_config|optimizer = dict\()/m.test(text) || assignsHyperparameters(text);
}

/** The most bytes that a UTF-16 unit takes in UTF-8. */
const MOST_BYTES = 3;

/** Whether a file of this name has too many bytes for its text to be read, so that it need not even be opened. */
export function isTooLong(path: string, bytes: number): boolean {
  const language = isNativeFile(path) ? null : languageOfFile(path);
  const { longest = Number.POSITIVE_INFINITY } = language === null ? {} : descriptions[language];
  return bytes > MOST_BYTES * longest;
}

function languages(): readonly SourceLanguage[] {
  return Object.keys(descriptions) as SourceLanguage[];
}

function hasExtension(path: string, extensions: readonly string[]): boolean {
  const name = path.toLowerCase();
  return extensions.some((extension) => name.endsWith(extension));
}
