import type { PythonSource } from "../pythonSource";
import type { Iteration } from "./iteration";
import type { Surroundings } from "./surroundings";
import type { Write } from "./write";

/**
 * Whether a statement gives a parameter its start again in every round, before the update: `w = np.zeros(3)`, `w = np.random.randn(3)`. No rule says
 * so; it is looked at as a mistake.
 */
export function isRestart(
  write: Write,
  update: Write,
  iteration: Iteration,
  surroundings: Surroundings,
  source: PythonSource,
): boolean {
  const isBefore = write.place.key === update.place.key && write.statement.to <= update.statement.from;
  if (!isBefore || iteration.loops.length === 0 || write.guards.length > 0 || write.isInitial) return false;
  if (write.statement.name !== "AssignStatement" || write.statement.parent?.from !== iteration.body.from) return false;
  const { kind, node } = write.value;
  const isDrawn =
    kind === "opaque" &&
    /^(?:np|numpy|torch|tf|random|rng)\.(?:random\.)?\w*(?:rand|normal|uniform)/.test(source.textOf(node));
  return isDrawn || (kind !== "place" && typeof surroundings.startOf(node, iteration) === "number");
}
