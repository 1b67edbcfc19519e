/** The languages of programs in which optimizers are looked for. */
export type ProgramLanguage = "python" | "javascript";

const frameworks: Readonly<Record<ProgramLanguage, RegExp>> = {
  python: /\b(torch|keras|tf_keras|optax|deepspeed)\b/,
  javascript: /tensorflow/i,
};

/** Whether a program can use a framework at all: a look that saves loading and running a parser for all other files. */
export function mentionsFramework(text: string, language: ProgramLanguage): boolean {
  return frameworks[language].test(text);
}

/** Longest JSON that is read: files of configuration are far shorter, and files of data far longer. */
const longestJson = 100_000;

/** Whether JSON can be a configuration of DeepSpeed: the same look. */
export function mentionsOptimizer(json: string): boolean {
  return json.length <= longestJson && /\boptimizer\b/.test(json) && /\btype\b/.test(json);
}
