import type { ReadValue } from "../../../sources/configuration";
import type { ConfigurationFacts } from "../../configuration/configurationFacts";
import { sourceRule } from "../../rule";

/** Below that a decay may be one of the learning rate: those of Keras' examples are 1e-6. */
const SMALLEST_SHARE = 0.5;

/** Updates after which the message says what has become of the rate. */
const UPDATES = 10;

/** `RMSprop(decay=0.9)`: TensorFlow 1 and optax call ρ so, and Keras called the decay of the learning rate so. */
export const decayInPlaceOfRho = sourceRule(
  {
    id: "portability/decay-in-place-of-rho",
    severity: "error",
    title: "decay of Keras is not ρ",
    messages: {
      decays:
        "decay = {value} is not ρ: Keras 2 divides the learning rate by 1 + {value} · t, so that {rate} has come down to {later} after {updates} updates. The share of the mean of squares is rho.",
      ignored:
        "decay = {value} is not ρ: Keras 3 takes no notice of it, and Keras 2 divided the learning rate by 1 + {value} · t, which is {times} after {updates} updates. The share of the mean of squares is rho.",
    },
    fixes: { rename: "Rename decay to rho" },
    documentation: {
      what: "`decay` of an RMSprop or Adadelta of Keras has the size of a share to keep, as 0.9.",
      why: "TensorFlow 1, tfjs and optax call the share of the mean of squares `decay`; in Keras it is `rho`. `decay` of Keras 2 was the learning rate's: lr / (1 + decay · t) has fallen tenfold after ten updates at 0.9, and the run stands still before it has begun. Keras 3 accepts the argument and takes no notice of it.",
      formula: "lr(t) = lr / (1 + decay · t)",
      ignore: "Where the learning rate is to fall as fast as that.",
      sources: [
        "Keras 3.15.1, keras/src/optimizers/rmsprop.py and base_optimizer.py",
        "tf_keras 2.18.0, tf_keras/src/optimizers/legacy/rmsprop.py",
        "https://github.com/keras-team/keras/issues/13364",
      ],
      example: {
        path: "train.py",
        before: `import keras

optimizer = keras.optimizers.RMSprop(learning_rate=0.001, decay=0.9)
`,
        after: `import keras

optimizer = keras.optimizers.RMSprop(learning_rate=0.001, rho=0.9)
`,
      },
    },
  },
  function* (facts, { edits }) {
    const decay = decayAsShare(facts);
    if (decay === null) return;
    const { hyperparameters, ignored } = facts.configuration;
    const value = Number(decay.value);
    const rate = facts.groups[0].number("learningRate")?.value ?? 0;
    const times = 1 + value * UPDATES;
    const isFree = hyperparameters.rho?.range === null;
    yield {
      message: ignored?.decay === decay ? "ignored" : "decays",
      values: { value, rate, later: rate / times, times, updates: UPDATES },
      at: decay,
      fixes: isFree ? [{ title: "rename", edits: edits.renameKey(decay, "rho") }] : [],
    };
  },
);

/** The argument `decay` of an optimizer of Keras that has a `rho`, where it has the size of one. */
export function decayAsShare({ entry, configuration }: ConfigurationFacts): ReadValue | null {
  if (entry?.framework !== "keras" || !entry.arguments.some(({ name }) => name === "rho")) return null;
  const decay = configuration.ignored?.decay ?? configuration.hyperparameters.decay;
  return typeof decay?.value === "number" && decay.value >= SMALLEST_SHARE && decay.value <= 1 ? decay : null;
}
