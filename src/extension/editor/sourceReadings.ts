import { type Disposable, type TextDocument, type Uri, workspace } from "vscode";
import type { SourceReading } from "../../sources/configuration";
import { mentionsFramework } from "../../sources/languages";
import type { ParseMemory } from "../../sources/parseMemory";
import type { SourceFiles } from "../../sources/sourceFiles";
import type { AnswerStore } from "../answers/answerStore";
import { Emitter } from "../emitter";
import { loadSourceTools } from "../loadSourceTools";
import { isCell, pythonCells } from "./notebookCells";
import { isSource, sourceLanguage, sourcePath } from "./sourceDocuments";
import { WorkspaceFiles } from "./workspaceFiles";

/** Rest after the last key before a document is read again, in milliseconds. */
const DEBOUNCE = 100;

const nothing: SourceReading = { configurations: [], issues: [] };

/** What a document said when it was read. */
export interface ReadDocument {
  readonly document: TextDocument;
  readonly reading: SourceReading;
}

interface CachedReading {
  readonly version: string;
  readonly reading: Promise<SourceReading>;
  /** Other files that were looked for, as strings of their URIs. */
  readonly looked: ReadonlySet<string>;
}

/**
 * Readings of the open documents: one for every version of the document and of the files that it takes values from, whoever asks, and
 * events for those who follow along.
 */
export class SourceReadings implements Disposable {
  private readonly cache = new Map<TextDocument, CachedReading>();
  private readonly files = new WorkspaceFiles();
  private readonly costs = new WeakMap<TextDocument, number>();
  /** Of the versions of every document, so that an edit is read without parsing all of it again. */
  private readonly memories = new WeakMap<TextDocument, ParseMemory>();
  private readonly timers = new Map<TextDocument, ReturnType<typeof setTimeout>>();
  private readonly read = new Emitter<ReadDocument>();
  private readonly outdated = new Emitter<void>();
  private readonly subscriptions: readonly Disposable[];

  /** Readings no longer hold although their documents have not changed: a file has from which they take values. */
  readonly onDidOutdate = this.outdated.event;

  /** A document has been opened or changed, and been read. */
  readonly onDidRead = this.read.event;

  /** @param answers of the user for what only a run knows; what they concern is read again when they change */
  constructor(
    private readonly answers: Pick<AnswerStore, "of" | "onDidChange">,
    private readonly log: (message: string) => void,
  ) {
    this.subscriptions = [
      answers.onDidChange((uri) => this.readAgain(uri, 0)),
      workspace.onDidOpenTextDocument((document) => this.announceLater(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => {
        for (const concerned of pythonCells(document) ?? [document]) this.announceLater(concerned, DEBOUNCE);
      }),
      workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        if (contentChanges.length === 0) return;
        for (const cell of notebook.getCells()) this.announceLater(cell.document, DEBOUNCE);
      }),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
      this.files.onDidChange((uri) => this.readAgain(uri, DEBOUNCE)),
      this.files,
    ];
  }

  /** Reads the documents that are open already; those who listen have subscribed by now. */
  start(): void {
    for (const document of workspace.textDocuments) this.announceLater(document, 0);
  }

  /** What the document says in its present version. */
  reading(document: TextDocument): Promise<SourceReading> {
    const cached = this.cache.get(document);
    const version = versionOf(document);
    if (cached?.version === version) return cached.reading;
    const looked = new Set<string>();
    const reading = this.parse(
      document,
      this.files.around(document.uri, (uri) => looked.add(uri)),
    );
    this.cache.set(document, { version, reading, looked });
    return reading;
  }

  /** What the document would say with another text in its place. */
  readingWith(document: TextDocument, text: string): Promise<SourceReading> {
    return this.parse(document, this.filesAround(document.uri), text);
  }

  /** The files that a document, or a file that none is open of, may take values from. */
  filesAround(file: Uri): SourceFiles {
    return this.files.around(file, () => {});
  }

  /** How long reading the document took last, in milliseconds; 0 where it has not been read. */
  cost(document: TextDocument): number {
    return this.costs.get(document) ?? 0;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async parse(document: TextDocument, files: SourceFiles, own = document.getText()): Promise<SourceReading> {
    const cells = pythonCells(document) ?? [document];
    const texts = cells.map((cell) => (cell === document ? own : cell.getText()));
    const language = sourceLanguage(document);
    if (language !== null && !texts.some((text) => mentionsFramework(text, language))) return nothing;
    try {
      const { ParseMemory, readSource, joinCells, readingOfCell } = await loadSourceTools();
      const memory = this.memories.get(document) ?? new ParseMemory();
      this.memories.set(document, memory);
      const answers = this.answers.of(document.uri.toString());
      const begin = performance.now();
      const isOneOfSeveral = cells.length > 1;
      const text = isOneOfSeveral ? joinCells(texts) : own;
      const reading = await readSource(sourcePath(document), text, files, answers, memory);
      this.costs.set(document, performance.now() - begin);
      return isOneOfSeveral ? readingOfCell(reading, texts, cells.indexOf(document)) : reading;
    } catch (error) {
      // A reader that fails must not take lenses and diagnostics of all other documents with it.
      this.log(`${document.uri}: ${error instanceof Error ? error.stack : error}`);
      return nothing;
    }
  }

  /** The document of this URI, whose answers have changed, and those whose reading looked for the file. */
  private readAgain(uri: string, delay: number): void {
    const isConcerned = (document: TextDocument, looked: ReadonlySet<string>) =>
      document.uri.toString() === uri || looked.has(uri);
    const readings = [...this.cache].filter(([document, { looked }]) => isConcerned(document, looked));
    for (const [document] of readings) {
      this.cache.delete(document);
      this.announceLater(document, delay);
    }
    if (readings.length > 0) this.outdated.fire();
  }

  private announceLater(document: TextDocument, delay: number): void {
    if (!isSource(document)) return;
    clearTimeout(this.timers.get(document));
    this.timers.set(
      document,
      setTimeout(() => void this.announce(document), delay),
    );
  }

  private async announce(document: TextDocument): Promise<void> {
    this.timers.delete(document);
    const { version } = document;
    const reading = await this.reading(document);
    if (document.version === version && !document.isClosed) this.read.fire({ document, reading });
    // The cells after it are read with it.
    if (isCell(document.uri)) this.outdated.fire();
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.cache.delete(document);
  }
}

/** Of a cell, with those of all cells that are read with it. */
function versionOf(document: TextDocument): string {
  return (pythonCells(document) ?? [document]).map(({ uri, version }) => `${uri.fragment}:${version}`).join(" ");
}
