/** What a command ends with; `findings`: of severity error. */
export const EXIT = { fine: 0, findings: 1, badInput: 2, simulationFailed: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a message for people and an exit code. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.badInput,
  ) {
    super(message);
    this.name = "CommandError";
  }
}
