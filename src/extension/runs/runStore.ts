import { randomUUID } from "node:crypto";
import { l10n } from "vscode";
import type { ParameterChoice, StepInspection } from "../../core/inspection/stepInspection";
import type { RunSpecification } from "../../core/simulation/specification";
import type { RunLabels, RunSummary } from "../../protocol/panel";
import type { OptimizerConfiguration } from "../../sources/configuration";
import { Emitter } from "../emitter";
import { type LineEdit, movedLine } from "./movedLine";
import { Run } from "./run";
import type { RunPlan } from "./runPlan";
import { locate, locateHere } from "./sourceLink";
import type { Priority, WorkerPool } from "./workerPool";

/** How many runs are kept, and the memory that their traces may take together, before the oldest that are not pinned go. */
export interface RunLimits {
  readonly runs: number;
  readonly bytes: number;
}

export const defaultLimits: RunLimits = { runs: 200, bytes: 4 * 2 ** 30 };

/** How many removals can be undone, one after the other. */
const MOST_UNDONE = 20;

/** A run as it is kept across reloads. */
export interface SavedRun {
  readonly id: string;
  readonly plan: RunPlan;
  readonly color: number;
  /** Number of updates after which it was cancelled, if it was. */
  readonly cancelledAfter: number | null;
  readonly labels: RunLabels;
  /** When it was begun, as milliseconds of the clock: the order of runs. */
  readonly created: number;
}

/** Runs that were removed together, and the one that was selected then. */
interface Removal {
  readonly runs: readonly SavedRun[];
  readonly selected: string | null;
}

/** How long the charts show a run's last version while its next is simulated, in milliseconds: most are done by then. */
const PATIENCE = 150;

/** The next version of a run, which is not shown yet. */
interface NextVersion {
  readonly run: Run;
  /** When it is shown as far as it is. */
  readonly due: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Number of colors that the theme has for charts. */
const colors = 6;

/** All runs of the window, the oldest first, and the one that is looked at. */
export class RunStore {
  private list: Run[] = [];
  private selectedId: string | null = null;
  /** By the id that they have in common with the versions that are shown. */
  private readonly next = new Map<string, NextVersion>();
  private readonly removals: Removal[] = [];
  private lastCreated = 0;
  /** How many versions of runs there were besides their first: no two have the same number. */
  private versions = 0;
  private readonly changed = new Emitter<void>();
  private readonly progressed = new Emitter<string>();

  /** Something but the curves has changed. */
  readonly onDidChange = this.changed.event;
  /** The run with this id has grown. */
  readonly onDidProgress = this.progressed.event;

  constructor(
    private readonly pool: Pick<WorkerPool, "run" | "cancel" | "inspect" | "release">,
    private limits: RunLimits = defaultLimits,
  ) {}

  /** Keeps no more than this from now on. */
  limit(limits: RunLimits): void {
    this.limits = limits;
    if (this.makeRoom()) this.changed.fire();
  }

  get runs(): readonly Run[] {
    return this.list;
  }

  get running(): readonly Run[] {
    return this.list.filter((run) => run.status === "running");
  }

  get selected(): Run | null {
    return this.list.find((run) => run.id === this.selectedId) ?? null;
  }

  summaries(): readonly RunSummary[] {
    return this.list.map((run) => run.summary());
  }

  /** @throws Error when there is no such run (any more) */
  get(id: string): Run {
    const run = this.list.find((candidate) => candidate.id === id);
    if (!run) throw new Error(l10n.t("This run is no longer kept."));
    return run;
  }

  /**
   * A run, the original of one, or a parameter that is followed, by the id under which its curves are asked for.
   *
   * @throws Error when there is no such run (any more)
   */
  drawn(id: string): Run {
    return (
      this.originals.find(({ originalId }) => originalId === id) ??
      this.probes.find((probe) => probe.id === id) ??
      this.get(id)
    );
  }

  /** Parameters of runs that are followed over all steps. */
  get probes(): readonly Run[] {
    return this.list.flatMap(({ probe }) => probe ?? []);
  }

  /** Follows one parameter of a run over all of its steps, in the place of the one before; none for null. */
  follow(id: string, index: number | null): void {
    const run = this.get(id);
    if (run.status === "kept" || index === (run.probe?.probed ?? null)) return;
    this.dropProbe(run);
    if (index !== null) this.beginProbe(run, index);
    this.changed.fire();
  }

