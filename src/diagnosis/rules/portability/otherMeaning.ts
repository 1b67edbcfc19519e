import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { ConfigurationFacts } from "../../configuration/configurationFacts";
import { type Report, sourceRule } from "../../rule";

/** Above that alpha may be a share. */
const LARGEST_RATE = 0.05;

/** A name that means something else in this program than in most. */
export const otherMeaning = sourceRule(
  {
    id: "portability/other-meaning",
    severity: "information",
    title: "The name means something else here",
    messages: {
      deepspeed:
        "Adam of DeepSpeed is AdamW: weight_decay = {value} shrinks the parameters by lr · {value} in each update. Plain Adam, with the decay in the gradient, is adam_w_mode: false.",
      timm: "sgd of timm is SGD with Nesterov's momentum of {momentum}; plain momentum is called momentum.",
      alpha:
        "alpha of RMSprop in torch is ρ, the share of the mean of squares that is kept, and not the learning rate: {value} keeps nothing of it, and lr stays {rate}.",
    },
    fixes: { adamw: "Write AdamW", momentum: "Write momentum", lr: "Rename alpha to lr" },
    documentation: {
      what: "A name stands for another algorithm in this program than in most others: DeepSpeed makes AdamW of the type `Adam` unless `adam_w_mode` is false, timm makes Nesterov's momentum of `sgd`, and `alpha`, as papers call the learning rate, is ρ of torch's RMSprop.",
      why: "Values are copied along with names. A weight decay of 0.01 does next to nothing with Adam in one place and a lot with AdamW in another; results do not repeat, and nobody sees why.",
      ignore: "Where you know it.",
      sources: [
        "DeepSpeed 0.19.8, deepspeed/runtime/engine.py, _configure_basic_optimizer; ADAM_W_MODE_DEFAULT of deepspeed/runtime/config.py",
        "timm 1.0, timm/optim/_optim_factory.py: sgd has nesterov=True, momentum has nesterov=False",
        "torch 2.13.0, torch/optim/rmsprop.py",
      ],
      example: {
        path: "ds_config.json",
        before: `{
  "train_batch_size": 32,
  "optimizer": {
    "type": "Adam",
    "params": { "lr": 1e-4, "weight_decay": 0.01 }
  }
}
`,
        after: `{
  "train_batch_size": 32,
  "optimizer": {
    "type": "AdamW",
    "params": { "lr": 1e-4, "weight_decay": 0.01 }
  }
}
`,
      },
    },
  },
  function* (facts, { edits }) {
    yield* deepspeedAdam(facts, edits);
    yield* timmDescent(facts, edits);
    yield* torchAlpha(facts, edits);
  },
);

type OtherMeaning = Report<"deepspeed" | "timm" | "alpha", "adamw" | "momentum" | "lr">;

function* deepspeedAdam(
  { configuration: { framework, hyperparameters, range, schedule }, groups: [group] }: ConfigurationFacts,
  edits: SourceEdits,
): Iterable<OtherMeaning> {
  const decay = group.number("weightDecay");
  const mode = hyperparameters.adam_w_mode ?? hyperparameters.adamw_mode;
  if (framework !== "deepspeed" || decay?.read == null || decay.value <= 0) return;
  // GPT-NeoX hands the same types to optimizers of its own.
  if (schedule !== null && !schedule.name.startsWith("deepspeed.")) return;
  // A mode that the file states is known to its author.
  if (mode?.value !== true || mode.range !== null) return;
  const name = edits.replaceFirst(range, /(?<="type"\s*:\s*")adam(?=")/i, "AdamW");
  if (name === null) return;
  yield {
    message: "deepspeed",
    values: { value: decay.value },
    at: decay.read,
    fixes: [{ title: "adamw", edits: name, isSafe: true }],
  };
}

function* timmDescent(
  { entry, configuration: { hyperparameters, range }, groups: [group] }: ConfigurationFacts,
  edits: SourceEdits,
): Iterable<OtherMeaning> {
  const momentum = group.number("momentum")?.value ?? 0;
  const { nesterov } = hyperparameters;
  if (entry?.name !== "torch.optim.SGD" || nesterov?.value !== true || nesterov.range !== null || momentum <= 0) return;
  const name = edits.replaceFirst(range, /(?<=^opt:\s*["']?)sgd(?=["']?$)/i, "momentum");
  if (name === null) return;
  yield { message: "timm", values: { momentum }, at: range, fixes: [{ title: "momentum", edits: name }] };
}

function* torchAlpha(
  { entry, configuration: { hyperparameters } }: ConfigurationFacts,
  edits: SourceEdits,
): Iterable<OtherMeaning> {
  const { alpha, lr } = hyperparameters;
  if (entry?.name !== "torch.optim.RMSprop" || lr?.range !== null || lr.origin !== undefined) return;
  if (typeof alpha?.value !== "number" || !edits.isNamed(alpha) || alpha.value > LARGEST_RATE) return;
  yield {
    message: "alpha",
    severity: "warning",
    values: { value: alpha.value, rate: Number(lr.value) },
    at: alpha,
    fixes: [{ title: "lr", edits: edits.renameKey(alpha, "lr") }],
  };
}
