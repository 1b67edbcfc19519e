import { shortNumber } from "../../../core/shortNumber";
import type { ReadValue } from "../../../sources/configuration";
import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { TextEdit } from "../../../sources/edits/textEdit";
import type { ConfigurationFacts } from "../../configuration/configurationFacts";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { decayAsShare } from "./decayInPlaceOfRho";

/** An argument of an earlier version that is still accepted and does nothing. */
export const ignoredArgument = sourceRule(
  {
    id: "portability/ignored-argument",
    severity: "warning",
    title: "Keras 3 takes no notice of decay",
    messages: {
      decay:
        "Keras 3 accepts decay and takes no notice of it: the learning rate stays at {rate}, where Keras 2 divided it by 1 + {value} · t.",
      unread: "Keras 3 accepts decay and takes no notice of it: the learning rate does not fall.",
      nadam: "Nadam of Keras 2 takes schedule_decay, and no notice of decay.",
    },
    fixes: { schedule: "Let the rate fall by InverseTimeDecay, as Keras 2 did", remove: "Remove decay" },
    documentation: {
      what: "`decay` is given to an optimizer of Keras 3, which accepts the argument for the sake of old sources, warns once, and does nothing with it.",
      why: "Keras 2 let the learning rate fall as lr / (1 + decay · t). With a decay of 1e-4 it came to a tenth after 90,000 updates; in Keras 3 it stays where it was, and the run ends with steps ten times as long as before.",
      formula: "Keras 2: lr(t) = lr / (1 + decay · t)",
      ignore: "Where a constant rate is what is wanted; then the argument can go.",
      sources: [
        "Keras 3.15.1, keras/src/optimizers/base_optimizer.py",
        "tf_keras 2.18.0, tf_keras/src/optimizers/legacy/optimizer_v2.py, _decayed_lr",
      ],
      example: {
        path: "train.py",
        before: `import keras

optimizer = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, decay=1e-4)
`,
        after: `import keras

optimizer = keras.optimizers.SGD(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.01, 1, 1e-4), momentum=0.9)
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { entry, configuration, groups } = facts;
    const decay = configuration.ignored?.decay;
    if (entry === undefined || decay === undefined || decayAsShare(facts) !== null || decay.value === 0) return;
    const rate = groups[0].number("learningRate");
    const isNadam = entry.name === "keras.optimizers.legacy.Nadam";
    const isRead = typeof decay.value === "number" && rate !== null;
    const values: MessageValues = isRead ? { rate: rate.value, value: Number(decay.value) } : {};
    yield {
      message: isNadam ? "nadam" : isRead ? "decay" : "unread",
      values,
      at: decay,
      fixes: [
        { title: "schedule", edits: isNadam || !isRead ? null : asSchedule(facts, rate.read, decay, edits) },
        { title: "remove", edits: edits.removeArgument(decay) },
      ],
    };
  },
);

/** The schedule in the place of the learning rate, under the name by which the source calls Keras' optimizers. */
function asSchedule(
  { configuration: { range, schedule } }: ConfigurationFacts,
  rate: ReadValue | null,
  decay: ReadValue,
  edits: SourceEdits,
): readonly TextEdit[] | null {
  const optimizers = /^(?:\w+\.)*optimizers(?=\.\w+\()/.exec(edits.textOf(range))?.[0];
  if (optimizers === undefined || schedule !== null || rate === null || rate.origin !== undefined) return null;
  const spelled = ({ value, range: at }: ReadValue) => (at === null ? shortNumber(Number(value)) : edits.textOf(at));
  const inverse = `${optimizers}.schedules.InverseTimeDecay(${spelled(rate)}, 1, ${spelled(decay)})`;
  const replaced = edits.replaceValue(rate, inverse);
  const removed = edits.removeArgument(decay);
  return replaced && removed && [...replaced, ...removed];
}