  /**
   * Begins a run and selects it. A run of the same numbers from the same place makes way for it, also one that went on past
   * values that are infinite or NaN.
   */
  simulate(plan: RunPlan): Run {
    const twin = this.list.find((run) => isTwin(run.plan, plan));
    if (twin?.status === "running") {
      twin.labels = { ...twin.labels, isHidden: false };
      this.select(twin.id);
      return twin;
    }
    return this.begin(randomUUID(), plan, twin);
  }

  /** Simulates a run again from what it was made of, in its place. */
  again(id: string, plan = this.get(id).plan): Run {
    return this.begin(randomUUID(), plan, this.get(id));
  }

  /**
   * Simulates another version of a run in its place. What is shown stays until the new numbers are all there, or take long; a version
   * that is under way gives way to this one. Of the same numbers only the plan is taken over.
   */
  renew(id: string, plan: RunPlan): void {
    const shown = this.get(id);
    const under = this.next.get(id)?.run;
    if (under !== undefined && isTwin(under.plan, plan)) {
      under.plan = plan;
      return;
    }
    this.discardNext(id);
    if (isTwin(shown.plan, plan) && !shown.isAbandoned) {
      const { continuePastNonFinite } = shown.plan.specification;
      this.rewrite(shown, { ...plan, specification: { ...plan.specification, continuePastNonFinite } });
      return;
    }
    if (shown.status === "running") {
      shown.isAbandoned = true;
      this.pool.release(shown.job);
    }
    const run = this.create(id, plan, shown.color, null, ++this.versions);
    run.created = shown.created;
    const timer = setTimeout(() => this.showIfDue(id), PATIENCE);
    this.next.set(id, { run, due: performance.now() + PATIENCE, timer });
    this.pool.run(run.job, run.specification, run);
  }

  /** Resolves when the version of a run that was asked for last is shown, as far as it is, or will not be. */
  whenShown(id: string): Promise<void> {
    return new Promise((resolve) => {
      const resolveIfShown = () => {
        if (this.next.has(id)) return;
        subscription.dispose();
        resolve();
      };
      const subscription = this.changed.event(resolveIfShown);
      resolveIfShown();
    });
  }

  /** Leaves a run as it is, whose source cannot be simulated as it stands by now. */
  hold(id: string, reason: string): void {
    const run = this.get(id);
    if (run.held === reason) return;
    run.held = reason;
    this.changed.fire();
  }

  /** Simulates a run again, without stopping at values that are infinite or NaN. */
  continuePastNonFinite(id: string): void {
    const { plan } = this.get(id);
    this.again(id, { ...plan, specification: { ...plan.specification, continuePastNonFinite: true } });
  }

  /**
   * Takes in runs that were kept, ahead of those that were begun since. Those whose curves are shown and the selected one are
   * simulated; the others rest until they are wanted. Those that are here already stay as they are.
   */
  revive(saved: readonly SavedRun[], selected: string | null): void {
    const begun = this.list;
    const revived = this.restore(saved, true);
    // The clock may have been put back.
    for (const run of begun) run.created = Math.max(run.created, ++this.lastCreated);
    this.list = [...this.list.filter((run) => !begun.includes(run)), ...begun];
    if (this.selectedId === null && this.list.some((run) => run.id === selected)) this.selectedId = selected;
    this.makeRoom();
    for (const run of revived) if (this.isWanted(run)) this.wake(run, "background");
    this.changed.fire();
  }

  saved(): readonly SavedRun[] {
    return this.list.map(toSaved);
  }

  /** Changes what the user makes of runs. One whose curves are to be seen now is simulated where it has none; several give way to others. */
  label(ids: readonly string[], change: Partial<RunLabels>): void {
    const priority = ids.length > 1 ? "background" : "foreground";
    for (const id of ids) {
      const run = this.get(id);
      run.labels = { ...run.labels, ...change };
      if (this.isWanted(run)) this.wake(run, priority);
    }
    this.changed.fire();
  }

  /** Hides the curves of all runs but some and those that are pinned. */
  showOnly(ids: readonly string[]): void {
    const others = this.list.filter(({ id, labels }) => !ids.includes(id) && !labels.isPinned).map(({ id }) => id);
    this.label(others, { isHidden: true });
    this.label(ids, { isHidden: false });
  }

