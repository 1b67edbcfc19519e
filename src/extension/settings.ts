import { type ConfigurationScope, ConfigurationTarget, workspace } from "vscode";
import type { Precision } from "../core/floatArray";
import type { ProblemSpecification } from "../core/problems/problem";
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

/** Whether what is edited is simulated again after each edit. */
export function liveEnabled(): boolean {
  return workspace.getConfiguration(configurationSection).get<boolean>(settings.live) !== false;
}

/** Turns simulating as you type on or off: for the workspace where that has a say of its own, else for the user. */
export async function setLive(isLive: boolean): Promise<void> {
  const configuration = workspace.getConfiguration(configurationSection);
  const isOfWorkspace = configuration.inspect(settings.live)?.workspaceValue !== undefined;
  const target = isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(settings.live, isLive, target);
}
