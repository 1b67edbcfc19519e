import type { Problem } from "../core/problems/problem";
import type { FileContents } from "../core/problems/recordingSpecification";
import type { RunSpecification } from "../core/simulation/specification";
import { openRecording } from "../recordings/openRecording";
import { recordingBytes } from "../recordings/recordingBytes";

/**
 * Where the gradients of a run come from if not from its problem: its recording, opened for one simulation alone.
 *
 * @throws RecordingError where a file cannot be read, or is another than when the run was made
 */
export function recordedSource({ recording }: RunSpecification, contents: FileContents): Problem | undefined {
  return recording && openRecording(recording, (uri) => recordingBytes(uri, contents));
}
