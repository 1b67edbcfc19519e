import type { ArgumentDefinition, CatalogueEntry, OptimizerEntry, ScheduleEntry } from "../catalogue/catalogue";
import { describeEntry } from "./describeEntry";
import type { Field, Form, NamedChoice } from "./form";

/** Names by which frameworks know what native configurations call otherwise, besides the same name in snake case. */
const frameworkNames: Readonly<Record<string, readonly string[]>> = {
  learningRate: ["lr"],
  beta1: ["beta_1"],
  beta2: ["beta_2"],
  beta: ["momentum"],
  epsilon: ["eps"],
  decay: ["rho", "alpha"],
  size: ["step_size", "stepSize"],
  factor: ["gamma"],
};

/** Keys that stand for a catalogue entry's arguments in a native file. */
export function argumentFields(entry: CatalogueEntry): readonly Field[] {
  // A native file has no words for a name and a number at once.
  const writable = entry.arguments.filter(({ kind }) => kind !== "namedNumber");
  const fields = writable.map((argument): Field => {
    const form = argumentForm(argument);
    const required = argument.default === undefined;
    return { name: argument.name, aliases: argumentAliases(entry, argument), form, required };
  });
  const names = new Set(fields.map((field) => field.name));
  return names.has("beta1") && names.has("beta2") ? [...fields, betas] : fields;
}

/** Other spellings of a name in camel case: its snake case, and what the frameworks say. */
export function aliasesOf(name: string): readonly string[] {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [...(snake === name ? [] : [snake]), ...(frameworkNames[name] ?? [])];
}

/** An entry as a name to choose. */
export function entryChoice(entry: OptimizerEntry | ScheduleEntry): NamedChoice {
  const { name, aliases, summary } = entry;
  let documentation: string | undefined;
  return {
    name,
    aliases,
    summary,
    documentation: () => {
      documentation ??= describeEntry(entry);
      return documentation;
    },
  };
}

/** torch's pair, for whoever copies it. */
const betas: Field = {
  name: "betas",
  aliases: [],
  form: {
    kind: "numbers",
    documentation: "beta1 and beta2 in one list.",
    default: null,
    length: 2,
    minimum: 0,
    exclusiveMaximum: 1,
  },
  spreads: ["beta1", "beta2"],
};

function argumentAliases(entry: CatalogueEntry, argument: ArgumentDefinition): readonly string[] {
  if (entry.framework === "native") return aliasesOf(argument.name);
  const isLearningRate = "learningRate" in entry && entry.learningRate === argument.name;
  const nativeNames = isLearningRate ? ["learningRate"] : argument.ruleNames?.length === 1 ? argument.ruleNames : [];
  return nativeNames.filter((name) => name !== argument.name && !entry.arguments.some((other) => other.name === name));
}

function argumentForm(argument: ArgumentDefinition): Form {
  const form = presentForm(argument);
  if (!argument.nullable) return form;
  const { documentation } = argument;
  return { kind: "either", documentation, forms: [form, { kind: "nothing", documentation }] };
}

function presentForm(argument: ArgumentDefinition): Form {
  const { kind, documentation, default: preset, range, length } = argument;
  const { integer, ...limits } = range ?? {};
  switch (kind) {
    case "number":
    case "float":
    case "integer":
      return {
        kind: integer || kind === "integer" ? "integer" : "number",
        documentation,
        ...(typeof preset === "number" ? { default: preset } : {}),
        ...limits,
      };
    case "numbers":
    case "floats": {
      const isPlain = Array.isArray(preset) && preset.every((entry) => typeof entry === "number");
      return {
        kind: "numbers",
        documentation,
        default: isPlain ? preset : null,
        ...limits,
        ...(length === undefined ? {} : { length }),
      };
    }
    case "table":
      return {
        kind: "either",
        documentation,
        forms: [presentForm({ ...argument, kind: "numbers" }), { kind: "text", documentation }],
      };
    case "boolean":
    // A native file has no tree of parameters.
    case "mask":
      return { kind: "boolean", documentation, default: preset === true };
    case "execution":
      return {
        kind: "either",
        documentation,
        forms: [
          { kind: "boolean", documentation, default: preset === true },
          { kind: "nothing", documentation },
          { kind: "text", documentation },
        ],
      };
    default:
      return { kind: "text", documentation };
  }
}
