import type { ClippingSpecification } from "../../core/simulation/specification";
import type { SourceValue } from "../configuration";
import type { ArgumentDefinition, ArgumentValues, CatalogueEntry } from "./catalogue";

/** What a transformation does beside its lines; `other` for nothing that an optimizer of its own has a name for. */
export type TransformationRole =
  /** What it is given, one after the other; `named` where each comes with its name. */
  | { readonly kind: "chain"; readonly named?: boolean }
  | { readonly kind: "identity" }
  | { readonly kind: "clipping"; clipping(limit: number): ClippingSpecification }
  | { readonly kind: "decay" }
  /** Multiplies by a number or a schedule, and by `sign`. */
  | { readonly kind: "rate"; readonly argument: string; readonly sign: 1 | -1 }
  | DirectionRole
  /**
   * Stands around what its subject is. With `flattens`, all tensors are one vector for that; with `innerMask`, those do not exist for it in which
   * the number of this name is 0.
   */
  | { readonly kind: "wrapper"; readonly flattens?: boolean; readonly innerMask?: string }
  /** Has one transformation for every label in a dictionary, its subject, each for the tensors of this label. */
  | { readonly kind: "partition"; readonly labels: string }
  /** Makes one update of its subject from several gradients, as many as an argument says. */
  | { readonly kind: "accumulation"; readonly argument: string }
  /** Leaves gradients out that are not finite, as many in a row as an argument says. */
  | { readonly kind: "guard"; readonly argument: string }
  | { readonly kind: "other" };

/** Makes a direction of the gradient as an optimizer does. */
export interface DirectionRole {
  readonly kind: "direction";
  /** Full name of the optimizer whose direction it is. */
  readonly optimizer: string;
  /** Full name of the same with a weight decay of its own. */
  readonly decayed: string;
  /** What the optimizer calls its arguments, where the names differ. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Values that make the optimizer do the same. */
  readonly fixed: Readonly<Record<string, SourceValue>>;
}

/** A function that stands in `optax.chain`, or around an optimizer. */
export interface TransformationEntry extends CatalogueEntry {
  readonly role: TransformationRole;
  /** Lines of a rule that make, of the updates `u`, the next: see `ChainLink`. What is called `rate` may be the learning rate. */
  lines(values: ArgumentValues): string;
  /** Of a wrapper: lines that follow those of what it is around. */
  linesAfter?(values: ArgumentValues): string;
  /** Whether the lines hold for vectors alone: see `OptimizerSpecification`. */
  readonly vectorsOnly?: boolean;
  /** How its schedules count: from 0 with `step`, the default, or from 1 with `t`. */
  readonly scheduleCount?: "step" | "t";
}

/** What a transformation has of its own. */
export interface OwnTransformation
  extends Pick<TransformationEntry, "summary">,
    Partial<
      Pick<
        TransformationEntry,
        "subject" | "lines" | "linesAfter" | "vectorsOnly" | "scheduleCount" | "check" | "numbers"
      >
    > {
  /** The function's name, below `optax`. */
  readonly name: string;
  /** Of `optax`, where it is not `optax/_src/transform.py`. */
  readonly file?: string;
  readonly role?: TransformationRole;
  /** Other names of the function, below `optax`. */
  readonly aliases?: readonly string[];
  readonly arguments?: readonly ArgumentDefinition[];
}

export function transformation({ name, file, aliases = [], ...own }: OwnTransformation): TransformationEntry {
  const isContributed = name.startsWith("contrib.");
  return {
    framework: "optax",
    name: `optax.${name}`,
    aliases: [...(isContributed ? [] : [`optax.transforms.${name}`]), ...aliases.map((alias) => `optax.${alias}`)],
    title: name.replace("contrib.", ""),
    source: `optax 0.2.8, ${file ?? "optax/_src/transform.py"}`,
    role: { kind: "other" },
    arguments: [],
    lines: () => "",
    ...own,
  };
}

/** A number without a default that makes sense whatever it is. */
export const anyNumber = (name: string, ruleName: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "number",
  documentation,
  ruleNames: [ruleName],
});
