import { l10n, type TextDocument } from "vscode";
import type { UnknownValue } from "../../sources/answers/unknownValue";
import { configurationAt, placeOf } from "../commands/configurationPlace";
import type { SimulateServices } from "../commands/simulateServices";
import type { ChosenConfiguration } from "../commands/startRuns";
import { loadSourceTools } from "../loadSourceTools";
import { simulationDefaults } from "../settings";
import { askAnswer } from "./askAnswer";

/** What an answer reveals may be unknown in turn; a file that goes on and on is given up. */
const MOST_ROUNDS = 8;

/**
 * Asks for what only the run knows of configurations, each expression once, and remembers the answers.
 *
 * @returns the configurations with the answers; undefined when the user leaves, who is not asked again for what was answered before
 */
export async function askMissing(
  { readings, answers }: Pick<SimulateServices, "readings" | "answers">,
  chosen: readonly ChosenConfiguration[],
): Promise<readonly ChosenConfiguration[] | undefined> {
  let asked = chosen;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const questions = await missingOf(asked);
    if (questions.length === 0) return asked;
    for (const [index, { document, unknown }] of questions.entries()) {
      const title = l10n.t("Simulate");
      const text = await askAnswer(document, { unknown, title, step: index + 1, of: questions.length });
      if (text === undefined) return undefined;
      await answers.remember({ uri: document.uri.toString(), expression: unknown.expression, text });
    }
    asked = await Promise.all(
      asked.map(async ({ document, configuration }) => {
        const { configurations } = await readings.reading(document);
        return { document, configuration: configurationAt(configurations, placeOf(configuration)) ?? configuration };
      }),
    );
  }
  return asked;
}

/** What has to be asked for, each expression of a document once. */
async function missingOf(
  chosen: readonly ChosenConfiguration[],
): Promise<readonly { readonly document: TextDocument; readonly unknown: UnknownValue }[]> {
  const { runSpecification, mergeUnknowns } = await loadSourceTools();
  const documents = [...new Set(chosen.map(({ document }) => document))];
  return documents.flatMap((document) => {
    const own = chosen.filter((each) => each.document === document);
    const missing = own.flatMap(({ configuration }) => {
      const lowered = runSpecification(configuration, simulationDefaults(document));
      return "missing" in lowered ? lowered.missing : [];
    });
    return mergeUnknowns(missing).map((unknown) => ({ document, unknown }));
  });
}
