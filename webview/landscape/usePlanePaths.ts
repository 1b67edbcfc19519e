import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PlanePath } from "../../src/core/landscape/pathTracing";
import type { LandscapePath, LandscapePathQuery } from "../../src/protocol/landscape";
import type { RunSummary } from "../../src/protocol/panel";
import { latestOnly } from "../data/latestOnly";
import type { PanelHost } from "../host/panelHost";

/** What is drawn of a run, or of its original. */
export interface DrawnPath {
  /** Under which its curves are asked for. */
  readonly id: string;
  readonly run: RunSummary;
  readonly isOriginal: boolean;
  /** Null for a run on another landscape. */
  readonly path: PlanePath | null;
}

/** A path that is wanted, and of which version of its run. */
interface WantedPath extends Omit<DrawnPath, "path"> {
  readonly version: string;
}

/** The last path that has come for an id. */
interface KnownPath {
  readonly plane: number;
  readonly path: PlanePath | null;
}

interface PathQuery extends LandscapePathQuery, Pick<WantedPath, "version"> {
  readonly plane: number;
}

/** Most runs whose paths are drawn: more of them hide one another. */
const MOST_RUNS = 12;

export interface PlanePaths {
  /** In the order in which they are drawn, the selected run's last; those that have come. */
  readonly paths: readonly DrawnPath[];
  /** Names the runs that have paths, come or not. */
  readonly drawn: string;
  readonly isComplete: boolean;
  /** Shown runs that have none, since they go on, or are too many. */
  readonly leftOut: readonly RunSummary[];
}

/** The paths of runs in the plane of the selected one, and below its own what its source says while values are tried. */
export function usePlanePaths(
  selected: RunSummary,
  runs: readonly RunSummary[],
  plane: number | null,
  host: PanelHost,
): PlanePaths {
  const [known, setKnown] = useState<Readonly<Record<string, KnownPath>>>({});
  const asked = useRef(new Map<string, string>());
  const ask = useMemo(
    () =>
      latestOnly<PathQuery, LandscapePath | null>(({ run, drawn }) => host.calls.landscapePath({ run, drawn }), {
        answered: (id, query, reply) =>
          setKnown((before) => ({ ...before, [id]: { plane: query.plane, path: reply && pathOf(reply) } })),
        // The run may be gone by now; if it is not, the next change asks again.
        failed: (id, { version }) => asked.current.get(id) === version && asked.current.delete(id),
      }),
    [host],
  );
  const { wanted, leftOut } = wantedPaths(selected, runs);
  const versions = wanted.map(({ version }) => `${plane} ${version}`);
  useEffect(() => {
    if (plane === null) return;
    wanted.forEach(({ id }, index) => {
      const version = versions[index];
      if (asked.current.get(id) === version) return;
      asked.current.set(id, version);
      ask(id, { run: selected.id, drawn: id, plane, version });
    });
  }, [ask, plane, versions.join()]);
  const paths = wanted.flatMap(({ version: _, ...each }) => {
    const path = known[each.id];
    return path !== undefined && path.plane === plane ? [{ ...each, path: path.path }] : [];
  });
  return {
    paths,
    drawn: [selected.id, ...wanted.filter(({ run }) => run !== selected).map(({ id }) => id)].join(),
    isComplete: paths.length === wanted.length,
    leftOut,
  };
}

function wantedPaths(
  selected: RunSummary,
  runs: readonly RunSummary[],
): { readonly wanted: readonly WantedPath[]; readonly leftOut: readonly RunSummary[] } {
  const others = runs.filter(({ id }) => id !== selected.id);
  const drawn = others.filter(hasEnded).slice(0, MOST_RUNS - 1);
  const pathsOf = (run: RunSummary): readonly WantedPath[] => {
    const { id, revision, stepsDone } = run;
    return hasEnded(run) ? [{ id, run, isOriginal: false, version: `${id} ${revision} ${stepsDone}` }] : [];
  };
  const original = selected.trial?.original;
  const ghost =
    original && !original.isRunning
      ? [{ id: original.id, run: selected, isOriginal: true, version: `${original.id} ${original.stepsDone}` }]
      : [];
  return {
    wanted: [...drawn.flatMap(pathsOf), ...ghost, ...pathsOf(selected)],
    leftOut: others.filter((run) => !drawn.includes(run)),
  };
}

function hasEnded({ status, stepsDone }: RunSummary): boolean {
  return status !== "running" && stepsDone > 0;
}

function pathOf({ points, data, isCut }: LandscapePath): PlanePath {
  const block = (index: number) => new Float64Array(data, 8 * index * points, points);
  return { steps: block(0), x: block(1), y: block(2), isCut };
}