  select(id: string): void {
    const run = this.get(id);
    this.selectedId = id;
    this.wake(run, "foreground");
    this.changed.fire();
  }

  cancel(id: string): void {
    const run = this.get(id);
    this.discardNext(id);
    if (run.probe?.status === "running") this.pool.cancel(run.probe.job);
    if (run.isAbandoned) run.stop();
    else if (run.status === "running") this.pool.cancel(run.job);
    else this.changed.fire();
  }

  /** Removes runs until that is undone; a neighbor of the selected one is selected in its place. */
  remove(ids: readonly string[]): void {
    const removed = ids.map((id) => this.get(id));
    const index = this.list.findIndex(({ id }) => id === this.selectedId);
    this.removals.push({ runs: removed.map(toSaved), selected: this.selectedId });
    this.removals.splice(0, this.removals.length - MOST_UNDONE);
    const after = this.list.slice(index).find((run) => !removed.includes(run));
    for (const run of removed) this.drop(run);
    if (this.selected === null) this.choose(after ?? this.list.at(-1) ?? null);
    this.changed.fire();
  }

  /** Names of the runs that were removed last. */
  get removedLast(): readonly string[] {
    return this.removals.at(-1)?.runs.map(({ plan, labels }) => labels.givenName ?? plan.name) ?? [];
  }

  /** Brings the runs back that were removed last, and simulates them again where they are seen; without any it does nothing. */
  undoRemove(): void {
    const removal = this.removals.pop();
    if (removal === undefined) return;
    const restored = this.restore(removal.runs);
    if (removal.selected !== null) this.choose(this.list.find(({ id }) => id === removal.selected) ?? this.selected);
    for (const run of restored) if (this.isWanted(run)) this.wake(run, "foreground");
    this.changed.fire();
  }

  inspect(id: string, step: number, choice: ParameterChoice): Promise<StepInspection> {
    const { job, plan } = this.get(id);
    return this.pool.inspect(job, plan.specification, step, choice);
  }

  /** Follows the source: where a run's configuration stands by now, and whether it says something else than the run. */
  updateSource(uri: string, configurations: readonly OptimizerConfiguration[]): void {
    let anyChange = false;
    for (const run of this.list) {
      const { source } = run.plan;
      if (source?.uri !== uri) continue;
      const wanted = this.next.get(run.id)?.run.plan.source ?? source;
      const stale = locate(wanted, configurations)?.changed ?? true;
      const line = locateHere(wanted, configurations)?.range.line ?? source.line;
      if (stale === run.stale && line === source.line) continue;
      run.stale = stale;
      run.plan = { ...run.plan, source: { ...source, line } };
      anyChange = true;
    }
    if (anyChange) this.changed.fire();
  }

  /** Follows an edit of a source that has not been read yet: runs' lines move with the lines that come and go above them. */
  moveSource(uri: string, edits: readonly LineEdit[]): void {
    for (const run of this.everyRun) {
      const { source } = run.plan;
      if (source?.uri === uri) run.plan = { ...run.plan, source: { ...source, line: movedLine(source.line, edits) } };
    }
  }

  /** Follows files and folders that were renamed. */
  renameSource(from: string, to: string): void {
    let anyChange = false;
    for (const run of this.everyRun) {
      const { source } = run.plan;
      if (source === null || (source.uri !== from && !source.uri.startsWith(`${from}/`))) continue;
      run.plan = { ...run.plan, source: { ...source, uri: to + source.uri.slice(from.length) } };
      anyChange = true;
    }
    if (anyChange) this.changed.fire();
  }

  private begin(id: string, plan: RunPlan, replaced: Run | undefined): Run {
    const run = this.create(id, plan, replaced?.color ?? this.freeColor());
    if (replaced) {
      run.created = replaced.created;
      run.labels = { ...replaced.labels, isHidden: false };
      this.discardNext(replaced.id);
      this.list = this.list.map((other) => (other === replaced ? run : other));
      this.pool.release(replaced.job);
      this.dropProbe(replaced);
    } else {
      this.lastCreated = Math.max(this.lastCreated + 1, Date.now());
      run.created = this.lastCreated;
      this.list.push(run);
    }
    this.selectedId = id;
    this.makeRoom();
    this.pool.run(run.job, run.specification, run);
    this.keepOriginal(run, replaced ?? null);
    this.changed.fire();
    return run;
  }

