import { findOptimizer } from "../../../sources/catalogue/findEntry";
import type { TransformationConfiguration } from "../../../sources/configuration";
import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { TextEdit } from "../../../sources/edits/textEdit";
import { sourceRule } from "../../rule";

const DECAY = "optax.add_decayed_weights";

/** Weight decay behind the step that turned the sign: it is added to the weights. */
export const decayGrowsWeights = sourceRule(
  {
    id: "regularisation/decay-grows-weights",
    severity: "error",
    title: "Weight decay behind the optimizer makes weights grow",
    messages: {
      grows:
        "add_decayed_weights adds {value} · θ to an update that {turns} has already turned downhill: every weight grows by {percent} % in each update, and doubles in {doubling} updates.",
    },
    fixes: {
      alias: "Use {name}(…, weight_decay={value})",
      penalty: "Move add_decayed_weights before {turns}, as an L2 penalty in the gradient",
      decoupled: "Move add_decayed_weights before {turns}, as AdamW has it",
    },
    documentation: {
      what: "In `optax.chain`, `add_decayed_weights` stands behind what multiplies by the negative learning rate: an optimizer such as `optax.adam`, `scale_by_learning_rate`, or `scale` with a negative number.",
      why: "A chain hands updates on, and `apply_updates` adds them. An optimizer's last step is to multiply by −lr; what is added behind it is added to the weights as it is, with its sign and without the learning rate. Decay then multiplies weights by 1 + λ in each update: with 1e-4 they double in 6,932 updates.",
      formula: "θ ← θ − lr · u + λ · θ",
      ignore: "Where weights are meant to grow.",
      sources: [
        "optax 0.2.8, optax/_src/alias.py, adamw: scale_by_adam, add_decayed_weights, scale_by_learning_rate",
        "https://github.com/google-deepmind/optax/issues/364",
        "https://github.com/google-deepmind/optax/pull/1780",
      ],
      example: {
        path: "train.py",
        before: `import optax

optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(1e-3), optax.add_decayed_weights(1e-4))
`,
        after: `import optax

optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(1e-3, weight_decay=1e-4))
`,
      },
    },
  },
  function* ({ configuration: { transformations = [] } }, { edits }) {
    let turned: TransformationConfiguration | null = null;
    for (const [index, part] of transformations.entries()) {
      const { value, range } = part.hyperparameters.weight_decay ?? {};
      if (part.name === DECAY && turned !== null && typeof value === "number" && value > 0) {
        // A later change of sign would make a decay of it again; what comes then is too odd to speak of.
        if (transformations.slice(index + 1).some(turnsSign)) return;
        const turns = lastName(turned);
        const spelled = range ? edits.textOf(range) : String(value);
        const name = aliasOf(turned);
        const named = { name: name ?? turns, value: spelled, turns };
        yield {
          message: "grows",
          values: { value, turns, percent: 100 * value, doubling: Math.round(Math.LN2 / Math.log1p(value)) },
          at: part.range,
          fixes: [
            {
              title: "alias",
              values: named,
              edits: name === null ? null : asAlias(turned, name, part, spelled, edits),
            },
            {
              title: turns.startsWith("scale") ? "decoupled" : "penalty",
              values: named,
              edits: swapped(turned, part, edits),
            },
          ],
        };
      }
      if (turnsSign(part)) turned = turned === null ? part : null;
    }
  },
);

/** Whether updates go the other way behind it: a whole optimizer, or the last step of one. */
function turnsSign({ name, hyperparameters, schedules }: TransformationConfiguration): boolean {
  if (name === "optax.scale_by_learning_rate") return hyperparameters.flip_sign?.value !== false;
  if (name === "optax.scale") return Number(hyperparameters.step_size?.value) < 0;
  if (name === "optax.scale_by_schedule") return false;
  return findOptimizer(name) !== undefined && (schedules.learning_rate ?? hyperparameters.learning_rate) !== undefined;
}

function lastName({ name }: TransformationConfiguration): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** The optimizer with a weight decay of its own. */
function aliasOf(optimizer: TransformationConfiguration): string | null {
  const aliases: Readonly<Record<string, string>> = { adam: "adamw", nadam: "nadamw", adamax: "adamaxw" };
  return aliases[lastName(optimizer)] ?? null;
}

function asAlias(
  optimizer: TransformationConfiguration,
  alias: string,
  decay: TransformationConfiguration,
  value: string,
  edits: SourceEdits,
): readonly TextEdit[] | null {
  const name = new RegExp(`(?<=\\.)${lastName(optimizer)}(?=\\s*\\()`);
  const renamed = edits.replaceFirst(optimizer.range, name, alias);
  const added = edits.addArgument(optimizer.range, "weight_decay", value);
  const removed = edits.removeItem(decay.range);
  return renamed && added && removed && [...renamed, ...added, ...removed];
}

/** The two parts in each other's places. */
function swapped(
  { range: first }: TransformationConfiguration,
  { range: second }: TransformationConfiguration,
  edits: SourceEdits,
): readonly TextEdit[] {
  return [...edits.replace(first, edits.textOf(second)), ...edits.replace(second, edits.textOf(first))];
}
