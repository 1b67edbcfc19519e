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
import { distinctLabels } from "./distinctLabels";
import { toEditorRange } from "./ranges";
import { sourceSelector } from "./sourceDocuments";
import type { SourceReadings } from "./sourceReadings";

/** Lenses above one line, where a program chooses one of several optimizers; of more the user picks. */
const MOST_ON_LINE = 3;

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
  const lenses = byLine(configurations).flatMap((onLine): CodeLens[] => {
    const labels = onLine.map(configurationLabel);
    const names = distinctLabels(labels);
    const shown = onLine.length > MOST_ON_LINE + 1 ? onLine.slice(0, MOST_ON_LINE) : onLine;
    const own = shown.map((configuration, index) => {
      const lowered = runSpecification(configuration, defaults);
      const missing = "missing" in lowered ? lowered.missing.map(({ expression }) => expression) : [];
      const obstacle = "issues" in lowered && missing.length === 0 ? lowered.issues[0].message : null;
      const command = simulateCommand(document, configuration, names[index], labels[index], { obstacle, missing });
      return new CodeLens(toEditorRange(configuration.range), command);
    });
    const others = onLine.slice(shown.length);
    if (others.length === 0) return own;
    return [...own, new CodeLens(toEditorRange(others[0].range), chooseCommand(document, others, names))];
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
  distinct: string,
  { name, title, gist }: ConfigurationLabel,
  { obstacle, missing }: Hindrance,
): Command {
  const asks = missing.length === 0 ? [] : [l10n.t("Asks for {0}, which only the run knows.", missing.join(", "))];
  const offer = `▷ ${l10n.t("Simulate")} · ${distinct}`;
  return {
    command: commands.simulateConfiguration,
    arguments: [document.uri.toString(), [placeOf(configuration)]],
    title: obstacle === null ? offer : `⚠ ${name} · ${obstacle}`,
    tooltip: obstacle ?? [[title, ...gist].join(" · "), ...asks].join("\n"),
  };
}

/** Configurations of a line that have no lens of their own. */
function chooseCommand(
  document: TextDocument,
  others: readonly OptimizerConfiguration[],
  names: readonly string[],
): Command {
  return {
    command: commands.simulateConfiguration,
    arguments: [document.uri.toString(), others.map(placeOf), true],
    title: l10n.t("… {0} more", others.length),
    tooltip: names.slice(-others.length).join("\n"),
  };
}

function byLine(configurations: readonly OptimizerConfiguration[]): readonly (readonly OptimizerConfiguration[])[] {
  const lines = new Map<number, OptimizerConfiguration[]>();
  for (const configuration of configurations) {
    const { line } = configuration.range;
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [configuration]);
    else known.push(configuration);
  }
  return [...lines.values()];
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