  /** Puts kept runs among the others in the order in which they were begun, at rest. */
  private restore(saved: readonly SavedRun[], isRevived = false): readonly Run[] {
    const restored = saved
      .filter(({ id }) => this.list.every((run) => run.id !== id))
      .toSorted((one, other) => one.created - other.created)
      .map(({ id, plan, color, cancelledAfter, labels, created }) => {
        // Of one that was simulated in this window already another version, whose job has a name of its own.
        const run = this.create(id, plan, color, cancelledAfter, isRevived ? 0 : ++this.versions);
        run.status = "kept";
        run.labels = labels;
        run.created = created;
        return run;
      });
    this.list = [...this.list, ...restored].sort((one, other) => one.created - other.created);
    this.lastCreated = Math.max(this.lastCreated, this.list.at(-1)?.created ?? 0);
    return restored;
  }

  /** Whether someone looks at a run. */
  private isWanted(run: Run): boolean {
    return !run.labels.isHidden || run.id === this.selectedId;
  }

  /** Simulates a run that rests. */
  private wake(run: Run, priority: Priority): void {
    if (run.status !== "kept" || !this.list.includes(run)) return;
    run.status = "running";
    this.pool.run(run.job, run.specification, run, priority);
    this.keepOriginal(run, null);
  }

  private choose(run: Run | null): void {
    this.selectedId = run?.id ?? null;
    if (run) this.wake(run, "foreground");
  }

  /** The runs as their sources say, where other values are tried in them. */
  private get originals(): readonly Run[] {
    return this.list.flatMap(({ original }) => original ?? []);
  }

  /**
   * Keeps the curves of what the source says for a run in which other values are tried: those that its last version had, or was; where it
   * has none they are simulated.
   */
  private keepOriginal(run: Run, before: Run | null): void {
    const { trial, ...plan } = run.plan;
    const isIt = (each: Run | null): each is Run =>
      each !== null && trial !== undefined && isSameNumbers(each.plan.specification, trial.original);
    const kept = before?.original ?? null;
    const known = isIt(kept) ? kept : isIt(before) && hasEnded(before) ? before : null;
    if (kept && kept !== known) this.pool.release(kept.job);
    if (known) known.original = null;
    if (trial === undefined) return;
    run.original = known ?? this.create(randomUUID(), { ...plan, specification: trial.original }, run.color);
    if (!known) this.pool.run(run.original.job, run.original.specification, run.original, "background");
  }

  /** Those that are shown, and their next versions. */
  private get everyRun(): readonly Run[] {
    return [...this.list, ...[...this.next.values()].map(({ run }) => run)];
  }

  private create(id: string, plan: RunPlan, color: number, cancelledAfter: number | null = null, revision = 0): Run {
    const run: Run = new Run(id, revision, plan, color, cancelledAfter, {
      changed: () => this.hear(run),
      progressed: () => ([...this.list, ...this.probes].includes(run) ? this.progressed.fire(id) : this.showIfDue(id)),
    });
    return run;
  }

  /** Something has become of a run: the end of one that is not shown yet shows it, unless it failed. */
  private hear(run: Run): void {
    const isNext = this.next.get(run.id)?.run === run;
    if (!isNext) [...this.list, ...this.originals, ...this.probes].includes(run) && this.changed.fire();
    else if (run.status === "failed") {
      this.discardNext(run.id);
      const shown = this.get(run.id);
      if (shown.isAbandoned) shown.stop();
      this.hold(run.id, run.message ?? l10n.t("The simulation failed."));
    } else if (run.status !== "running") this.showNext(run.id);
  }

  /** Shows a version that takes long, as soon as there is something of it to be seen. */
  private showIfDue(id: string): void {
    const next = this.next.get(id);
    // A timer may come a little early.
    if (next && next.run.rows > 0 && performance.now() >= next.due - 1) this.showNext(id);
  }

  /** Shows the next version of a run in its place. */
  private showNext(id: string): void {
    const next = this.next.get(id);
    const shown = this.list.find((run) => run.id === id);
    if (!next || !shown) return;
    clearTimeout(next.timer);
    this.next.delete(id);
    // Whatever the user has made of it meanwhile.
    next.run.labels = shown.labels;
    this.list = this.list.map((run) => (run === shown ? next.run : run));
    this.pool.release(shown.job);
    if (shown.probe?.probed !== undefined) this.beginProbe(next.run, shown.probe.probed);
    this.dropProbe(shown);
    this.keepOriginal(next.run, shown);
    this.makeRoom();
    this.changed.fire();
  }

