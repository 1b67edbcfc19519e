/** A schedule in the target's language. */
export interface ScheduleDraft {
  /** Modules besides the target's own. */
  readonly imports: readonly string[];
  /** Definitions that come before the optimizer, or in torch after it. */
  readonly setup: string;
  /** What the learning rate is given; in torch what `scheduler` is assigned. */
  readonly expression: string;
  /** Learning rate of the optimizer, in torch. */
  readonly rate: number;
}

/** What does a schedule's name stand for in a draft: nothing but the call. */
export function callDraft(expression: string, rate: number, imports: readonly string[] = []): ScheduleDraft {
  return { imports, setup: "", expression, rate };
}
