import { kerasPlateauRule } from "../../core/schedules/kerasScheduleRules";
import type { ScheduleEntry } from "./catalogue";
import { plateauNumber, plateauWord } from "./torchPlateauSchedule";
import { choiceIssues } from "./torchScheduleArguments";

/** Keras' callback ReduceLROnPlateau, which is called with the loss of every epoch. */
export const kerasPlateauSchedule: ScheduleEntry = {
  framework: "keras",
  name: "keras.callbacks.ReduceLROnPlateau",
  aliases: [
    "tensorflow.keras.callbacks.ReduceLROnPlateau",
    "keras.api.callbacks.ReduceLROnPlateau",
    "tf_keras.callbacks.ReduceLROnPlateau",
  ],
  title: "ReduceLROnPlateau",
  shortTitle: "on plateau",
  source: "Keras 3.15.1, keras/src/callbacks/reduce_lr_on_plateau.py",
  takesLoss: true,
  summary: "Multiplies the learning rate by a factor when the loss has not got better for some epochs.",
  arguments: [
    plateauWord("monitor", "val_loss", "What is watched; a simulation has the loss alone."),
    {
      ...plateauNumber("factor", 0.1, "factor", "The learning rate is multiplied by it."),
      range: { exclusiveMaximum: 1 },
    },
    plateauNumber("patience", 10, "patience", "Epochs in a row without a better loss after which it falls."),
    { name: "verbose", kind: "execution", default: 0, documentation: "Whether reductions are printed." },
    plateauWord("mode", "auto", 'Which loss is the better one: "min" for the lower, "auto" by what is watched.'),
    plateauNumber("min_delta", 1e-4, "minDelta", "By how much a loss has to be better than the best."),
    plateauNumber("cooldown", 0, "cooldown", "Epochs after a reduction in which none is counted."),
    plateauNumber("min_lr", 0, "minLr", "The learning rate never falls below it."),
  ],
  check: (values) => choiceIssues(values, "mode", ["auto", "min", "max"]),
  rule: (values) => kerasPlateauRule(values.mode === "max" ? "max" : "min"),
};
