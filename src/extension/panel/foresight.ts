import type { ForeseenAnswers, RowQuery, WindowQuery, WindowReply } from "../../protocol/panel";
import { windowReply } from "../../protocol/windowReply";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/runStore";

/** What the panel asked for last of a run. */
interface Asked<Query> {
  readonly query: Query;
  /** The version of the run that answered it. */
  readonly revision: number;
  /** Whether it went as far as the run had: then it goes as far as the next version does. */
  readonly isToTheEnd: boolean;
}

/** Answers the panel's questions for numbers, and foresees them: of a run that is made anew in its place it asks for the same again. */
export class Foresight {
  private readonly windows = new Map<string, Asked<WindowQuery>>();
  private readonly rows = new Map<string, Asked<RowQuery>>();

  constructor(private readonly store: Pick<RunStore, "drawn" | "probes" | "runs">) {}

  /** @throws Error when there are no such numbers (any more) */
  window(query: WindowQuery): WindowReply {
    const run = this.store.drawn(query.run);
    const reply = windowReply(run.recorded, query);
    // The original of a run is never made anew.
    if (run.id === query.run && !query.isAside) {
      this.windows.set(run.id, { query, revision: run.revision, isToTheEnd: query.to >= run.stepsDone });
    }
    return reply;
  }

  /** @throws Error when there are no such numbers (any more) */
  row(query: RowQuery): readonly number[] {
    const run = this.store.drawn(query.run);
    const values = run.row(query.step);
    this.rows.set(run.id, { query, revision: run.revision, isToTheEnd: query.step === run.stepsDone - 1 });
    return values;
  }

  /** Answers to what will be asked of the runs that were made anew since they were last asked about; empty for the rest. */
  foresee(): ForeseenAnswers {
    const renewed = (asked: ReadonlyMap<string, Asked<unknown>>) =>
      this.drawnRuns.filter(({ id, revision, rows }) => rows > 0 && (asked.get(id)?.revision ?? revision) !== revision);
    this.forgetRemoved();
    return {
      windows: renewed(this.windows).flatMap((run) => {
        const query = this.nextWindow(run);
        return query === null ? [] : [{ query, reply: this.window(query) }];
      }),
      rows: renewed(this.rows).flatMap((run) => {
        const query = this.nextRow(run);
        return query === null ? [] : [{ query, values: this.row(query) }];
      }),
    };
  }

  /** The runs, and the parameters of them that are followed. */
  private get drawnRuns(): readonly Run[] {
    return [...this.store.runs, ...this.store.probes];
  }

  /** Null where nothing of what was asked for is left. */
  private nextWindow({ id, stepsDone, recorded }: Run): WindowQuery | null {
    const asked = this.windows.get(id);
    if (asked === undefined) return null;
    const { query, isToTheEnd } = asked;
    const columns = query.columns.filter((column) => recorded.columns.includes(column));
    const to = isToTheEnd ? stepsDone : Math.min(query.to, stepsDone);
    return columns.length > 0 && query.from < to ? { ...query, columns, to } : null;
  }

  private nextRow({ id, stepsDone }: Run): RowQuery | null {
    const asked = this.rows.get(id);
    if (asked === undefined) return null;
    const step = asked.isToTheEnd ? stepsDone - 1 : asked.query.step;
    return step >= 0 && step < stepsDone ? { run: id, step } : null;
  }

  private forgetRemoved(): void {
    const kept = new Set(this.drawnRuns.map(({ id }) => id));
    for (const asked of [this.windows, this.rows]) {
      for (const id of asked.keys()) if (!kept.has(id)) asked.delete(id);
    }
  }
}
