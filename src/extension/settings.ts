import { type ConfigurationScope, ConfigurationTarget, workspace } from "vscode";
import type { Precision } from "../core/floatArray";
import type { ProblemSpecification } from "../core/problems/problem";
import type { SimulationDefaults } from "../sources/runSpecification";
import { configurationSection, settings } from "./contributions";

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
