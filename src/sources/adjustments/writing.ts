import { shortNumber } from "../../core/shortNumber";
import type { OptimizerConfiguration, SourceValue } from "../configuration";
import { listEntry } from "../edits/listEntry";
import { SourceEdits } from "../edits/sourceEdits";
import type { TextEdit } from "../edits/textEdit";
import { linePositions } from "../linePositions";
import type { SourcePlace } from "../provenance";
import type { Adjustable } from "./adjustable";
import { adjustables } from "./adjustable";
import { type Adjustments, adjusted } from "./adjusted";
import { type AdjustableArgument, argumentOfAdjustable } from "./argumentOfAdjustable";

/** How another value of a hyperparameter gets into its source. */
export interface Writing {
  /**
   * `literal`: a number or flag that is spelled out gives way; `expression`: what computes the value does; `argument`: the call
   * gets one more, in the place of the default.
   */
  readonly kind: "literal" | "expression" | "argument";
  readonly place: SourcePlace;
  /** What gives way, or the name of the argument. */
  readonly text: string;
}

/** The texts that a configuration was read from. */
export interface WrittenSource {
  readonly isPython: boolean;
  /** Of the file itself, or of another by its path; null where it is not at hand. */
  readonly textOf: (file: string | undefined) => string | null;
}

/** Values to be written, and those that cannot be. */
export interface WrittenAdjustments {
  readonly edits: readonly TextEdit[];
  readonly left: Adjustments;
}

/**
 * How another value of a hyperparameter would be written; null where nothing in the source can be changed for it: a default of a file that
 * has no calls, or something in another file that is more than a number.
 */
export function writingOf(
  configuration: OptimizerConfiguration,
  adjustable: Adjustable,
  source: WrittenSource,
): Writing | null {
  const argument = argumentOfAdjustable(configuration, adjustable.id);
  if (argument === null) return null;
  const { read, index } = argument;
  if (read === undefined || read.range === null) return argumentWriting(argument, source);
  const { range, file } = read;
  const text = source.textOf(file);
  if (text === null) return null;
  const edits = new SourceEdits(text);
  const whole = edits.textOf(range);
  const entry = index === null ? null : listEntry(whole, index);
  const start = linePositions(text).offset(range.line, range.column);
  const place = {
    range: entry === null ? range : linePositions(text).range(start + entry.from, start + entry.to),
    ...(file === undefined ? {} : { file }),
  };
  const spelled = edits.textOf(place.range);
  if ((index === null || entry !== null) && isLiteral(spelled, adjustable.value)) {
    return { kind: "literal", place, text: spelled };
  }
  return file === undefined && !spelled.includes("\n") ? { kind: "expression", place, text: spelled } : null;
}

/** Changes as edits of the source, the entries of one argument together where they have to be. */
export function writeAdjustments(
  configuration: OptimizerConfiguration,
  changes: Adjustments,
  source: WrittenSource,
): WrittenAdjustments {
  const wanted = adjusted(configuration, changes);
  const edits = new Map<string, TextEdit>();
  const left: Record<string, number | boolean> = {};
  for (const adjustable of adjustables(configuration)) {
    const { id } = adjustable;
    if (!Object.hasOwn(changes, id)) continue;
    const writing = writingOf(configuration, adjustable, source);
    const made = writing && editOf(writing, changes[id], argumentOfAdjustable(wanted, id), source);
    const { line, column } = made?.range ?? { line: 0, column: 0 };
    const key = `${made?.file ?? ""} ${line}:${column} ${writing?.kind === "argument" ? writing.text : ""}`;
    // What two hyperparameters are read from can be written once.
    if (made === null || (edits.get(key)?.text ?? made.text) !== made.text) left[id] = changes[id];
    else edits.set(key, made);
  }
  return { edits: joined([...edits.values()]), left };
}

/** What is added at the same place as one edit, in its order. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const made: TextEdit[] = [];
  for (const edit of edits) {
    const index = made.findIndex(({ range, file }) => file === edit.file && isSame(range, edit.range));
    if (index < 0) made.push(edit);
    else made[index] = { ...made[index], text: made[index].text + edit.text };
  }
  return made;
}

/** @param wanted the argument with all of its entries as they shall be */
function editOf(
  { kind, place, text }: Writing,
  value: number | boolean,
  wanted: AdjustableArgument | null,
  source: WrittenSource,
): TextEdit | null {
  const whole = source.textOf(place.file);
  if (whole === null || wanted?.read === undefined) return null;
  const edits = new SourceEdits(whole);
  const { index, read, name, call } = wanted;
  if (kind === "argument") return edits.addArgument(call, name, spell(read.value, source.isPython))?.at(0) ?? null;
  const isWholeList = index !== null && read.range !== null && isSame(place.range, read.range);
  if (isWholeList) return { ...place, text: spell(read.value, source.isPython) };
  if (typeof value === "boolean")
    return { ...place, text: /^(?:True|False)$/.test(text) ? capitalized(value) : spell(value, source.isPython) };
  const quote = /^["']/.exec(text)?.[0] ?? "";
  const [number] = edits.replaceNumber({ value, ...place }, value) ?? [];
  return number === undefined ? null : { ...number, text: quote + number.text + quote };
}

/** An argument more; only a call of the optimizer or schedule itself can be given one. */
function argumentWriting(
  { name, callee, call, definition }: AdjustableArgument,
  source: WrittenSource,
): Writing | null {
  const text = source.textOf(undefined);
  if (text === null || !source.isPython || definition === undefined || definition.companion) return null;
  const written = new SourceEdits(text).textOf(call);
  const [called] = /^[\w.]+(?=\s*\()/.exec(written) ?? [""];
  const isCallOfIt = called.split(".").at(-1) === callee.split(".").at(-1);
  return isCallOfIt && written.endsWith(")") ? { kind: "argument", place: { range: call }, text: name } : null;
}

/** Whether a text spells just this value out. */
function isLiteral(text: string, value: number | boolean): boolean {
  const bare = text.replace(/^(["'])(.*)\1$/, "$2").trim();
  if (typeof value === "boolean") return bare.toLowerCase() === String(value);
  return /^[-+]?[\d._]/.test(bare) && Number(bare.replaceAll("_", "")) === value;
}

function spell(value: SourceValue, isPython: boolean): string {
  if (typeof value === "number") return shortNumber(value);
  if (typeof value === "boolean") return isPython ? capitalized(value) : String(value);
  if (!Array.isArray(value)) return String(value);
  const entries = value.map((entry) => spell(entry, isPython)).join(", ");
  if (!isPython) return `[${entries}]`;
  return value.length === 1 ? `(${entries},)` : `(${entries})`;
}

function capitalized(value: boolean): string {
  return value ? "True" : "False";
}

function isSame(one: SourcePlace["range"], other: SourcePlace["range"]): boolean {
  return (
    one.line === other.line &&
    one.column === other.column &&
    one.endLine === other.endLine &&
    one.endColumn === other.endColumn
  );
}
