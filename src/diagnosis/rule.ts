import type { ReadValue, SourceRange } from "../sources/configuration";
import type { SourceEdits } from "../sources/edits/sourceEdits";
import type { TextEdit } from "../sources/edits/textEdit";
import type { ConfigurationFacts } from "./configuration/configurationFacts";
import type { Evidence, RelatedPlace, Severity } from "./finding";
import type { MessageValues } from "./message";

/** What is the same for all rules: who they are and what their page says. All texts are English, and translated by their templates. */
export interface RuleMetadata {
  /** Group and name: `schedule/cosine-rises-again`. */
  readonly id: string;
  readonly severity: Severity;
  /** The mistake in a few words, as a heading: `Cosine annealing rises again after T_max`. */
  readonly title: string;
  /** Sentences that it can say, by a name for each; `{name}` stands for a value. */
  readonly messages: Readonly<Record<string, string>>;
  /** Titles of its fixes, likewise. */
  readonly fixes?: Readonly<Record<string, string>>;
  /** Rules whose findings in the same configuration are left out beside this one's, which say the same more exactly. */
  readonly saysMoreThan?: readonly string[];
  /** Numbers that users can set, by name. */
  readonly thresholds?: Readonly<Record<string, Threshold>>;
  /** Whether it looks at curvature along the run, which is measured only where a specification asks for it. */
  readonly needsCurvature?: boolean;
  readonly documentation: RuleDocumentation;
}

export interface Threshold {
  readonly default: number;
  /** What it bounds, with its unit, and where the default comes from. */
  readonly description: string;
}

/** What the page of a rule says, in Markdown. */
export interface RuleDocumentation {
  /** What is found, and what happens then. */
  readonly what: string;
  /** Why it matters, with the arithmetic. */
  readonly why: string;
  /** The formula, where there is one, in code or LaTeX-free text. */
  readonly formula?: string;
  /** When a user does well to ignore it. */
  readonly ignore: string;
  /** Where formula, threshold and mistake are from: papers, files of frameworks, threads. */
  readonly sources: readonly string[];
  /** A source that makes the mistake and its mended form, in which no rule finds anything. */
  readonly example: RuleExample;
}

export interface RuleExample {
  /** By whose end the language is known: `train.py`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A rule about an optimizer with its schedule and its loop, as written: it looks at sources alone, before anything is simulated. */
export interface SourceRule {
  readonly metadata: RuleMetadata;
  check(facts: ConfigurationFacts, context: RuleContext): Iterable<Report>;
}

/** What a rule has beside its subject. */
export interface RuleContext {
  /** The user's value of a threshold of the rule, or its default. */
  threshold(name: string): number;
  /** By which fixes are made. */
  readonly edits: SourceEdits;
}

/** What a rule found. */
export interface Report<Message extends string = string, Title extends string = string> {
  /** Which of the rule's messages. */
  readonly message: Message;
  readonly values?: MessageValues;
  /** Numbers besides those that the message names. */
  readonly evidence?: Evidence;
  /** What to point at: a place, or a value, which may stand in another file. A value with no place is pointed at by its configuration. */
  readonly at: SourceRange | ReadValue;
  readonly step?: number;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly ReportedFix<Title>[];
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
}

export interface ReportedFix<Title extends string = string> {
  /** Which of the rule's titles. */
  readonly title: Title;
  readonly values?: MessageValues;
  /** Null where the text does not allow it; the fix is then left out. */
  readonly edits: readonly TextEdit[] | null;
  readonly isSafe?: boolean;
}

/** What a check of a rule may report: messages and fixes that its metadata has texts for. */
type ReportOf<Metadata extends RuleMetadata> = Report<
  keyof Metadata["messages"] & string,
  keyof NonNullable<Metadata["fixes"]> & string
>;

/** A rule whose check reports nothing but messages and fixes that its metadata has texts for. */
export function sourceRule<const Metadata extends RuleMetadata>(
  metadata: Metadata,
  check: (facts: ConfigurationFacts, context: RuleContext) => Iterable<ReportOf<Metadata>>,
): SourceRule {
  return { metadata, check };
}
