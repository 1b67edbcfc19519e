import { l10n, type Uri } from "vscode";
import { describeProblem } from "../../core/problems/createProblem";
import type { ProblemSpecification } from "../../core/problems/problem";
import {
  describeRecording,
  type RecordingSpecification,
  recordingName,
} from "../../core/problems/recordingSpecification";
import { replayOf } from "../../core/simulation/replayOf";
import type { OptimizerConfiguration, SourceIssue } from "../../sources/configuration";
import { labelledGist } from "../../sources/labelledGist";
import { replaySpecification } from "../../sources/replaySpecification";
import { runSpecification, type SimulationDefaults } from "../../sources/runSpecification";
import { configurationLabel } from "../editor/configurationLabel";
import type { RunPlan } from "../runs/runPlan";
import { configurationKey } from "../runs/sourceLink";

/** A run to be, or what prevents it, at its place. */
export type PlannedRun = { readonly plan: RunPlan } | { readonly issue: SourceIssue };

/**
 * Everything that a run of a configuration needs. Apart from the rest because it brings the catalogues with it, which
 * activation must not load.
 *
 * @param chosenProblem goes before what source and settings say; null when none was chosen
 * @throws SpecificationError when the problem is none that can be simulated
 */
export function planRun(
  uri: Uri,
  configuration: OptimizerConfiguration,
  defaults: SimulationDefaults,
  chosenProblem: ProblemSpecification | null,
): PlannedRun {
  const simulation = chosenProblem ? { ...configuration.simulation, problem: chosenProblem } : configuration.simulation;
  const lowered = runSpecification({ ...configuration, simulation }, defaults);
  if ("issues" in lowered) return { issue: lowered.issues[0] };
  const { specification } = lowered;
  const problem = `${describeProblem(specification.problem)} · seed ${specification.seed}`;
  return { plan: { ...labels(uri, configuration), specification, problem, chosenProblem } };
}

/** Everything that a run needs in which a configuration is fed recorded gradients. */
export function planReplay(
  uri: Uri,
  configuration: OptimizerConfiguration,
  defaults: SimulationDefaults,
  recording: RecordingSpecification,
): PlannedRun {
  const lowered = replaySpecification(configuration, defaults, recording);
  if ("issues" in lowered) return { issue: lowered.issues[0] };
  const { name, ...shown } = labels(uri, configuration);
  const plan: RunPlan = {
    ...shown,
    name: `${name} · ${recordingName(recording.gradients)}`,
    specification: lowered.specification,
    problem: describeRecording(recording),
    chosenProblem: null,
  };
  return { plan };
}

/**
 * The plan of a replay whose source is gone, with its recording as that is by now.
 *
 * @throws SpecificationError where the gradients make no update any more
 */
export function replanReplay(plan: RunPlan, recording: RecordingSpecification): RunPlan {
  return { ...plan, specification: replayOf(plan.specification, recording), problem: describeRecording(recording) };
}

function labels(uri: Uri, configuration: OptimizerConfiguration): Pick<RunPlan, "name" | "title" | "gist" | "source"> {
  const { title, gist } = configurationLabel(configuration);
  const { framework, name, range } = configuration;
  return {
    name: name ?? [title, ...gist.slice(0, 1)].join(" "),
    title: framework === "native" ? title : `${framework} ${title}`,
    gist: labelledGist(configuration, l10n.t),
    source: { uri: uri.toString(), line: range.line, key: configurationKey(configuration) },
  };
}
