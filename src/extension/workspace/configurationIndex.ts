import {
  CancellationTokenSource,
  type Disposable,
  type FileSystemWatcher,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import type { OptimizerConfiguration, SourceReading } from "../../sources/configuration";
import { coalesce } from "../coalesce";
import { isSource, sourceFiles } from "../editor/sourceDocuments";
import type { SourceReadings } from "../editor/sourceReadings";
import { Emitter } from "../emitter";
import { loadSourceTools } from "../loadSourceTools";
import { scanLimits } from "../settings";
import { listFiles } from "./listFiles";
import { type LeftOut, type ScanFileSystem, scanFiles, textWithConfigurations } from "./scanFiles";

/** A file with the configurations in it, of which there is at least one. */
export interface IndexedFile {
  readonly uri: Uri;
  readonly configurations: readonly OptimizerConfiguration[];
}

/** How far a scan is. */
export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

/** Least time between two announcements while files are found, and before files that are new are listed, in milliseconds. */
const ANNOUNCE_INTERVAL = 100;
const LIST_INTERVAL = 1000;

const disk: ScanFileSystem<Uri> = {
  pathOf: (uri) => uri.path,
  size: (uri) => orNull(async () => (await workspace.fs.stat(uri)).size),
  read: (uri) => orNull(() => workspace.fs.readFile(uri)),
};

/**
 * All configurations of the workspace. Nothing is read before someone asks; from then on files, settings and the texts of open documents
 * are followed.
 */
export class ConfigurationIndex implements Disposable {
  private readonly found = new Map<string, IndexedFile>();
  /** Addresses of all files that count, with and without configurations. */
  private known: ReadonlySet<string> = new Set();
  /** Addresses of files that have configurations and do not count. */
  private readonly refused = new Set<string>();
  private scanning: { readonly source: CancellationTokenSource; readonly ended: Promise<void> } | null = null;
  private omitted: LeftOut = { tooLarge: 0, beyondLimits: 0 };
  private complete = false;
  private subscriptions: readonly Disposable[] = [];
  private readonly changed = new Emitter<void>();
  private readonly progressed = new Emitter<ScanProgress>();
  private readonly announce = coalesce(ANNOUNCE_INTERVAL, () => this.changed.fire());
  private readonly listAgain = coalesce(LIST_INTERVAL, () => void this.scan());

  /** The files have changed, or a scan has begun or ended. */
  readonly onDidChange = this.changed.event;
  readonly onDidProgress = this.progressed.event;

  constructor(
    private readonly readings: SourceReadings,
    private readonly log: (message: string) => void,
  ) {}

  /** The files with configurations, by their paths. */
  get files(): readonly IndexedFile[] {
    return [...this.found.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  }

  get isScanning(): boolean {
    return this.scanning !== null;
  }

  /** Whether a scan has come to its end. */
  get isComplete(): boolean {
    return this.complete;
  }

  get leftOut(): LeftOut {
    return this.omitted;
  }

  /** Scans unless that was done before; a scan that is under way is waited for. */
  async ensure(): Promise<void> {
    if (this.scanning === null && !this.complete) await this.scan();
    // One that is begun anew takes the place of the one before.
    while (this.scanning !== null) await this.scanning.ended;
  }

  /** Looks through all files, anew where that is under way already. A scan that is cancelled keeps what it has found. */
  async scan(): Promise<void> {
    this.scanning?.source.cancel();
    this.follow();
    const source = new CancellationTokenSource();
    const scanning = { source, ended: this.run(source) };
    this.scanning = scanning;
    this.announce();
    try {
      await scanning.ended;
    } finally {
      if (this.scanning === scanning) this.scanning = null;
      source.dispose();
      this.announce();
    }
  }

  cancel(): void {
    this.scanning?.source.cancel();
  }

  dispose(): void {
    this.cancel();
    this.announce.dispose();
    this.listAgain.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async run({ token }: CancellationTokenSource): Promise<void> {
    const files = await listFiles(token);
    if (token.isCancellationRequested) return;
    this.known = new Set(files.map(String));
    for (const address of this.found.keys()) if (!this.known.has(address)) this.found.delete(address);
    const opened = new Map(openSources().map((document) => [String(document.uri), document]));
    const untouched = new Set(this.found.keys());
    const leftOut = await scanFiles(
      files.filter((file) => !opened.has(String(file))),
      disk,
      scanLimits(),
      {
        parse: (file, text) => this.parse(file, text),
        found: (file, reading) => {
          untouched.delete(String(file));
          this.keep(file, reading);
        },
        progressed: (done, total) => this.progressed.fire({ done, total }),
        isCancelled: () => token.isCancellationRequested,
      },
    );
    for (const document of opened.values()) {
      untouched.delete(String(document.uri));
      if (this.known.has(String(document.uri))) this.keep(document.uri, await this.readings.reading(document));
    }
    if (token.isCancellationRequested) return;
    // What had configurations before and has not been found with any now.
    for (const address of untouched) this.found.delete(address);
    this.omitted = leftOut;
    this.complete = true;
  }

  /** Begins to follow files, documents and settings. */
  private follow(): void {
    if (this.subscriptions.length > 0) return;
    const watcher = workspace.createFileSystemWatcher(sourceFiles);
    const ignoreWatcher = workspace.createFileSystemWatcher("**/.gitignore");
    this.subscriptions = [
      watcher,
      ignoreWatcher,
      watcher.onDidCreate((file) => void this.readAgain(file)),
      watcher.onDidChange((file) => void this.readAgain(file)),
      watcher.onDidDelete((file) => this.forget(file)),
      ...anyChange(ignoreWatcher, () => this.judgeAgain()),
      this.readings.onDidRead(({ document, reading }) => {
        if (this.known.has(String(document.uri))) this.keep(document.uri, reading);
      }),
      // What was not saved goes when its document is closed.
      workspace.onDidCloseTextDocument(({ uri }) => void this.readAgain(uri)),
      workspace.onDidChangeWorkspaceFolders(() => this.judgeAgain()),
      workspace.onDidChangeConfiguration((event) => {
        const sections = ["files.exclude", "search.exclude", "optimizerDebugger.scan"];
        if (sections.some((section) => event.affectsConfiguration(section))) this.judgeAgain();
      }),
    ];
  }

  private async readAgain(file: Uri): Promise<void> {
    const address = String(file);
    const isRefused = this.refused.has(address) && !this.known.has(address);
    if (isRefused || openSources().some(({ uri }) => String(uri) === address)) return;
    const reading = await this.read(file);
    if (this.known.has(address)) this.keep(file, reading);
    else if (reading.configurations.length > 0) {
      // Only a list of all files says whether a new one is excluded. If so, it is not asked again.
      this.refused.add(address);
      this.listAgain();
    }
  }

  private async read(file: Uri): Promise<SourceReading> {
    const size = await disk.size(file);
    const bytes = size === null || size > scanLimits().fileBytes ? null : await disk.read(file);
    const text = bytes && textWithConfigurations(file.path, bytes);
    return text ? this.parse(file, text) : { configurations: [], issues: [] };
  }

  /** What is excluded may be another by now. */
  private judgeAgain(): void {
    this.refused.clear();
    this.listAgain();
  }

  private forget(file: Uri): void {
    // A folder is deleted with all that is in it, and one event.
    for (const address of this.found.keys()) {
      if (address === String(file) || address.startsWith(`${file}/`)) this.found.delete(address);
    }
    this.announce();
  }

  private keep(uri: Uri, { configurations }: SourceReading): void {
    if (configurations.length > 0) this.found.set(String(uri), { uri, configurations });
    else if (!this.found.delete(String(uri))) return;
    this.announce();
  }

  private async parse(file: Uri, text: string): Promise<SourceReading> {
    try {
      const { readSource } = await loadSourceTools();
      const alone = await readSource(file.path, text);
      // Most files have nothing, and looking through all that they import would make a scan take several times as long.
      if (alone.configurations.length === 0) return alone;
      return await readSource(file.path, text, this.readings.filesAround(file));
    } catch (error) {
      // A reader that fails must not take all other files with it.
      this.log(`${file}: ${error instanceof Error ? error.stack : error}`);
      return { configurations: [], issues: [] };
    }
  }
}

function openSources(): readonly TextDocument[] {
  return workspace.textDocuments.filter((document) => !document.isClosed && isSource(document));
}

function anyChange(watcher: FileSystemWatcher, listener: () => void): readonly Disposable[] {
  return [watcher.onDidCreate(listener), watcher.onDidChange(listener), watcher.onDidDelete(listener)];
}

async function orNull<Value>(attempt: () => Thenable<Value>): Promise<Value | null> {
  try {
    return await attempt();
  } catch {
    return null;
  }
}
