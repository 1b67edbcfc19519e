/** The languages of programs in which optimizers are looked for. */
export type ProgramLanguage = "python" | "javascript";

const frameworks: Readonly<Record<ProgramLanguage, RegExp>> = {
  python: /\b(torch|keras|tf_keras|optax)\b/,
  javascript: /tensorflow/i,
};

/** Whether a program can use a framework at all: a look that saves loading and running a parser for all other files. */
export function mentionsFramework(text: string, language: ProgramLanguage): boolean {
  return frameworks[language].test(text);
}
