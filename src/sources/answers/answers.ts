/** What the user has said of expressions whose value only a run knows: by expression, the literal that stands for it. */
export type Answers = ReadonlyMap<string, string>;

/** Where nobody has been asked. */
export const noAnswers: Answers = new Map();
