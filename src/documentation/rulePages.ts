import { Simulation } from "../core/simulation/simulation";
import { allRules, ruleMetadata } from "../diagnosis/allRules";
import { diagnoseSource } from "../diagnosis/diagnoseSource";
import { formatMessage } from "../diagnosis/message";
import type { RuleMetadata } from "../diagnosis/rule";
import { diagnoseRun } from "../diagnosis/run/diagnoseRun";
import { runRules } from "../diagnosis/run/runRules";
import { readSource } from "../sources/readSource";
import { runSpecification } from "../sources/runSpecification";
import { rulePage } from "./rulePage";
import { rulesPage } from "./rulesPage";

const FOLDER = "docs/rules";

/** The pages of all rules by their paths in the repository, and the page that lists them. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const pages = allRules.map(async ({ id }) => [`${FOLDER}/${id}.md`, await pageOfRule(id)] as const);
  return new Map([[`${FOLDER}/README.md`, `${rulesPage(allRules)}\n`], ...(await Promise.all(pages))]);
}

/** The page of a rule; empty for an identifier of none. */
export async function pageOfRule(id: string): Promise<string> {
  const metadata = ruleMetadata(id);
  if (metadata === undefined) return "";
  const isOfRuns = runRules.some((rule) => rule.metadata === metadata);
  const said = await (isOfRuns ? saidOfExampleRun(metadata) : saidOfExample(metadata));
  return `${rulePage(metadata, said)}\n`;
}

/** What the rule says of a run of its example, with curvature measured where the rule needs it. */
async function saidOfExampleRun({ id, documentation, needsCurvature }: RuleMetadata): Promise<readonly string[]> {
  const { path, before } = documentation.example;
  const { configurations } = await readSource(path, before);
  return configurations.flatMap((configuration) => {
    const lowered = runSpecification(configuration, EXAMPLE_DEFAULTS);
    if (!("specification" in lowered)) return [];
    const specification = { ...lowered.specification, ...(needsCurvature ? { curvature: { every: 1 } } : {}) };
    const simulation = new Simulation(specification);
    simulation.advance(specification.steps);
    const { trace, nonFinite } = simulation;
    const findings = diagnoseRun({ specification, trace, nonFinite });
    return findings.filter(({ rule }) => rule === id).map(({ message }) => formatMessage(message));
  });
}

const EXAMPLE_DEFAULTS = {
  problem: { name: "noisy-quadratic", parameters: {} },
  steps: 500,
  seed: 0,
  precision: "float64",
} as const;

async function saidOfExample({ documentation }: RuleMetadata): Promise<readonly string[]> {
  const { path, before } = documentation.example;
  return diagnoseSource(await readSource(path, before), before).map(({ message }) => formatMessage(message));
}
