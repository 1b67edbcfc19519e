import type { RecordingSpecification } from "../../core/problems/recordingSpecification";
import { choiceOf, type RecordingChoice, readRecording } from "../../recordings/readRecording";
import { recordingBytes } from "../../recordings/recordingBytes";
import type { RecordingContents } from "../runs/recordingContents";

/**
 * What the files hold by now that someone chose, wherever they are.
 *
 * @throws RecordingError or TensorShapesError where a file cannot be read or does not fit to the rest
 */
export async function readChosen(
  contents: RecordingContents,
  choice: RecordingChoice,
): Promise<RecordingSpecification> {
  const handed = {
    ...(await contents.renewed(choice.gradients)),
    ...(choice.initial === null ? {} : await contents.renewed(choice.initial)),
  };
  return readRecording(choice, (uri) => recordingBytes(uri, handed));
}

/** A recording as its files are by now. @throws as `readChosen` does */
export function readAgain(
  contents: RecordingContents,
  recording: RecordingSpecification,
): Promise<RecordingSpecification> {
  return readChosen(contents, choiceOf(recording));
}
