import { l10n, type TextDocument, workspace } from "vscode";
import type { ChangedValues, Hyperparameter } from "../../protocol/panel";
import type { Adjustments } from "../../sources/adjustments/adjusted";
import type { WrittenSource } from "../../sources/adjustments/writing";
import type { OptimizerConfiguration } from "../../sources/configuration";
import type { TextEdit } from "../../sources/edits/textEdit";
import type { SimulateServices } from "../commands/simulateServices";
import { openIfThere } from "../editor/openIfThere";
import { addressOf } from "../editor/placeLinks";
import { sourceLanguage } from "../editor/sourceDocuments";
import { workspaceEdit } from "../editor/workspaceEdit";
import { loadSourceTools } from "../loadSourceTools";
import { locate } from "../runs/sourceLink";
import { simulationDefaults } from "../settings";
import { describeWriting } from "./describeWriting";

/** What a run was made of, as its source says it by now. */
interface RunConfiguration {
  readonly document: TextDocument;
  readonly configuration: OptimizerConfiguration;
  /** Among those of the document. */
  readonly index: number;
}

/** Tries other values of hyperparameters in runs, and writes those that do into their sources. */
export class WhatIf {
  /** The last change, of which only one is under way at a time: each is shown before it gives way to the next. */
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly services: Pick<SimulateServices, "store" | "readings">) {}

  /** @throws Error where the source is gone, or says something else by now */
  async hyperparameters(run: string): Promise<readonly Hyperparameter[]> {
    const { document, configuration } = await this.configurationOf(run);
    const { adjustables, writingOf } = await loadSourceTools();
    const source = await writtenSource(document, configuration);
    return adjustables(configuration).map((adjustable) => {
      const { id, label, documentation, value, control } = adjustable;
      const writing = describeWriting(writingOf(configuration, adjustable, source), adjustable.read);
      return { id, label, documentation, value, control, writing };
    });
  }

  /**
   * Resolves when the run is shown with the values, or as far as it is by then.
   *
   * @throws Error where the source is gone or says something else by now, or the values cannot be simulated
   */
  adjust(run: string, changes: ChangedValues): Promise<void> {
    const asked = this.last.then(() => this.adjustNow(run, changes));
    this.last = asked.catch(() => {});
    return asked;
  }

  private async adjustNow(run: string, changes: ChangedValues): Promise<void> {
    const { store } = this.services;
    const { document, configuration } = await this.configurationOf(run);
    const { checkAdjustments } = await loadSourceTools();
    await this.plan(run, document, configuration, checkAdjustments(configuration, changes));
    await store.whenShown(run);
    const { held } = store.get(run);
    if (held !== null) throw new Error(held);
  }

  /**
   * Makes one edit of all the values that are tried; those that it cannot write are still tried afterwards.
   *
   * @throws Error where there is nothing to write, or the edited source would say something else than it should; nothing is edited then
   */
  async write(run: string): Promise<void> {
    const { readings, store } = this.services;
    const { document, configuration, index } = await this.configurationOf(run);
    const { writeAdjustments, checkAdjustments } = await loadSourceTools();
    const changes = checkAdjustments(configuration, store.get(run).plan.trial?.changes ?? {});
    const source = await writtenSource(document, configuration);
    const { edits, left } = writeAdjustments(configuration, changes, source);
    if (edits.length === 0) throw new Error(l10n.t("Nothing in the source can be edited for these values."));
    const written = without(changes, left);
    await this.checkEdits(document, configuration, index, edits, written);
    if (!(await workspace.applyEdit(workspaceEdit(document.uri, edits)))) {
      throw new Error(l10n.t("VS Code refused the edit: the source has changed meanwhile."));
    }
    const { configurations } = await readings.reading(document);
    await this.plan(run, document, configurations[index] ?? configuration, left);
  }

  private async plan(
    run: string,
    document: TextDocument,
    configuration: OptimizerConfiguration,
    changes: Adjustments,
  ): Promise<void> {
    const { store } = this.services;
    const { planTrial } = await loadSourceTools();
    const defaults = simulationDefaults(document);
    const planned = planTrial(document.uri, configuration, defaults, store.get(run).plan, changes);
    if ("issue" in planned) throw new Error(planned.issue.message);
    store.renew(run, planned.plan);
  }

  private async configurationOf(run: string): Promise<RunConfiguration> {
    const { store, readings } = this.services;
    const { source, isVariant } = store.get(run).plan;
    if (isVariant) throw new Error(l10n.t("This run varies what its source says in a way that no value of it can."));
    if (source === null) throw new Error(l10n.t("This run has no source whose values could be changed."));
    const open = workspace.textDocuments.find(({ uri }) => uri.toString() === source.uri);
    const document = open ?? (await openIfThere(source.uri));
    if (!document) throw new Error(l10n.t("The source of this run is gone."));
    const { configurations } = await readings.reading(document);
    const located = locate(source, configurations);
    if (located === null || located.changed) {
      throw new Error(l10n.t("The source has changed since this run. Simulate it again to try other values."));
    }
    const { configuration } = located;
    return { document, configuration, index: configurations.indexOf(configuration) };
  }

  /** Reads what the edits of the document would make of it. What other files say is not known before they are edited. */
  private async checkEdits(
    document: TextDocument,
    configuration: OptimizerConfiguration,
    index: number,
    edits: readonly TextEdit[],
    changes: Adjustments,
  ): Promise<void> {
    if (edits.some(({ file }) => file !== undefined)) return;
    const { applyEdits, wronglyWritten } = await loadSourceTools();
    const after = await this.services.readings.readingWith(document, applyEdits(document.getText(), edits));
    const wrong = wronglyWritten(configuration, after.configurations[index], changes);
    if (wrong.length === 0) return;
    const names = wrong.join(", ");
    throw new Error(
      l10n.t("Nothing was written: the source would not say what is tried ({0}). Edit it yourself.", names),
    );
  }
}

/** The texts that a configuration takes values from. */
async function writtenSource(document: TextDocument, configuration: OptimizerConfiguration): Promise<WrittenSource> {
  const { adjustables } = await loadSourceTools();
  const files = new Set(adjustables(configuration).flatMap(({ read }) => read?.file ?? []));
  const texts = new Map<string | undefined, string>([[undefined, document.getText()]]);
  for (const file of files) {
    const place = { file, range: configuration.range };
    const other = await openIfThere(addressOf(document.uri, place).toString());
    if (other) texts.set(file, other.getText());
  }
  const language = sourceLanguage(document);
  return { isPython: language === "python", textOf: (file) => texts.get(file) ?? null };
}

function without(changes: Adjustments, left: Adjustments): Adjustments {
  return Object.fromEntries(Object.entries(changes).filter(([id]) => !Object.hasOwn(left, id)));
}
