import type { SourceReading } from "../configuration";
import { blankComments } from "../json/blankComments";
import type { SourceText } from "../readSource";
import { parseToml } from "../toml/parseToml";
import { type ParsedYaml, parseForeignYaml, parseYaml } from "../yaml/parseYaml";
import { withUnknowns } from "./askedValues";
import { axolotl } from "./axolotl";
import { type ConfigurationFile, type ConfigurationFormat, nothing, withSyntaxIssues } from "./configurationFile";
import { deepspeed } from "./deepspeed";
import { detectron2 } from "./detectron2";
import { espnet } from "./espnet";
import { fairseq } from "./fairseq";
import { gptNeox } from "./gptNeox";
import { hydra } from "./hydra";
import { keras } from "./keras";
import { levanter } from "./levanter";
import { lightning } from "./lightning";
import { llamaFactory } from "./llamaFactory";
import { llmFoundry } from "./llmFoundry";
import { maxtext } from "./maxtext";
import { nemo } from "./nemo";
import { speechbrain } from "./speechbrain";
import { timm } from "./timm";
import { torchtitan } from "./torchtitan";
import { torchtune } from "./torchtune";
import { transformersArguments } from "./transformersArguments";

/** In the order in which they are tried. */
const formats: readonly ConfigurationFormat[] = [
  gptNeox,
  detectron2,
  nemo,
  espnet,
  fairseq,
  deepspeed,
  keras,
  torchtune,
  torchtitan,
  timm,
  llmFoundry,
  levanter,
  maxtext,
  hydra,
  lightning,
  speechbrain,
  axolotl,
  llamaFactory,
  transformersArguments,
];

/**
 * Reads the optimizers of a file of YAML, JSON or TOML, in the format of whichever program it is for. Of all other files it reads nothing, and says nothing of their
 * mistakes. Never throws: of half-typed text it reads what it can.
 */
export async function readFormats(
  { path, text, files, answers }: SourceText,
  language: ConfigurationFile["language"],
): Promise<SourceReading> {
  const { root, issues } = parse(text, language);
  if (root?.kind !== "mapping") return nothing;
  for (const format of formats) {
    const file: ConfigurationFile = { root, language, path, files, asked: { answers, unknowns: [] } };
    if (!format.languages.includes(language) || !format.recognises(file)) continue;
    const reading = await format.read(file);
    if (reading.configurations.length + reading.issues.length > 0)
      return withSyntaxIssues(withUnknowns(reading, file.asked), issues);
  }
  return nothing;
}

function parse(text: string, language: ConfigurationFile["language"]): Pick<ParsedYaml, "root" | "issues"> {
  if (language === "toml") return { root: parseToml(text), issues: [] };
  return language === "yaml" ? parseForeignYaml(text) : parseYaml(blankComments(text), "JSON");
}
