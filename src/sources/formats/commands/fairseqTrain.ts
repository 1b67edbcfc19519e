import { entryAt, scalarAt, withUnderscores } from "../../yaml/mapping";
import { readFairseq } from "../fairseq";
import { type CommandFormat, commandLoading, namesFile, type ProgramCommand, withSingleValues } from "./programCommand";

/** Schedules by names that no other program has, for scripts that are called from a checkout: `python train.py …`. */
const ownSchedules = ["inverse_sqrt", "polynomial_decay", "tri_stage", "fixed"];

/** fairseq: `fairseq-train … --optimizer adam --adam-betas '(0.9, 0.98)' --lr 5e-4 --lr-scheduler inverse_sqrt --warmup-updates 4000`. */
export const fairseqTrain: CommandFormat = {
  recognises: (command) => entryAt(command.options, "optimizer") !== undefined && isFairseq(command),
  read({ options, range, asked }) {
    const root = withUnderscores(withSingleValues(options));
    const optimizer = entryAt(root, "optimizer");
    if (optimizer === undefined) return { configurations: [], issues: [] };
    const parts = {
      range,
      optimizer,
      optimizerFields: root,
      schedule: entryAt(root, "lr_scheduler"),
      scheduleFields: root,
      training: root,
    };
    return readFairseq(parts, commandLoading(root, asked));
  },
};

function isFairseq(command: ProgramCommand): boolean {
  if (namesFile(command, /^fairseq-train$/) || command.words.some((word) => /fairseq_cli[/.]train/.test(word)))
    return true;
  const schedule = scalarAt(entryAt(command.options, "lr-scheduler"));
  const hasData = ["arch", "max-tokens"].some((option) => entryAt(command.options, option) !== undefined);
  return namesFile(command, /^train\.py$/) && hasData && ownSchedules.includes(String(schedule));
}
