import { version } from "../../package.json";
import { nearestName } from "../core/nearestName";
import { check } from "./check";
import { CommandError, EXIT, type ExitCode } from "./commandError";
import type { CommandIo } from "./commandIo";
import { helpText } from "./help";
import { inspect } from "./inspect";
import { replay } from "./replay";
import { simulate } from "./simulate";

type Command = (args: readonly string[], io: CommandIo) => Promise<ExitCode>;

const commands: Readonly<Record<string, Command>> = { inspect, simulate, replay, check };

/**
 * Runs one command line.
 *
 * @param args what stands behind the program's name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (args.includes("--help") || args.includes("-h") || name === "help") {
      await io.write(helpText);
      return EXIT.fine;
    }
    if (name === "--version" || name === "-v") {
      await io.write(`${version}\n`);
      return EXIT.fine;
    }
    return await commandNamed(name)(rest, io);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    io.message(error.message);
    return error.exitCode;
  }
}

function commandNamed(name: string | undefined): Command {
  if (name !== undefined && Object.hasOwn(commands, name)) return commands[name];
  const names = Object.keys(commands);
  const known = `The commands are ${names.join(", ")}; --help explains them.`;
  if (name === undefined) throw new CommandError(`No command is given. ${known}`);
  const nearest = nearestName(name, names);
  throw new CommandError(`Unknown command "${name}".${nearest ? ` Did you mean "${nearest}"?` : ""} ${known}`);
}
