/** The languages in which optimizers are looked for, besides that of our own configurations. */
export type ProgramLanguage = "python" | "javascript" | "json";

/** Longest JSON that is read: files of configuration are far shorter, and files of data far longer. */
const longestJson = 100_000;

const looks: Readonly<Record<ProgramLanguage, (text: string) => boolean>> = {
  python: (text) => /\b(torch|transformers|diffusers|keras|tf_keras|optax|deepspeed)\b/.test(text),
  javascript: (text) => /tensorflow/i.test(text),
  // Of JSON the configurations of DeepSpeed are read.
  json: (text) => text.length <= longestJson && /\boptimizer\b/.test(text) && /\btype\b/.test(text),
};

/** Whether a file can use a framework at all: a look that saves loading and running a parser for all other files. */
export function mentionsFramework(text: string, language: ProgramLanguage): boolean {
  return looks[language](text);
}
