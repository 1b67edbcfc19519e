/** Settings of one run, each by a name of its own. */
export type Settings = ReadonlyMap<string, string>;

/** A setting that is not the same in all runs. */
export interface DifferingSetting {
  readonly name: string;
  /** Its value in every run, in their order; null in those that have no such setting. */
  readonly values: readonly (string | null)[];
}

/** The settings in which runs differ, in the order in which the runs name them; of fewer than two runs there are none. */
export function differingSettings(runs: readonly Settings[]): readonly DifferingSetting[] {
  const names = new Set(runs.flatMap((settings) => [...settings.keys()]));
  return [...names]
    .map((name) => ({ name, values: runs.map((settings) => settings.get(name) ?? null) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}
