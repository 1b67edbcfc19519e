import type { SourceRange } from "../configuration";

/**
 * The same plain data with every range in it mapped, at whatever depth it stands; not those of values that come from another file.
 *
 * @param map from the text that was read to that in which it stands
 */
export function mapRanges<T>(data: T, map: (range: SourceRange) => SourceRange): T {
  return mapped(data, map) as T;
}

function mapped(data: unknown, map: (range: SourceRange) => SourceRange): unknown {
  if (Array.isArray(data)) return data.map((entry) => mapped(entry, map));
  if (typeof data !== "object" || data === null) return data;
  if (isRange(data)) return map(data);
  if ("file" in data) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, mapped(value, map)]));
}

export function isRange(data: object): data is SourceRange {
  return "line" in data && "column" in data && "endLine" in data && "endColumn" in data;
}
