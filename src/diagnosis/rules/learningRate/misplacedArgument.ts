import type { ReadValue } from "../../../sources/configuration";
import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { ConfigurationFacts, GroupFacts, Role, RoleNumber } from "../../configuration/configurationFacts";
import { type Report, type ReportedFix, sourceRule } from "../../rule";

/** Between these a number can be a share or a decay, and is left alone. */
const LARGEST_DECAY = 0.05;
const SMALLEST_SHARE = 0.8;

/** A shape of number that is odd in one role and usual in another, which nobody gave a value. */
interface Slip {
  readonly of: readonly Role[];
  readonly isOdd: (value: number) => boolean;
  /** What the number looks like, the likeliest first. */
  readonly likely: readonly Role[];
  readonly message: "share" | "dampening" | "epsilon" | "decay";
}

const slips: readonly Slip[] = [
  {
    of: ["momentum", "beta1", "beta2", "decay"],
    isOdd: (value) => value > 0 && value < 1e-5,
    likely: ["epsilon", "weightDecay"],
    message: "share",
  },
  {
    of: ["momentum", "beta1", "beta2", "decay"],
    isOdd: (value) => value >= 1e-5 && value <= LARGEST_DECAY,
    likely: ["weightDecay"],
    message: "share",
  },
  {
    of: ["dampening"],
    isOdd: (value) => value > 0 && value <= LARGEST_DECAY,
    likely: ["weightDecay"],
    message: "dampening",
  },
  {
    of: ["epsilon", "epsilonRoot"],
    isOdd: (value) => value >= 0.5 && value < 1,
    likely: ["momentum"],
    message: "epsilon",
  },
  {
    of: ["epsilon", "epsilonRoot"],
    // 1e-3 and 1e-4 are usual for ε too.
    isOdd: (value) => value >= 2e-4 && value < 0.5 && value !== 1e-3,
    likely: ["weightDecay"],
    message: "epsilon",
  },
  { of: ["weightDecay"], isOdd: (value) => value >= SMALLEST_SHARE && value < 1, likely: ["beta1"], message: "decay" },
];

