import type { Trace } from "./trace";

/** Rows written in one piece: long enough to be quick, short enough to stop in between. */
const ROWS_PER_PIECE = 4096;

/** What is written of a trace: all of it, or some columns. */
export type TraceTable = Pick<Trace, "columns" | "rows" | "readRow" | "column">;

/** A trace and the name of its run. */
export interface NamedTrace {
  readonly name: string;
  readonly trace: TraceTable;
}

/** Those of some columns that a trace has. */
export function selectColumns(trace: Trace, names: readonly string[]): TraceTable {
  const columns = trace.columns.filter((name) => names.includes(name));
  const indices = columns.map((name) => trace.columnIndex(name));
  const whole = new Float64Array(trace.columns.length);
  return {
    columns,
    rows: trace.rows,
    readRow: (row, out) => {
      trace.readRow(row, whole);
      indices.forEach((index, position) => {
        out[position] = whole[index];
      });
    },
    column: (column, from, to) => trace.column(indices[column], from, to),
  };
}

/**
 * Traces as CSV (RFC 4180), in pieces: the names of the columns, then a line per step with every number in full precision;
 * `NaN`, `Infinity` and `-Infinity` are written so. The first column is `step`. Of several runs all have the columns of any of
 * them, empty where they have no such series.
 *
 * @param named whether a column `run` in front names the run of every line
 */
export function* traceCsv(runs: readonly NamedTrace[], named = runs.length > 1): Generator<string> {
  const columns = [...new Set(runs.flatMap(({ trace }) => trace.columns))];
  yield csvHeader([...(named ? ["run"] : []), "step", ...columns]);
  for (const { name, trace } of runs) {
    const prefix = named ? `${quote(name)},` : "";
    const positions = columns.map((column) => trace.columns.indexOf(column));
    yield* linePieces(trace, (step, row) => {
      const fields = positions.map((position) => (position < 0 ? "" : row[position]));
      return `${prefix}${step},${fields.join(",")}\n`;
    });
  }
}

/** The first line of CSV with these columns. */
export function csvHeader(columns: readonly string[]): string {
  return `${columns.map(quote).join(",")}\n`;
}

/**
 * Traces as one JSON object a step, `{"step": 0, "loss": …}`, in pieces.
 *
 * @param named whether every object begins with the name of its `run`
 */
export function* traceJsonLines(runs: readonly NamedTrace[], named = runs.length > 1): Generator<string> {
  for (const { name, trace } of runs) {
    const start = named ? `{"run":${JSON.stringify(name)},"step":` : '{"step":';
    const keys = trace.columns.map((column) => JSON.stringify(column));
    yield* linePieces(trace, (step, row) => {
      const fields = keys.map((key, column) => `${key}:${jsonNumber(row[column])}`);
      return `${start}${step},${fields.join(",")}}\n`;
    });
  }
}

/**
 * A trace as JSON, in pieces: `{"metadata": …, "rows": number, "columns": {"step": [numbers], "loss": [numbers], …}}`. What
 * JSON has no number for is a string: `"NaN"`, `"Infinity"`, `"-Infinity"`.
 *
 * @param metadata anything that JSON can hold
 */
export function* traceJson(trace: TraceTable, metadata: unknown): Generator<string> {
  const { rows } = trace;
  yield `{"metadata":${JSON.stringify(metadata)},"rows":${rows},"columns":{\n"step":[`;
  yield* pieces(rows, (from, to) => Array.from({ length: to - from }, (_, index) => String(from + index)));
  for (const [index, name] of trace.columns.entries()) {
    yield `],\n${JSON.stringify(name)}:[`;
    yield* pieces(rows, (from, to) => Array.from(trace.column(index, from, to), jsonNumber));
  }
  yield "]}}\n";
}

/**
 * A line for every row.
 *
 * @param line of a step, from its values in the order of the trace's columns
 */
function* linePieces(trace: TraceTable, line: (step: number, row: Float64Array) => string): Generator<string> {
  const row = new Float64Array(trace.columns.length);
  const { rows } = trace;
  for (let from = 0; from < rows; from += ROWS_PER_PIECE) {
    let piece = "";
    for (let step = from; step < Math.min(rows, from + ROWS_PER_PIECE); step++) {
      trace.readRow(step, row);
      piece += line(step, row);
    }
    yield piece;
  }
}

/** The items of a list with commas between them. */
function* pieces(rows: number, items: (from: number, to: number) => readonly string[]): Generator<string> {
  for (let from = 0; from < rows; from += ROWS_PER_PIECE) {
    yield (from === 0 ? "" : ",") + items(from, Math.min(rows, from + ROWS_PER_PIECE)).join(",");
  }
}

/** A name as a field of CSV: those of tensors may hold commas, `gradientNorm[3, 4]`. */
function quote(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function jsonNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}
