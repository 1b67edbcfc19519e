import type { SourceRange } from "../sources/configuration";
import type { TextEdit } from "../sources/edits/textEdit";
import type { SourcePlace } from "../sources/provenance";
import type { Message } from "./message";

/** `error`: it cannot do what was meant. `warning`: it hardly does. `information`: worth knowing. */
export type Severity = "error" | "warning" | "information";

/** Something that a rule has to say of a source or of a run. */
export interface Finding {
  /** `schedule/cosine-rises-again`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that names the quantity and its value. */
  readonly message: Message;
  /** The numbers behind it, by what they are called: `tMax: 100`, `stepsOfRun: 30000`. */
  readonly evidence: Evidence;
  /** What to point at. */
  readonly range: SourceRange;
  /** The update at which it shows, from 0, for the charts. Absent: it shows at no single one. */
  readonly step?: number;
  /** Where what it speaks of comes from, other than `range`. */
  readonly related: readonly RelatedPlace[];
  /** Ways to mend it, the best first; each alone does. */
  readonly fixes: readonly Fix[];
}

export type Evidence = Readonly<Record<string, number | string | boolean | null>>;

export interface RelatedPlace extends SourcePlace {
  readonly message: Message;
}

/** Changes of the source that mend a finding. */
export interface Fix {
  /** What it does, as a menu item: `Set T_max to 30000`. */
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** Whether it can be made without a look at it: it does what was meant beyond doubt and changes nothing else. */
  readonly isSafe: boolean;
}
