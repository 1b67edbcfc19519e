import { INSTRUMENT_SUMMARIES, INSTRUMENTS } from "../../core/instruments/instrument";
import type { ValueDescription } from "../../core/problems/parameterDescription";
import { problemCatalogue } from "../../core/problems/problemCatalogue";
import type { ProblemDefinition } from "../../core/problems/problemDefinition";
import { SCHEDULE_INPUTS } from "../../core/simulation/ruleInputs";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import type { ArgumentDefinition, ArgumentKind, OptimizerEntry, ScheduleEntry } from "../catalogue/catalogue";
import { optimizers, schedules } from "../catalogue/findEntry";
import type { Framework } from "../configuration";
import { aliasesOf, argumentFields, entryChoice } from "./catalogueFields";
import type {
  EitherForm,
  EntriesForm,
  Field,
  Form,
  ListForm,
  MappingForm,
  NamedChoice,
  NameForm,
  TextForm,
} from "./form";

/** The learning rate of a rule of the user's own when none is given. */
export const defaultLearningRate = 0.01;

function field(name: string, form: Form, aliases = aliasesOf(name)): Field {
  return { name, aliases, form };
}

function byName<Named extends { readonly name: string }>(
  entries: readonly Named[],
  fieldsOf: (entry: Named) => readonly Field[],
): ReadonlyMap<string, readonly Field[]> {
  return new Map(entries.map((entry) => [entry.name, fieldsOf(entry)]));
}

function listChoices(entries: readonly (OptimizerEntry | ScheduleEntry)[]): readonly NamedChoice[] {
  return entries.map(entryChoice);
}

/** Names that the rule language can read. */
export const namePattern = "^[A-Za-z_][A-Za-z0-9_]*$";

const parametersOfRule: EntriesForm = {
  kind: "entries",
  documentation: "Numbers that the rule reads by these names.",
  keyPattern: namePattern,
  entry: { kind: "number", documentation: "A number that the rule reads by this name." },
};

// Problems

export const problemName: NameForm = {
  kind: "name",
  noun: "problem",
  documentation: "What is minimized.",
  choices: problemCatalogue.map(problemChoice),
};

function problemChoice({ name, summary, formula, minimum, reference }: ProblemDefinition): NamedChoice {
  const documentation = () => [summary, `Loss: ${formula}`, `Minimum: ${minimum}`, reference].join("\n\n");
  return { name, aliases: [], summary, documentation };
}

function problemFields({ parameters }: ProblemDefinition): readonly Field[] {
  return Object.entries(parameters).map(([name, description]) => field(name, description));
}

export const problemMapping: MappingForm = {
  kind: "mapping",
  documentation: "A problem with parameters of its own.",
  fields: [{ ...field("name", problemName), required: true }],
  variants: { key: "name", fields: byName(problemCatalogue, problemFields), otherwise: [] },
};

const problemForm: EitherForm = {
  kind: "either",
  documentation: "What is minimized: a name, or a mapping with `name` and the problem's own parameters.",
  forms: [problemName, problemMapping],
};

// Curvature

const measuredCurvature =
  "Measures the curvature of the test problem along the run: sharpness, the ratio of the curvature to the optimizer's stability " +
  "limit, and overshoot. It is off unless asked for: a measurement costs some 10 to 120 gradients of all samples.";

export const curvatureFlag: ValueDescription = {
  kind: "boolean",
  documentation: "Whether it is measured, as often as takes about a second.",
  default: false,
};

export const curvatureMapping: MappingForm = {
  kind: "mapping",
  documentation: measuredCurvature,
  fields: [
    field("every", {
      kind: "integer",
      documentation:
        "Steps from one measurement to the next; in between the last values stand. Without it as many as keep all measurements " +
        "within about a second: 1 on small problems, more with many parameters or samples.",
      minimum: 1,
      maximum: MAXIMUM_STEPS,
    }),
  ],
};

