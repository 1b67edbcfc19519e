import { Disposable, type TextDocument, workspace } from "vscode";
import type { Finding } from "../../diagnosis/finding";
import type { SourceReading } from "../../sources/configuration";
import { configurationSection } from "../contributions";
import type { ReadDocument, SourceReadings } from "../editor/sourceReadings";
import { Emitter } from "../emitter";
import { loadSourceTools } from "../loadSourceTools";
import { ruleSettings } from "../settings";

/** What is wrong with a document as it was read. */
export interface DiagnosedDocument {
  readonly document: TextDocument;
  readonly reading: SourceReading;
  readonly findings: readonly Finding[];
}

/** Findings in the open documents, anew whenever one is read or the settings of rules change. */
export class DocumentFindings implements Disposable {
  private readonly latest = new Map<TextDocument, DiagnosedDocument>();
  private readonly diagnosed = new Emitter<DiagnosedDocument>();
  private readonly subscriptions: Disposable;

  /** A document has been read and diagnosed; it has not changed meanwhile. */
  readonly onDidDiagnose = this.diagnosed.event;

  constructor(
    readings: SourceReadings,
    private readonly log: (message: string) => void,
  ) {
    this.subscriptions = Disposable.from(
      readings.onDidRead((read) => void this.diagnose(read)),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(configurationSection))
          for (const each of this.latest.values()) void this.diagnose(each);
      }),
      workspace.onDidCloseTextDocument((document) => void this.latest.delete(document)),
    );
  }

  /** Those in a document at its last reading. */
  of(document: TextDocument): readonly Finding[] {
    return this.latest.get(document)?.findings ?? [];
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async diagnose({ document, reading }: ReadDocument): Promise<void> {
    const { version } = document;
    const findings = await this.findingsIn(document, reading);
    if (document.version !== version || document.isClosed) return;
    const diagnosed = { document, reading, findings };
    this.latest.set(document, diagnosed);
    this.diagnosed.fire(diagnosed);
  }

  private async findingsIn(document: TextDocument, reading: SourceReading): Promise<readonly Finding[]> {
    if (reading.configurations.length === 0) return [];
    try {
      const { diagnoseSource } = await loadSourceTools();
      return diagnoseSource(reading, document.getText(), ruleSettings(document));
    } catch (error) {
      // A rule that fails must not take lenses and the other documents' findings with it.
      this.log(`${document.uri}: ${error instanceof Error ? error.stack : error}`);
      return [];
    }
  }
}
