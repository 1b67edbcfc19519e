import type { SyntaxNode } from "@lezer/common";
import type { BoundArguments } from "../arguments/bindCall";
import { pythonWords } from "../arguments/languageWords";
import type { CatalogueEntry } from "../catalogue/catalogue";
import type { SourceIssue, SourceValue } from "../configuration";
import { mapValues, type TensorValues, valuesOf } from "../parameterTree";
import type { PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";
import { readTensorValues } from "./tensorValues";

/** The labels of a partition. */
export interface PartitionLabels {
  readonly expression: SyntaxNode;
  /** Of every tensor. */
  readonly values: TensorValues<SourceValue>;
}

/** The labels that a call is given; null where it takes none, or they cannot be read. */
export function readLabels(
  entry: CatalogueEntry,
  { expressions }: BoundArguments,
  scope: Scope,
  source: PythonSource,
): PartitionLabels | null {
  const argument = entry.arguments.find(({ kind }) => kind === "labels");
  const expression = argument && expressions.get(argument.name);
  const values = expression && readTensorValues(expression, scope, source);
  return values ? { expression, values } : null;
}

/** Which tensors have a label. */
export function tensorsOf(label: SourceValue, { values }: PartitionLabels): TensorValues<boolean> {
  return mapValues(values, (own) => isSame(own, label));
}

/** Says which labels have no transformation, which optax refuses. */
export function labelIssues(
  { expression, values }: PartitionLabels,
  known: readonly SourceValue[],
  source: PythonSource,
): readonly SourceIssue[] {
  const unknown = [...new Set(valuesOf(values))].filter((own) => !known.some((label) => isSame(own, label)));
  return unknown.map((label) => ({
    severity: "error",
    message: `There is no transformation for the label ${spell(label)}; expected one of ${known.map(spell).join(", ")}.`,
    range: source.rangeOf(expression),
  }));
}

/** Python takes True for 1. */
function isSame(a: SourceValue, b: SourceValue): boolean {
  const plain = (value: SourceValue) => (typeof value === "boolean" ? Number(value) : value);
  return plain(a) === plain(b);
}

function spell(label: SourceValue): string {
  if (typeof label === "string") return `"${label}"`;
  if (typeof label === "boolean") return label ? pythonWords.yes : pythonWords.no;
  return label === null ? pythonWords.none : String(label);
}
