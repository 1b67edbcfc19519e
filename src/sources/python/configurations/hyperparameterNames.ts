/** The names of module-level hyperparameters by which a file of nanoGPT is known. */
const names = [
  "learning_rate",
  "max_iters",
  "warmup_iters",
  "lr_decay_iters",
  "min_lr",
  "beta1",
  "beta2",
  "grad_clip",
  "decay_lr",
  "weight_decay",
] as const;

/** Names that few other programs have; without one of them the others say too little. */
const telling: ReadonlySet<string> = new Set(["max_iters", "warmup_iters", "lr_decay_iters", "min_lr", "decay_lr"]);

const assignment = new RegExp(`^(${names.join("|")})[ \\t]*(?::[^=\\n]*)?=[^=]`, "gm");

/** How many of the names have to be there. */
const FEWEST = 3;

/** Whether a text assigns enough of the names for a file of nanoGPT's hyperparameters. */
export function assignsHyperparameters(text: string): boolean {
  const found = new Set([...text.matchAll(assignment)].map(([, name]) => name));
  return found.size >= FEWEST && [...found].some((name) => telling.has(name));
}

/** The files that one of them may override, seen from its folder. */
export const overriddenFiles: readonly string[] = ["../train.py", "train.py"];