  private discardNext(id: string): void {
    const next = this.next.get(id);
    if (!next) return;
    clearTimeout(next.timer);
    this.next.delete(id);
    this.pool.release(next.run.job);
  }

  /** A plan of the same numbers: what is shown of the source may be another. */
  private rewrite(run: Run, plan: RunPlan): void {
    const isSame = !run.stale && run.held === null && JSON.stringify(run.plan) === JSON.stringify(plan);
    run.plan = plan;
    run.stale = false;
    run.held = null;
    if (plan.trial === undefined) this.dropOriginal(run);
    if (!isSame) this.changed.fire();
  }

  /**
   * Drops the oldest runs, until the rest is within the limits: none that is under way, pinned or selected. Where it is memory that
   * is short, hidden runs only lose their traces first.
   *
   * @returns whether anything has changed
   */
  private makeRoom(): boolean {
    const before = this.list;
    const bytes = () => [...this.list, ...this.originals, ...this.probes].reduce((total, run) => total + run.bytes, 0);
    const canGo = (run: Run) => run.status !== "running" && run.id !== this.selectedId && !run.labels.isPinned;
    for (const run of before.filter((each) => each.labels.isHidden && each.bytes > 0)) {
      if (bytes() > this.limits.bytes && run.id !== this.selectedId && run.status !== "running") this.putToRest(run);
    }
    const goWhile = (isTooMuch: () => boolean, helps: (run: Run) => boolean) => {
      while (isTooMuch()) {
        const oldest = this.list.find((run) => canGo(run) && helps(run));
        if (!oldest) return;
        this.drop(oldest);
      }
    };
    goWhile(
      () => this.list.length > this.limits.runs,
      () => true,
    );
    goWhile(
      () => bytes() > this.limits.bytes,
      (run) => run.bytes > 0,
    );
    return this.list !== before;
  }

  /** Lets a run's trace go; it can be made again. */
  private putToRest(run: Run): void {
    this.drop(run);
    this.restore([toSaved(run)]);
  }

  private drop(run: Run): void {
    this.discardNext(run.id);
    this.dropOriginal(run);
    this.dropProbe(run);
    this.list = this.list.filter((other) => other !== run);
    this.pool.release(run.job);
  }

  private dropOriginal(run: Run): void {
    if (run.original) this.pool.release(run.original.job);
    run.original = null;
  }

  /** Simulates a run once more for the sake of one parameter, as far as it went or goes. */
  private beginProbe(run: Run, index: number): void {
    const after = run.status === "cancelled" ? Math.max(1, run.stepsDone) : run.cancelledAfter;
    const probe = this.create(`probe of ${run.id}`, run.plan, run.color, after, ++this.versions);
    probe.probed = index;
    run.probe = probe;
    this.pool.run(probe.job, probe.specification, probe, "background", index);
  }

  private dropProbe(run: Run): void {
    if (run.probe) this.pool.release(run.probe.job);
    run.probe = null;
  }

  /** The first color that the fewest runs have. */
  private freeColor(): number {
    const counts = Array.from({ length: colors }, (_, color) => this.list.filter((run) => run.color === color).length);
    return counts.indexOf(Math.min(...counts));
  }
}

function toSaved({ id, plan, color, status, stepsDone, cancelledAfter, labels, created }: Run): SavedRun {
  const after = status === "cancelled" ? Math.max(1, stepsDone) : cancelledAfter;
  return { id, plan, color, cancelledAfter: after, labels, created };
}

function isTwin(a: RunPlan, b: RunPlan): boolean {
  return a.source?.uri === b.source?.uri && isSameNumbers(a.specification, b.specification);
}

function isSameNumbers(a: RunSpecification, b: RunSpecification): boolean {
  const numbers = (specification: RunSpecification) =>
    JSON.stringify({ ...specification, continuePastNonFinite: undefined });
  return numbers(a) === numbers(b);
}

/** Whether a run came to its own end. */
function hasEnded({ status }: Run): boolean {
  return status === "finished" || status === "diverged";
}
