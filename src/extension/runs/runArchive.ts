import type { Memento } from "vscode";
import type { RunStore, SavedRun } from "./runStore";

/** Raised whenever the form changes: what was saved in another form is not read. */
const FORM = 4;
const KEY = "runs";

interface SavedRuns {
  readonly form: number;
  readonly selected: string | null;
  readonly runs: readonly SavedRun[];
}

/** The runs that outlive the window: what they are made of, not their numbers, which the same specification gives again. */
export class RunArchive {
  private isRevived = false;

  constructor(
    private readonly memento: Memento,
    private readonly store: RunStore,
  ) {}

  /**
   * Simulates the runs again that were in the panel when the window was left. Only the first call does anything: it has to
   * come before the first run of this window, which would be saved in their place.
   */
  revive(): void {
    if (this.isRevived) return;
    this.isRevived = true;
    const saved = this.memento.get<SavedRuns>(KEY);
    if (saved?.form === FORM) this.store.revive(saved.runs, saved.selected);
  }

  async save(): Promise<void> {
    const { store } = this;
    const saved: SavedRuns = { form: FORM, selected: store.selected?.id ?? null, runs: store.saved() };
    await this.memento.update(KEY, saved);
  }
}