/** A positional argument that landed on its neighbour's place. */
export const misplacedArgument = sourceRule(
  {
    id: "learning-rate/misplaced-argument",
    severity: "warning",
    title: "A positional argument is in its neighbour's place",
    messages: {
      swapped:
        "{argument} is {momentum} and {decayArgument} is {decay}: each has the size of the other, so that nothing is remembered and parameters shrink by {decay} times the learning rate in each update.",
      share:
        "The argument in this place is {argument}, and {value} looks like {likely}: of so small a share nothing is remembered, and {likely} stays {unset}.",
      dampening:
        "The argument in this place is {argument}, and {value} looks like {likely}: gradients are then multiplied by {rest}, and {likely} stays {unset}.",
      epsilon:
        "The argument in this place is {argument}, and {value} looks like {likely}: every gradient much smaller than {floor} then hardly moves its parameter, and {likely} stays {unset}.",
      decay:
        "The argument in this place is {argument}, and {value} looks like {likely}: parameters then shrink by {value} times the learning rate in each update, and {likely} stays {unset}.",
    },
    fixes: {
      swap: "Swap them: {argument}={decay}, {decayArgument}={momentum}",
      name: "Name it: {likely}={value}",
      names: "Name them: {likely}={value}, {next}={nextValue}",
    },
    documentation: {
      what: "A number without a name stands in the place of one argument and has the size of another one, which nobody gave a value: 5e-4 as momentum of `SGD(parameters, 0.1, 5e-4)`, 0.01 as `b1` of `optax.adamw(1e-3, 0.01)`, 5e-4 as dampening of `SGD(parameters, 0.1, 0.9, 5e-4)`.",
      why: "The orders of arguments differ between frameworks: behind the learning rate come momentum and dampening in torch, momentum and a flag in Keras and optax, weight decay before the betas in AdamW of Keras, `eps_root` and a type before weight decay in optax. Nothing fails, but the momentum or the decay that was meant is not there.",
      formula: "memory = 1 / (1 − share): 1.0005 steps for a share of 5e-4",
      ignore: "Where the number is meant as it stands; with its name before it, it is not found.",
      sources: [
        "torch 2.13.0, torch/optim/sgd.py: lr, momentum, dampening, weight_decay, nesterov",
        "Keras 3.15.1, keras/src/optimizers/adamw.py: learning_rate, weight_decay, beta_1, beta_2, epsilon",
        "optax 0.2.8, optax/_src/alias.py: adamw(learning_rate, b1, b2, eps, eps_root, mu_dtype, weight_decay)",
        "https://github.com/pytorch/pytorch/issues/137356",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), 0.1, 5e-4)
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), 0.1, weight_decay=5e-4)
`,
      },
    },
  },
  function* (facts, { edits }) {
    const [group] = facts.groups;
    yield* swapped(group, edits);
    const rate = group.number("learningRate")?.value;
    for (const { of, isOdd, likely: roles, message } of slips) {
      for (const role of of) {
        const found = group.number(role);
        const target = roles.map((each) => freeArgument(facts, each, edits)).find((each) => each !== null);
        if (found?.read == null || target == null || found.value === rate) continue;
        if (!isOdd(found.value) || !isPositional(found, edits)) continue;
        const { name: likely, preset } = target;
        const { value: number, argument, read } = found;
        const value = read.range === null ? String(number) : edits.textOf(read.range);
        const isInRoot = role === "epsilonRoot" || (facts.family === "rmsprop" && facts.entry?.framework !== "torch");
        yield {
          message,
          values: {
            argument,
            value,
            likely,
            unset: preset,
            rest: 1 - number,
            floor: isInRoot ? Math.sqrt(number) : number,
          },
          at: read,
          fixes: [fix(facts, read, target, edits)],
        };
      }
    }
  },
);

/** Whether momentum and weight decay each have the other's number. */
export function areSwapped(momentum: RoleNumber | null, decay: RoleNumber | null): boolean {
  if (momentum?.read == null || decay?.read == null) return false;
  const isDecay = momentum.value > 0 && momentum.value <= LARGEST_DECAY;
  return isDecay && decay.value >= SMALLEST_SHARE && decay.value < 1;
}

function* swapped(group: GroupFacts, edits: SourceEdits): Iterable<Report<"swapped", "swap">> {
  const momentum = group.number("momentum");
  const decay = group.number("weightDecay");
  if (momentum?.read == null || decay?.read == null || !areSwapped(momentum, decay)) return;
  const textOf = ({ range }: ReadValue) => (range === null ? "" : edits.textOf(range));
  const [first, second] = [momentum.read, decay.read].map(textOf);
  const values = { argument: momentum.argument, momentum: first, decayArgument: decay.argument, decay: second };
  const replaced = [edits.replaceValue(momentum.read, second), edits.replaceValue(decay.read, first)] as const;
  const isHere = [momentum.read, decay.read].every(({ file, origin }) => file === undefined && origin === undefined);
  yield {
    message: "swapped",
    values,
    at: momentum.read,
    fixes: [
      { title: "swap", values, edits: isHere && replaced[0] && replaced[1] ? [...replaced[0], ...replaced[1]] : null },
    ],
  };
}

interface FreeArgument {
  readonly name: string;
  /** What it is without a value. */
  readonly preset: number | string;
  /** The argument whose value it holds for the time being, as all moved up by one: `keras.optimizers.AdamW(1e-3, 0.9, 0.999)`. */
  readonly moved?: { readonly read: ReadValue; readonly name: string };
}

/** The argument in a role, where it has its default for want of a value, or its neighbour's; null where it was given its own, or there is no such argument. */
function freeArgument(facts: ConfigurationFacts, role: Role, edits: SourceEdits): FreeArgument | null {
  const { entry, configuration, groups } = facts;
  const argument = entry?.arguments.find(({ ruleNames, companion }) => !companion && ruleNames?.includes(role));
  if (argument === undefined || configuration.unresolved.includes(argument.name)) return null;
  const preset = [argument.default].flat()[0];
  const free = { name: argument.name, preset: typeof preset === "number" ? preset : "None" };
  const own = groups[0].number(role);
  const read = configuration.hyperparameters[argument.name];
  if (read === undefined || (read.range === null && read.origin === undefined)) return free;
  if (role !== "beta1" || own === null || own.read === null || !isPositional(own, edits)) return null;
  const next = freeArgument(facts, "beta2", edits);
  return next && { name: argument.name, preset: own.value, moved: { read: own.read, name: next.name } };
}

function fix(
  { entry }: ConfigurationFacts,
  read: ReadValue,
  { name, moved }: FreeArgument,
  edits: SourceEdits,
): ReportedFix<"name" | "names"> {
  const textOf = ({ range }: ReadValue) => (range === null ? "" : edits.textOf(range));
  const value = textOf(read);
  const isPython = entry?.framework !== "tfjs";
  if (moved === undefined) {
    return { title: "name", values: { likely: name, value }, edits: isPython ? edits.nameArgument(read, name) : null };
  }
  const last = edits.nameArgument(moved.read, moved.name);
  const first = edits.replaceValue(read, `${name}=${value}`);
  const values = { likely: name, value, next: moved.name, nextValue: textOf(moved.read) };
  return { title: "names", values, edits: last && first && [...first, ...last] };
}

function isPositional({ entry, read }: RoleNumber, edits: SourceEdits): boolean {
  return entry === null && read !== null && read.origin === undefined && !edits.isNamed(read);
}
