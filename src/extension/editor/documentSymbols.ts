import { type Disposable, DocumentSymbol, l10n, languages, SymbolKind } from "vscode";
import type { OptimizerConfiguration, ScheduleConfiguration } from "../../sources/configuration";
import { loadSourceTools } from "../loadSourceTools";
import { toEditorRange } from "./ranges";
import { sourceSelector } from "./sourceDocuments";
import type { SourceReadings } from "./sourceReadings";

/**
 * Lists the configurations of a file in its outline and among its symbols. Where the language has an outline of its own, VS Code puts
 * ours beside it as a group of this name.
 */
export function registerDocumentSymbols(readings: SourceReadings): Disposable {
  return languages.registerDocumentSymbolProvider(
    sourceSelector,
    {
      async provideDocumentSymbols(document) {
        const { configurations } = await readings.reading(document);
        if (configurations.length === 0) return [];
        const { configurationLabel, scheduleTitle } = await loadSourceTools();
        return configurations.map((configuration) => {
          const { name, title, gist } = configurationLabel(configuration);
          const detail = [...(name === title ? [] : [title]), ...gist].join(" · ");
          return configurationSymbol(configuration, name, detail, scheduleTitle);
        });
      },
    },
    { label: l10n.t("Optimizers") },
  );
}

function configurationSymbol(
  { range, schedule }: OptimizerConfiguration,
  name: string,
  detail: string,
  titleOf: (schedule: ScheduleConfiguration) => string,
): DocumentSymbol {
  const place = toEditorRange(range);
  const symbol = new DocumentSymbol(name, detail, SymbolKind.Object, place, place);
  if (schedule !== null) {
    const ofSchedule = toEditorRange(schedule.range);
    symbol.children = [new DocumentSymbol(titleOf(schedule), "", SymbolKind.Event, ofSchedule, ofSchedule)];
  }
  return symbol;
}
