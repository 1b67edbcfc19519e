import type { ArgumentDefinition, CatalogueEntry } from "./catalogue";

/** What the schedules of transformers 5.18.0 and diffusers 0.42.1 have in common. */

type Description = Pick<CatalogueEntry, "framework" | "name" | "aliases" | "title" | "source" | "subject">;

/** What a schedule of transformers is called, and where it stands. */
export const transformersEntry = (title: string): Description => libraryEntry("transformers", "5.18.0", title);

/** What a schedule of diffusers is called, and where it stands. */
export const diffusersEntry = (title: string): Description => libraryEntry("diffusers", "0.42.1", title);

function libraryEntry(framework: "transformers" | "diffusers", version: string, title: string): Description {
  return {
    framework,
    name: `${framework}.${title}`,
    aliases: [`${framework}.optimization.${title}`],
    title,
    source: `${framework} ${version}, ${framework}/optimization.py`,
    subject: "optimizer",
  };
}

export const warmupSteps: ArgumentDefinition = {
  name: "num_warmup_steps",
  kind: "number",
  example: 100,
  documentation: "Steps on the way up from 0 to the learning rate.",
  ruleNames: ["warmupSteps"],
  symbol: "warmup",
};

export const trainingSteps: ArgumentDefinition = {
  name: "num_training_steps",
  kind: "number",
  example: 1000,
  documentation: "Steps of the whole training, the warm-up included.",
  ruleNames: ["trainingSteps"],
  symbol: "steps",
};

export const cycles = (defaultValue: number, documentation: string): ArgumentDefinition => ({
  name: "num_cycles",
  kind: "number",
  default: defaultValue,
  documentation,
  ruleNames: ["cycles"],
  symbol: "cycles",
});

/** Of a cosine that goes down once, by default. */
export const waves = cycles(0.5, "Waves of the cosine: 0.5 goes down once, 1 down and up again.");
export const restarts = cycles(1, "How often the cosine goes down; between two, the learning rate jumps up.");

export const power: ArgumentDefinition = {
  name: "power",
  kind: "number",
  default: 1,
  documentation: "Power of the share of the steps that is left: 1 for a straight line.",
  ruleNames: ["power"],
  symbol: "power",
};

export const endRate: ArgumentDefinition = {
  name: "lr_end",
  kind: "number",
  default: 1e-7,
  documentation: "The learning rate at the end.",
  ruleNames: ["lrEnd"],
  symbol: "to",
};
