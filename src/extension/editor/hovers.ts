import {
  type CancellationToken,
  type Disposable,
  Hover,
  l10n,
  languages,
  type Position,
  type TextDocument,
  type Uri,
} from "vscode";
import type { HoverContext } from "../../sources/hover/configurationHover";
import { loadSourceTools } from "../loadSourceTools";
import { simulationDefaults } from "../settings";
import { pictureColors } from "./pictureColors";
import { markdownWithPlaces, placeLink } from "./placeLinks";
import { toEditorRange } from "./ranges";
import { sourceLanguage, sourceSelector } from "./sourceDocuments";
import type { SourceReadings } from "./sourceReadings";

/**
 * Explains optimizers, schedules and their values where the mouse rests on them.
 *
 * @param log told what went wrong, since a hover has no place for it
 */
export function registerHovers(readings: SourceReadings, log: (message: string) => void): Disposable {
  return languages.registerHoverProvider(sourceSelector, {
    async provideHover(document, position, token) {
      try {
        return await hoverOf(document, position, readings, token);
      } catch (error) {
        log(`${document.uri}: ${error instanceof Error ? error.stack : error}`);
        return null;
      }
    },
  });
}

/** What the Markdown about a configuration needs to know of the window and of the document that it stands in. */
export function hoverContext(uri: Uri): HoverContext {
  return {
    defaults: simulationDefaults(uri),
    colors: pictureColors(),
    linkTo: (place) => placeLink(uri, place),
    say: l10n.t,
  };
}

async function hoverOf(
  document: TextDocument,
  position: Position,
  readings: SourceReadings,
  token: CancellationToken,
): Promise<Hover | null> {
  const reading = await readings.reading(document);
  const isNative = sourceLanguage(document) === null;
  if (token.isCancellationRequested || (reading.configurations.length === 0 && !isNative)) return null;
  const { configurationHover, hoverAt } = await loadSourceTools();
  const text = document.getText();
  // Keys and problems of our own files have a meaning that no configuration knows of.
  const native = isNative ? hoverAt(text, document.offsetAt(position)) : null;
  const isOfForm = native !== null && native.noun !== "optimizer" && native.noun !== "schedule";
  const place = { line: position.line + 1, column: position.character + 1 };
  const own = isOfForm ? null : configurationHover(reading, text, place, hoverContext(document.uri));
  if (own !== null) return new Hover(own.markdown.map(markdownWithPlaces), toEditorRange(own.range));
  return native && new Hover(markdownWithPlaces(native.markdown), toEditorRange(native.range));
}
