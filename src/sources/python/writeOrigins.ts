import { type Key, startsWith } from "./accessPath";
import type { ObjectWrite } from "./objectWrites";
import { fromOne, type OriginReader, type Origins, UNKNOWN } from "./origins";
import type { PythonSource } from "./pythonSource";

/** Whether a write may change what is at the end of a path from the same variable. */
export function mayWrite(write: ObjectWrite, keys: readonly Key[]): boolean {
  return startsWith(keys, write.keys) && (!write.isAnything || write.keys.length < keys.length);
}

/** What is asked of a write. */
interface WriteQuestion {
  readonly keys: readonly Key[];
  readonly source: PythonSource;
  readonly reader: OriginReader;
}

/** What a write gives to what is at the end of `keys`. */
export function byWrite(write: ObjectWrite, { keys, source, reader }: WriteQuestion): Origins {
  const { value, scope, index } = write;
  if (value === null || write.isAnything) return UNKNOWN;
  const rest = keys.slice(write.keys.length);
  // `cfg.lr *= 2` is its own value.
  if (value.name === "UpdateStatement") return rest.length === 0 ? fromOne({ node: value, scope, source }) : UNKNOWN;
  return reader.originsOf({ node: value, scope, source }, index === undefined ? rest : [index, ...rest]);
}
