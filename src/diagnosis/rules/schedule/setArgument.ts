import type { ScheduleConfiguration } from "../../../sources/configuration";
import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { TextEdit } from "../../../sources/edits/textEdit";

/** Another value of an argument of a schedule, or the argument with it where it is a default that nobody wrote. */
export function setArgument(
  edits: SourceEdits,
  { range, hyperparameters }: ScheduleConfiguration,
  argument: string,
  text: string,
): readonly TextEdit[] | null {
  const read = hyperparameters[argument];
  if (read?.range) return edits.replaceValue(read, text);
  return edits.addArgument(range, argument, text);
}