const curvatureForm: EitherForm = {
  kind: "either",
  documentation: `${measuredCurvature} \`{ every: 10 }\` measures every ten steps, \`true\` as often as takes about a second.`,
  forms: [curvatureFlag, curvatureMapping],
};

// Instruments

export const instrumentName: NameForm = {
  kind: "name",
  noun: "instrument",
  documentation: "What is recorded at every step.",
  choices: INSTRUMENTS.map((name) => ({
    name,
    aliases: [],
    summary: INSTRUMENT_SUMMARIES[name],
    documentation: () => INSTRUMENT_SUMMARIES[name],
  })),
};

const instrumentsForm: ListForm = {
  kind: "list",
  documentation:
    "What else is recorded at every step, for charts of their own: `[gradient-percentiles, clip-share]`. Off unless asked for, since it takes time. " +
    "Percentiles are those of all parameters, or of 4,096 of more.",
  item: instrumentName,
};

/** What a file says once for all its runs, and a run for itself where it differs. */
const simulationFields: readonly Field[] = [
  field("problem", problemForm),
  field("steps", { kind: "integer", documentation: "Number of updates.", minimum: 1, maximum: MAXIMUM_STEPS }),
  field("seed", {
    kind: "integer",
    documentation: "Decides everything random: starting points, data sets, batches and gradient noise.",
    minimum: 0,
    maximum: 0xffffffff,
  }),
  field("precision", {
    kind: "choice",
    documentation: "The arithmetic of parameters, gradients and state.",
    choices: {
      float64: "Double precision, as NumPy computes.",
      float32: "Single precision, as PyTorch and Keras compute unless told otherwise.",
    },
  }),
  field("curvature", curvatureForm),
  field("instruments", instrumentsForm),
];

// Schedules

const unwritable: readonly ArgumentKind[] = ["mapping", "mappings", "schedules"];

/** The schedules whose arguments are numbers, flags and text; not those of dictionaries and other schedules. */
const writableSchedules = schedules.filter((entry) => !entry.arguments.some(({ kind }) => unwritable.includes(kind)));

export const scheduleName: NameForm = {
  kind: "name",
  noun: "schedule",
  documentation: "How the learning rate moves.",
  choices: listChoices(writableSchedules),
};

const scheduleRule: TextForm = {
  kind: "text",
  documentation:
    "The learning rate of a step, from `lr0` (the one that is given), `step` (from 0), `t` (from 1), `loss`, " +
    "`gradientNorm`, `gradientSum`, `parameterChange` and `lr` (the last one): `lr0 * 0.99^step`.",
};

const inputs = [...SCHEDULE_INPUTS, "lr"].join("|");

/**
 * What is an expression and not the name of a schedule: text with a character that no name has, a number, or inputs of a
 * schedule's rule alone, since `step-t` is an expression and `inverse-time` is none.
 */
export const expressionPattern = `[^A-Za-z0-9_.-]|^\\.?[0-9]|^(${inputs})(-(${inputs}))*$`;

export const scheduleMapping: MappingForm = {
  kind: "mapping",
  documentation: "A schedule with its parameters.",
  fields: [field("name", scheduleName), field("rule", scheduleRule)],
  variants: {
    key: "name",
    fields: byName(writableSchedules, argumentFields),
    otherwise: [field("parameters", parametersOfRule)],
  },
  exactlyOne: [["name", "rule"]],
};

const scheduleForm: EitherForm = {
  kind: "either",
  documentation:
    "How the learning rate moves: the name of a schedule, a mapping with `name` and its parameters, or an expression " +
    "such as `lr0 * 0.99^step`.",
  forms: [scheduleName, { ...scheduleRule, pattern: expressionPattern }, scheduleMapping],
};

// Clipping

export const clippingForm: MappingForm = {
  kind: "mapping",
  documentation: "Clips the gradient over all tensors before the optimizer sees it: `{ norm: 1 }` or `{ value: 0.5 }`.",
  fields: [
    field(
      "norm",
      { kind: "number", documentation: "Longest gradient: a longer one is scaled down to it.", exclusiveMinimum: 0 },
      ["max_norm", "maxNorm", "clipnorm", "global_clipnorm"],
    ),
    field(
      "value",
      { kind: "number", documentation: "Largest entry of the gradient, up or down.", exclusiveMinimum: 0 },
      ["clip_value", "clipValue", "clipvalue"],
    ),
  ],
  exactlyOne: [["norm", "value"]],
};

