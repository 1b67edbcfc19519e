import { type NamedTrace, traceCsv, traceJson } from "./traceText";

/** Series of runs as text in pieces: CSV, or JSON as `{"runs": […]}` with what `traceJson` writes of each. */
export function valuePieces(runs: readonly NamedTrace[], form: "csv" | "json"): Iterable<string> {
  return form === "csv" ? traceCsv(runs) : jsonDocument(runs);
}

function* jsonDocument(runs: readonly NamedTrace[]): Generator<string> {
  yield '{"runs":[\n';
  for (const [index, { name, trace }] of runs.entries()) {
    if (index > 0) yield ",";
    yield* traceJson(trace, { name });
  }
  yield "]}\n";
}
