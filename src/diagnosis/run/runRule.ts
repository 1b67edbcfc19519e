import type { Evidence, Severity } from "../finding";
import type { Message, MessageValues } from "../message";
import type { RuleMetadata } from "../rule";
import type { RunFacts } from "./runFacts";
import type { SourceChange } from "./sourceChange";

/** What of a configuration a finding of its run is about, for the place that is pointed at. */
export type RunSubject = "optimizer" | "learningRate" | "schedule" | "epsilon" | "clipping";

/** A rule about a run that is done: it looks at the trace and at what was simulated. */
export interface RunRule {
  readonly metadata: RuleMetadata;
  check(facts: RunFacts, context: RunRuleContext): Iterable<RunReport>;
}

export interface RunRuleContext {
  /** The user's value of a threshold of the rule, or its default. */
  threshold(name: string): number;
}

/** What a rule found in a run. */
export interface RunReport<MessageName extends string = string, Title extends string = string> {
  /** Which of the rule's messages. */
  readonly message: MessageName;
  readonly values?: MessageValues;
  /** Numbers besides those that the message names. */
  readonly evidence?: Evidence;
  readonly about: RunSubject;
  /** The step at which it shows, from 0. */
  readonly step?: number;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  /** Changes of the source that would mend it, where one edit can make them, the best first. */
  readonly remedies?: readonly { readonly title: Title; readonly change: SourceChange }[];
}

/** Something that a rule has to say of a run. Plain data; `placeRunFindings` makes a `Finding` of it. */
export interface RunFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly evidence: Evidence;
  readonly about: RunSubject;
  readonly step?: number;
  readonly remedies: readonly RunRemedy[];
}

/** What would mend a finding of a run; which edit of the source that is, if any, `placeRunFindings` finds out. */
export interface RunRemedy {
  /** The fix's title; its values are those that `sourceChange` gives it. */
  readonly title: Omit<Message, "values">;
  readonly change: SourceChange;
}

/** What a check of a rule may report: messages and fixes that its metadata has texts for. */
type ReportOf<Metadata extends RuleMetadata> = RunReport<
  keyof Metadata["messages"] & string,
  keyof NonNullable<Metadata["fixes"]> & string
>;

/** A rule whose check reports nothing but messages and fixes that its metadata has texts for. */
export function runRule<const Metadata extends RuleMetadata>(
  metadata: Metadata,
  check: (facts: RunFacts, context: RunRuleContext) => Iterable<ReportOf<Metadata>>,
): RunRule {
  return { metadata, check };
}