// Parameter groups

const learningRate = field("learningRate", {
  kind: "number",
  documentation: "Length of the steps, `lr` in the rule.",
  default: defaultLearningRate,
  minimum: 0,
});

const tensors = field("tensors", {
  kind: "list",
  documentation:
    "Names of the problem's tensors that belong to the group. Without it the groups share the parameters equally.",
  item: { kind: "text", documentation: "Name of a tensor, such as `weight 1`." },
});

function groupsField(entry: OptimizerEntry | null): Field {
  const form: ListForm = {
    kind: "list",
    documentation: "Groups of parameters, each with values of its own where they differ.",
    item: groupFormOf(entry),
  };
  return field("groups", form);
}

/** The form of a group of an optimizer's parameters; null for a rule of the user's own. */
export function groupFormOf(entry: OptimizerEntry | null): MappingForm {
  const own = entry === null ? [learningRate, field("parameters", parametersOfRule)] : groupFields(entry);
  return { kind: "mapping", documentation: "A group of parameters.", fields: [tensors, ...own] };
}

/**
 * What a parameter group may have of its own: numbers, and flags that the rule reads. Other flags choose between rules, and
 * one rule serves all groups.
 */
function groupFields(entry: OptimizerEntry): readonly Field[] {
  const numeric: readonly string[] = ["number", "float", "numbers", "floats"];
  const isReadByRule = ({ kind, ruleNames }: ArgumentDefinition): boolean =>
    numeric.includes(kind) || (kind === "boolean" && ruleNames !== undefined);
  const shared = entry.arguments
    .filter((it) => !isReadByRule(it) || it.sameInAllGroups || entry.problemArguments?.includes(it.name))
    .map(({ name }) => name);
  return argumentFields(entry)
    .filter(({ name }) => !shared.includes(name))
    .map((own) => ({ ...own, required: false }));
}

// Runs

const optimizerName: NameForm = {
  kind: "name",
  noun: "optimizer",
  documentation: "The optimizer, by its name here or in its framework.",
  choices: listChoices(optimizers),
};

/** Frameworks that know no parameter groups. */
const groupless: ReadonlySet<Framework> = new Set(["keras", "tfjs", "jax-js"]);

function optimizerFields(entry: OptimizerEntry): readonly Field[] {
  return groupless.has(entry.framework) ? argumentFields(entry) : [...argumentFields(entry), groupsField(entry)];
}

/** One run: an optimizer, its parameters beside it, and what else decides the numbers. */
export const runForm: MappingForm = {
  kind: "mapping",
  documentation: "A run: an optimizer or a rule of its own, with its parameters.",
  fields: [
    field("optimizer", optimizerName),
    field("rule", {
      kind: "text",
      documentation:
        "An optimizer of your own, one assignment a line. It reads `p`, `g`, `lr`, `t`, `step` and its parameters, " +
        "and assigns `p`: `p = p - lr * g`.",
    }),
    field("schedule", scheduleForm),
    field("clipping", clippingForm),
    ...simulationFields,
  ],
  variants: {
    key: "optimizer",
    fields: byName(optimizers, optimizerFields),
    otherwise: [learningRate, field("parameters", parametersOfRule), groupsField(null)],
  },
  exactlyOne: [["optimizer", "rule"]],
};

/** A file with several runs. A file without the key `runs` is itself one run. */
export const runsForm: MappingForm = {
  kind: "mapping",
  documentation: "Runs to compare, on one problem.",
  fields: [
    ...simulationFields,
    {
      ...field("runs", {
        kind: "entries",
        documentation: "The runs by name; every name is shown in the charts.",
        entry: runForm,
        nonEmpty: true,
      }),
      required: true,
    },
  ],
};
