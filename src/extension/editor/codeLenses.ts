import {
  CodeLens,
  type CodeLensProvider,
  type Command,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  type TextDocument,
  workspace,
} from "vscode";
import type { OptimizerConfiguration } from "../../sources/configuration";
import { placeOf } from "../commands/configurationPlace";
import { commands, configurationSection, settings } from "../contributions";
import { loadSourceTools } from "../loadSourceTools";
import { codeLensEnabled, simulationDefaults } from "../settings";
import type { ConfigurationLabel } from "./configurationLabel";
import { toEditorRange } from "./ranges";
import { sourceSelector } from "./sourceDocuments";
import type { SourceReadings } from "./sourceReadings";

/** Offers to simulate, above every configuration, and to compare them where a file has several. */
export function registerCodeLenses(readings: SourceReadings): Disposable {
  const changed = new EventEmitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) => (codeLensEnabled(document) ? lensesOf(document, readings) : []),
  };
  return Disposable.from(
    changed,
    languages.registerCodeLensProvider(sourceSelector, provider),
    readings.onDidOutdate(() => changed.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${configurationSection}.${settings.codeLens}`)) changed.fire();
    }),
  );
}

async function lensesOf(document: TextDocument, readings: SourceReadings): Promise<CodeLens[]> {
  const { configurations } = await readings.reading(document);
  if (configurations.length === 0) return [];
  const { comparableConfigurations, configurationLabel, runSpecification } = await loadSourceTools();
  const defaults = simulationDefaults(document);
  const lenses = configurations.map((configuration) => {
    const lowered = runSpecification(configuration, defaults);
    const missing = "missing" in lowered ? lowered.missing.map(({ expression }) => expression) : [];
    const obstacle = "issues" in lowered && missing.length === 0 ? lowered.issues[0].message : null;
    const command = simulateCommand(document, configuration, configurationLabel(configuration), { obstacle, missing });
    return new CodeLens(toEditorRange(configuration.range), command);
  });
  const comparable = comparableConfigurations(configurations, defaults);
  if (comparable.length > 1) {
    lenses.unshift(new CodeLens(lenses[0].range, compareAllCommand(document, comparable.length)));
  }
  return lenses;
}

/** What keeps a configuration from being simulated at once. */
interface Hindrance {
  readonly obstacle: string | null;
  /** Expressions that are asked for first. */
  readonly missing: readonly string[];
}

/** `▷ Simulate · AdamW · lr 3e-4`, or what prevents it. */
function simulateCommand(
  document: TextDocument,
  configuration: OptimizerConfiguration,
  { name, title, gist }: ConfigurationLabel,
  { obstacle, missing }: Hindrance,
): Command {
  const asks = missing.length === 0 ? [] : [l10n.t("Asks for {0}, which only the run knows.", missing.join(", "))];
  const offer = [`▷ ${l10n.t("Simulate")}`, name, ...gist.slice(0, 1)].join(" · ");
  return {
    command: commands.simulateConfiguration,
    arguments: [document.uri.toString(), [placeOf(configuration)]],
    title: obstacle === null ? offer : `⚠ ${name} · ${obstacle}`,
    tooltip: obstacle ?? [[title, ...gist].join(" · "), ...asks].join("\n"),
  };
}

function compareAllCommand(document: TextDocument, count: number): Command {
  return {
    command: commands.compareAll,
    arguments: [document.uri.toString()],
    title: `▷ ${l10n.t("Compare all {0}", count)}`,
    tooltip: l10n.t(
      "Simulate all optimizers of this file and show them, and those that are pinned, in the same charts.",
    ),
  };
}
