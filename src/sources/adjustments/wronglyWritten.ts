import type { OptimizerConfiguration } from "../configuration";
import { adjustables } from "./adjustable";
import { type Adjustments, adjusted } from "./adjusted";

/**
 * Labels of the hyperparameters that an edited source says otherwise than it should: those that were not written, and those that share
 * what was.
 *
 * @param after what the edited source says in the place of the configuration; undefined where that is gone
 */
export function wronglyWritten(
  before: OptimizerConfiguration,
  after: OptimizerConfiguration | undefined,
  changes: Adjustments,
): readonly string[] {
  const values = new Map(after && adjustables(after).map(({ id, value }) => [id, value]));
  return adjustables(adjusted(before, changes)).flatMap(({ id, label, value }) =>
    values.get(id) === value ? [] : [label],
  );
}
