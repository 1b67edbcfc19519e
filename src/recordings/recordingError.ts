/** A recording that cannot be read; the message names the file, what was found and what was expected. */
export class RecordingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RecordingError";
  }
}
