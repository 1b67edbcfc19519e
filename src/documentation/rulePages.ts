import { diagnoseSource } from "../diagnosis/diagnoseSource";
import { formatMessage } from "../diagnosis/message";
import type { RuleMetadata } from "../diagnosis/rule";
import { sourceRules } from "../diagnosis/sourceRules";
import { readSource } from "../sources/readSource";
import { rulePage } from "./rulePage";
import { rulesPage } from "./rulesPage";

const FOLDER = "docs/rules";

/** The pages of all rules by their paths in the repository, and the page that lists them. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const rules = sourceRules.map(({ metadata }) => metadata);
  const pages = rules.map(async (metadata) => {
    const page = rulePage(metadata, await saidOfExample(metadata));
    return [`${FOLDER}/${metadata.id}.md`, `${page}\n`] as const;
  });
  return new Map([[`${FOLDER}/README.md`, `${rulesPage(rules)}\n`], ...(await Promise.all(pages))]);
}

async function saidOfExample({ documentation }: RuleMetadata): Promise<readonly string[]> {
  const { path, before } = documentation.example;
  return diagnoseSource(await readSource(path, before), before).map(({ message }) => formatMessage(message));
}
