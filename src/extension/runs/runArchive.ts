import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Memento } from "vscode";
import { errorMessage } from "../../protocol/connection";
import type { RunStore, SavedRun } from "./runStore";
import { parseSavedRun, SavedRunError, stringifySavedRun } from "./savedRun";

/** Under which the workspace remembers the run that is selected. */
const SELECTED = "selectedRun";

const EXTENSION = ".json";
/** Of a file that is being written. */
const UNFINISHED = ".tmp";

/**
 * The runs that outlive the window: what they are made of, not their numbers, which the same specification gives again. Each has a file of its own, which
 * is replaced as a whole, so that neither a crash nor a damaged file costs more than one run. Several windows may share the folder: each deletes only what it
 * has read or written itself.
 */
export class RunArchive {
  private revival: Promise<void> | null = null;
  /** What the files of this window's runs hold, by the run's id. */
  private readonly written = new Map<string, string>();
  private saving: Promise<void> = Promise.resolve();

  /**
   * @param folder made when there is something to keep
   * @param log told of files that are not read, and why
   */
  constructor(
    private readonly folder: string,
    private readonly memento: Memento,
    private readonly store: RunStore,
    private readonly log: (message: string) => void,
  ) {}

  /** Brings the runs back that were in the panel when the window was left. Only the first call does anything. */
  revive(): Promise<void> {
    this.revival ??= this.read().then((runs) => {
      this.store.revive(runs, this.memento.get<string>(SELECTED) ?? null);
    });
    return this.revival;
  }

  /** Writes what has changed since it was last called. Errors go to the log: there is nobody to mend them. */
  save(): Promise<void> {
    // What is still being read must not be taken for removed.
    const ready = Promise.all([this.saving, this.revival]);
    this.saving = ready.then(() => this.write()).catch((error) => this.log(errorMessage(error)));
    return this.saving;
  }

  private async read(): Promise<readonly SavedRun[]> {
    const names = await readdir(this.folder).catch((error) => {
      if (error.code !== "ENOENT") this.log(errorMessage(error));
      return [];
    });
    const files = names.filter((name) => name.endsWith(EXTENSION));
    const runs = await Promise.all(files.map((name) => this.readRun(name)));
    return runs.flatMap((run) => run ?? []);
  }

  private async readRun(name: string): Promise<SavedRun | null> {
    try {
      const text = await readFile(join(this.folder, name), "utf8");
      const run = parseSavedRun(text);
      if (name !== run.id + EXTENSION) throw new SavedRunError(`it holds the run ${run.id}`);
      this.written.set(run.id, text);
      return run;
    } catch (error) {
      this.log(`The run in ${join(this.folder, name)} is left out: ${errorMessage(error)}.`);
      return null;
    }
  }

  private async write(): Promise<void> {
    const { store, written } = this;
    const texts = new Map(store.saved().map((run) => [run.id, stringifySavedRun(run)]));
    if (texts.size > 0) await mkdir(this.folder, { recursive: true });
    for (const [id, text] of texts) {
      if (written.get(id) === text) continue;
      await this.replace(id, text);
      written.set(id, text);
    }
    for (const id of [...written.keys()].filter((known) => !texts.has(known))) {
      await rm(this.fileOf(id), { force: true });
      written.delete(id);
    }
    // Before the runs are back nobody has chosen any.
    if (store.selected !== null) await this.memento.update(SELECTED, store.selected.id);
  }

  private async replace(id: string, text: string): Promise<void> {
    const unfinished = this.fileOf(id) + UNFINISHED;
    await writeFile(unfinished, text);
    await rename(unfinished, this.fileOf(id));
  }

  private fileOf(id: string): string {
    return join(this.folder, id + EXTENSION);
  }
}
