import { formatNumberInFormula } from "../../core/formatNumber";
import type { GridPlaces } from "../../core/landscape/lossGrid";
import { type PlanePoint, project } from "../../core/landscape/plane";
import type { FoundPlane } from "../../core/landscape/planeSearch";
import type { RunSpecification } from "../../core/simulation/specification";
import type { Answers } from "../../protocol/connection";
import type {
  LandscapeCalls,
  LandscapeLossesQuery,
  LandscapePath,
  LandscapePathQuery,
  LandscapePlane,
  MoveStartQuery,
} from "../../protocol/landscape";
import { loadSourceTools } from "../loadSourceTools";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/runStore";
import type { WorkerPool } from "../runs/workerPool";
import { type MovedStart, withMovedStart } from "./movedStart";

/** Digits that a moved start is rounded to, so that its words say it exactly. */
const DIGITS = 4;

const PLANE = "plane of a landscape";
const PATHS = "paths of a landscape";
const LOSSES = "losses of a landscape";

export interface LandscapeServices {
  readonly store: RunStore;
  readonly pool: Pick<WorkerPool, "findPlane" | "tracePath" | "evaluateGrid" | "cancelEvaluations" | "sweepThreads">;
}

/** A plane that was asked for, and the run that it belongs to. */
interface AskedPlane {
  readonly id: number;
  readonly specification: RunSpecification;
  readonly found: Promise<FoundPlane>;
}

/** The loss around the path of one run at a time, and all runs' paths across it. */
export class Landscape implements Answers<LandscapeCalls> {
  private asked: AskedPlane | null = null;
  private planes = 0;

  constructor(private readonly services: LandscapeServices) {}

  readonly landscapePlane = async ({ run }: { readonly run: string }): Promise<LandscapePlane> => {
    const { id, found } = this.planeOf(run);
    const { axes, parameters, loss, minimum, start } = await found;
    return { id, axes, parameters, loss, minimum, canMoveStart: start !== null };
  };

  readonly landscapePath = async ({ run, drawn }: LandscapePathQuery): Promise<LandscapePath | null> => {
    const { store, pool } = this.services;
    const { specification, found } = this.planeOf(run);
    const own = madeSteps(store.drawn(drawn));
    const { hasSameLandscape } = await loadSourceTools();
    if (own.recording !== undefined || !hasSameLandscape(own, specification)) return null;
    const { plane } = await found;
    const { steps, x, y, isCut } = await pool.tracePath({ group: PATHS, specification: own, plane });
    const data = new Float64Array(3 * steps.length);
    [steps, x, y].forEach((block, index) => void data.set(block, index * steps.length));
    return { points: steps.length, data: data.buffer, isCut };
  };

  readonly landscapeLosses = async ({ run, ...places }: LandscapeLossesQuery): Promise<ArrayBuffer> => {
    const { pool } = this.services;
    pool.cancelEvaluations(LOSSES);
    const { specification, found } = this.planeOf(run);
    const { plane } = await found;
    const bands = bandsOf(places, pool.sweepThreads);
    const losses = await Promise.all(
      bands.map((band) => pool.evaluateGrid({ group: LOSSES, specification, plane, places: band })),
    );
    const all = new Float64Array(places.columns * places.rows);
    let filled = 0;
    for (const band of losses) {
      all.set(band, filled);
      filled += band.length;
    }
    return all.buffer;
  };

  readonly leaveLandscape = (): void => {
    this.asked = null;
    for (const group of [PLANE, PATHS, LOSSES]) this.services.pool.cancelEvaluations(group);
  };

  readonly moveStart = async ({ run, to }: MoveStartQuery): Promise<void> => {
    const { store } = this.services;
    const moved = to === null ? null : await this.startAt(run, to);
    // What is on its way may hold other values that are tried.
    await store.whenShown(run);
    store.renew(run, withMovedStart(store.get(run).plan, moved));
    await store.whenShown(run);
    const { held } = store.get(run);
    if (held !== null) throw new Error(held);
  };

  readonly keepStart = async ({ run }: { readonly run: string }): Promise<void> => {
    const { store } = this.services;
    const { plan } = store.get(run);
    const { trial, ...kept } = plan;
    if (trial?.start === undefined) throw new Error("This run starts where its source lets it start.");
    store.renew(run, withMovedStart(plan, null));
    // Until then the run itself is the one of these numbers.
    await store.whenShown(run);
    const words = [trial.words, trial.start].filter((part) => part !== "").join(", ");
    store.simulate({ ...kept, name: `${plan.name} · ${words}`, isVariant: true });
  };

  /** The plane of a run as its source says, however it is varied: it stays while values are tried. */
  private planeOf(run: string): AskedPlane {
    const { store, pool } = this.services;
    const shown = store.get(run);
    const specification = shown.plan.trial?.original ?? madeSteps(shown);
    if (this.asked !== null && isSame(this.asked.specification, specification)) return this.asked;
    this.leaveLandscape();
    const asked = { id: ++this.planes, specification, found: pool.findPlane({ group: PLANE, specification }) };
    asked.found.catch(() => {
      if (this.asked === asked) this.asked = null;
    });
    this.asked = asked;
    return asked;
  }

  private async startAt(run: string, to: PlanePoint): Promise<MovedStart> {
    const { plane, start, axes } = await this.planeOf(run).found;
    if (start === null) throw new Error("This problem has too many parameters for its start to be moved.");
    const round = (value: number) => Number(value.toPrecision(DIGITS));
    if (axes[0].parameter !== null) {
      const [x, y] = [round(to.x), round(to.y)];
      return { start: [x, y], words: `start ${pointText(x, y)}` };
    }
    const from = project(plane, start);
    const [x, y] = [round(to.x - from.x), round(to.y - from.y)];
    return {
      start: Array.from(start, (entry, i) => entry + x * plane.first[i] + y * plane.second[i]),
      words: `start moved by ${pointText(x, y)}`,
    };
  }
}

function pointText(x: number, y: number): string {
  return `(${formatNumberInFormula(x)}, ${formatNumberInFormula(y)})`;
}

/** What there is of a run. */
function madeSteps({ specification, status, stepsDone }: Run): RunSpecification {
  return status === "running" || stepsDone === 0 ? specification : { ...specification, steps: stepsDone };
}

/** A grid cut into stretches of rows, for as many threads. */
function bandsOf({ window, columns, rows }: GridPlaces, threads: number): readonly GridPlaces[] {
  // None has less than two rows.
  const count = Math.max(1, Math.min(threads, Math.floor(rows / 2)));
  const height = (row: number) => window.bottom + (row / (rows - 1)) * (window.top - window.bottom);
  return Array.from({ length: count }, (_, band) => {
    const first = Math.round((band * rows) / count);
    const last = Math.round(((band + 1) * rows) / count) - 1;
    return { window: { ...window, bottom: height(first), top: height(last) }, columns, rows: last - first + 1 };
  });
}

function isSame(one: RunSpecification, other: RunSpecification): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
