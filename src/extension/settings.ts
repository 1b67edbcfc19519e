import { type ConfigurationScope, ConfigurationTarget, workspace } from "vscode";
import type { Precision } from "../core/floatArray";
import { type Instrument, isInstrument, withInstrument } from "../core/instruments/instrument";
import type { ProblemSpecification } from "../core/problems/problem";
import type { RuleSettings } from "../diagnosis/ruleSettings";
import type { SimulationDefaults } from "../sources/runSpecification";
import { configurationSection, settings } from "./contributions";
import type { ScanLimits } from "./workspace/scanFiles";

/** What a simulation takes from the settings where the source says nothing. VS Code supplies the defaults of package.json. */
export function simulationDefaults(scope: ConfigurationScope): SimulationDefaults {
  const configuration = workspace.getConfiguration(configurationSection, scope);
  const parameters = configuration.get<ProblemSpecification["parameters"]>(settings.problemParameters) ?? {};
  return {
    problem: {
      name: configuration.get<string>(settings.problem) as string,
      // VS Code hands objects out behind a proxy, which no message to a worker can carry.
      parameters: JSON.parse(JSON.stringify(parameters)),
    },
    steps: configuration.get<number>(settings.steps) as number,
    seed: configuration.get<number>(settings.seed) as number,
    precision: configuration.get<Precision>(settings.precision) as Precision,
    curvature: configuration.get<boolean>(settings.curvature) as boolean,
    instruments: instrumentsChosen(scope),
  };
}

export function codeLensEnabled(scope: ConfigurationScope): boolean {
  return workspace.getConfiguration(configurationSection, scope).get<boolean>(settings.codeLens) !== false;
}

/** Largest single file that is scanned: notebooks with pictures have some megabytes, files of data far more. */
const MOST_FILE_BYTES = 5_000_000;
/** The most files that are scanned: a minute where each takes some milliseconds. */
const MOST_FILES = 20_000;

/** How much of a workspace is looked through. */
export function scanLimits(): ScanLimits {
  const megabytes = workspace.getConfiguration(configurationSection).get<number>(settings.scanMaximumMegabytes);
  return { bytes: (megabytes as number) * 1e6, fileBytes: MOST_FILE_BYTES, files: MOST_FILES };
}

const FEWEST_RUNS = 1;
const MOST_RUNS = 1000;

/** How many runs are kept. What is no number between the limits of package.json is taken for the nearest that is. */
export function maximumRuns(): number {
  const runs = workspace.getConfiguration(configurationSection).get<number>(settings.historyMaximumRuns) as number;
  return Math.min(Math.max(Math.floor(Number(runs)) || FEWEST_RUNS, FEWEST_RUNS), MOST_RUNS);
}

/** Whether what is edited is simulated again after each edit. */
export function liveEnabled(): boolean {
  return workspace.getConfiguration(configurationSection).get<boolean>(settings.live) !== false;
}

/** Turns simulating as you type on or off: for the workspace where that has a say of its own, else for the user. */
export async function setLive(isLive: boolean): Promise<void> {
  await change(settings.live, undefined, () => isLive);
}

/** Whether curvature is measured along runs whose source does not say. */
export function curvatureMeasured(): boolean {
  return workspace.getConfiguration(configurationSection).get<boolean>(settings.curvature) === true;
}

/** Turns measuring curvature on or off: for the workspace where that has a say of its own, else for the user. */
export async function setCurvature(isMeasured: boolean): Promise<void> {
  await change(settings.curvature, undefined, () => isMeasured);
}

/** What else is recorded of runs whose source does not say. What is no instrument is left out: VS Code marks it in the settings. */
export function instrumentsChosen(scope?: ConfigurationScope): readonly Instrument[] {
  const chosen = workspace.getConfiguration(configurationSection, scope).get<unknown>(settings.instruments);
  return Array.isArray(chosen) ? chosen.filter(isInstrument) : [];
}

/** Turns an instrument on or off: for the workspace where that has a say of its own, else for the user. */
export async function setInstrument(instrument: Instrument, isOn: boolean): Promise<void> {
  await change(settings.instruments, undefined, (chosen: readonly unknown[] = []) =>
    withInstrument(chosen.filter(isInstrument), instrument, isOn),
  );
}

/** What the user makes of the rules. What is no severity or no number is left out: VS Code marks it in the settings. */
export function ruleSettings(scope?: ConfigurationScope): RuleSettings {
  const configuration = workspace.getConfiguration(configurationSection, scope);
  const entries = (name: string) => Object.entries(configuration.get<Record<string, unknown>>(name) ?? {});
  return {
    severities: Object.fromEntries(
      entries(settings.rules).filter((entry): entry is [string, SeveritySetting] => isSeverity(entry[1])),
    ),
    thresholds: Object.fromEntries(
      entries(settings.thresholds).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
    ),
  };
}

type SeveritySetting = RuleSettings["severities"][string];

function isSeverity(value: unknown): value is SeveritySetting {
  return value === "off" || value === "information" || value === "warning" || value === "error";
}

/** Turns a rule off: for the workspace where that has a say on rules, else for the user. */
export async function turnOffRule(scope: ConfigurationScope, rule: string): Promise<void> {
  await change(settings.rules, scope, (rules: Readonly<Record<string, unknown>> = {}) => ({ ...rules, [rule]: "off" }));
}

/** Changes a setting where it is set: in the workspace, else for the user. */
async function change<Value>(
  name: string,
  scope: ConfigurationScope | undefined,
  changed: (value: Value | undefined) => Value,
): Promise<void> {
  const configuration = workspace.getConfiguration(configurationSection, scope);
  const { workspaceValue, globalValue } = configuration.inspect<Value>(name) ?? {};
  if (workspaceValue === undefined) await configuration.update(name, changed(globalValue), ConfigurationTarget.Global);
  else await configuration.update(name, changed(workspaceValue), ConfigurationTarget.Workspace);
}
