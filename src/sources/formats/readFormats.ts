import type { SourceReading } from "../configuration";
import { blankComments } from "../json/blankComments";
import type { SourceText } from "../readSource";
import { parseForeignYaml, parseYaml } from "../yaml/parseYaml";
import { axolotl } from "./axolotl";
import { type ConfigurationFile, type ConfigurationFormat, nothing, withSyntaxIssues } from "./configurationFile";
import { deepspeed } from "./deepspeed";
import { hydra } from "./hydra";
import { lightning } from "./lightning";
import { llamaFactory } from "./llamaFactory";
import { speechbrain } from "./speechbrain";
import { torchtune } from "./torchtune";
import { transformersArguments } from "./transformersArguments";

/** In the order in which they are tried. */
const formats: readonly ConfigurationFormat[] = [
  deepspeed,
  torchtune,
  hydra,
  lightning,
  speechbrain,
  axolotl,
  llamaFactory,
  transformersArguments,
];

/**
 * Reads the optimizers of a file of YAML or JSON, in the format of whichever program it is for. Of all other files it reads nothing, and says nothing of their
 * mistakes. Never throws: of half-typed text it reads what it can.
 */
export async function readFormats(
  { path, text, files }: SourceText,
  language: ConfigurationFile["language"],
): Promise<SourceReading> {
  const { root, issues } = language === "yaml" ? parseForeignYaml(text) : parseYaml(blankComments(text), "JSON");
  if (root?.kind !== "mapping") return nothing;
  const file: ConfigurationFile = { root, language, path, files };
  const format = formats.find((each) => each.languages.includes(language) && each.recognises(file));
  return format === undefined ? nothing : withSyntaxIssues(await format.read(file), issues);
}
