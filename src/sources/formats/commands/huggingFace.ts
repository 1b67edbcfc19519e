import { entryAt, withUnderscores } from "../../yaml/mapping";
import { readTrainerFields } from "../trainer";
import { isTrainingArguments } from "../transformersArguments";
import { type CommandFormat, commandLoading, namesFile, withSingleValues } from "./programCommand";

/** Scripts of transformers whose options HfArgumentParser makes TrainingArguments of, with `_` or `-` in their names. */
export const huggingFace: CommandFormat = {
  recognises(command) {
    const options = withUnderscores(command.options);
    // Scripts without Trainer have some of its names, and others for the steps of their own loop.
    const isOwnLoop = entryAt(options, "num_warmup_steps") !== undefined || namesFile(command, /no_trainer/);
    return !isOwnLoop && isTrainingArguments(options);
  },
  read({ options, range, asked }) {
    const root = withUnderscores(withSingleValues(options));
    return readTrainerFields(
      new Map(root.entries.map((entry) => [entry.key, entry])),
      range,
      commandLoading(root, asked),
    );
  },
};
