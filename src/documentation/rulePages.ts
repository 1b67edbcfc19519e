import { Simulation } from "../core/simulation/simulation";
import { allRules } from "../diagnosis/allRules";
import { diagnoseSource } from "../diagnosis/diagnoseSource";
import { formatMessage } from "../diagnosis/message";
import type { RuleMetadata } from "../diagnosis/rule";
import { diagnoseRun } from "../diagnosis/run/diagnoseRun";
import { runRules } from "../diagnosis/run/runRules";
import { sourceRules } from "../diagnosis/sourceRules";
import { readSource } from "../sources/readSource";
import { runSpecification } from "../sources/runSpecification";
import { rulePage } from "./rulePage";
import { rulesPage } from "./rulesPage";

const FOLDER = "docs/rules";

/** The pages of all rules by their paths in the repository, and the page that lists them. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const ofSources = sourceRules.map(({ metadata }) => pageOf(metadata, saidOfExample));
  const ofRuns = runRules.map(({ metadata }) => pageOf(metadata, saidOfExampleRun));
  const pages = await Promise.all([...ofSources, ...ofRuns]);
  return new Map([[`${FOLDER}/README.md`, `${rulesPage(allRules)}\n`], ...pages]);
}

async function pageOf(
  metadata: RuleMetadata,
  said: (metadata: RuleMetadata) => Promise<readonly string[]>,
): Promise<readonly [path: string, page: string]> {
  return [`${FOLDER}/${metadata.id}.md`, `${rulePage(metadata, await said(metadata))}\n`];
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
