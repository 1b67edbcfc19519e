import type { SavedRun } from "./runStore";

/** Raised whenever the form changes: a run that was saved in another form is not read. */
const FORM = 1;

/** A kept run that cannot be read; the message says why. */
export class SavedRunError extends Error {}

/** The text of a run's file. */
export function stringifySavedRun(run: SavedRun): string {
  return JSON.stringify({ form: FORM, ...run });
}

/**
 * The run in the text of its file. What its numbers are made of is checked where it is simulated; all that is shown is checked here.
 *
 * @throws SavedRunError naming what is wrong
 */
export function parseSavedRun(text: string): SavedRun {
  const { form, ...run } = recordOf(parseJson(text), "the file");
  if (form !== FORM) {
    throw new SavedRunError(`its form is ${JSON.stringify(form)}, written by another version; expected ${FORM}`);
  }
  const { id, plan, color, cancelledAfter, labels, created } = run;
  expect(typeof id === "string" && id !== "", "id", id, "a text");
  expect(isCount(color), "color", color, "an integer of at least 0");
  expect(cancelledAfter === null || isCount(cancelledAfter), "cancelledAfter", cancelledAfter, "a number of steps");
  expect(Number.isFinite(created), "created", created, "a number");
  expectPlan(recordOf(plan, "plan"));
  const { givenName, note, isPinned, isHidden } = recordOf(labels, "labels");
  expect(givenName === null || typeof givenName === "string", "labels.givenName", givenName, "a text or null");
  expect(typeof note === "string", "labels.note", note, "a text");
  expect(typeof isPinned === "boolean", "labels.isPinned", isPinned, "true or false");
  expect(typeof isHidden === "boolean", "labels.isHidden", isHidden, "true or false");
  return run as unknown as SavedRun;
}

function expectPlan({ specification, name, title, gist, problem, source }: Record<string, unknown>): void {
  const { steps, precision } = recordOf(specification, "plan.specification");
  expect(isCount(steps), "plan.specification.steps", steps, "a number of steps");
  expect(typeof precision === "string", "plan.specification.precision", precision, "a text");
  for (const [key, text] of Object.entries({ name, title, problem })) {
    expect(typeof text === "string", `plan.${key}`, text, "a text");
  }
  if (!Array.isArray(gist)) throw wrong("plan.gist", gist, "a list");
  for (const entry of gist) {
    const { label, value } = recordOf(entry, "plan.gist");
    expect(typeof label === "string" && typeof value === "string", "plan.gist", entry, "texts");
  }
  if (source === null) return;
  const { uri, line, key } = recordOf(source, "plan.source");
  expect(typeof uri === "string" && typeof key === "string" && isCount(line), "plan.source", source, "a place");
  // Read wherever the source is followed.
  if (!Array.isArray(parseJson(String(key)))) throw wrong("plan.source.key", key, "a list");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SavedRunError((error as Error).message);
  }
}

function recordOf(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong(path, value, "an object");
}

function expect(isRight: boolean, path: string, value: unknown, expected: string): void {
  if (!isRight) throw wrong(path, value, expected);
}

function wrong(path: string, value: unknown, expected: string): SavedRunError {
  return new SavedRunError(`${path} is ${JSON.stringify(value)}; expected ${expected}`);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}
