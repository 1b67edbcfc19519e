import type { SyntaxNode } from "@lezer/common";
import { type BoundArguments, bindGiven } from "../../arguments/bindCall";
import type { CallArgument, CallLanguage } from "../../arguments/matchArguments";
import type { CatalogueEntry } from "../../catalogue/catalogue";
import type { ReadValue, SourceRange } from "../../configuration";
import { readArgument } from "../bindArguments";
import type { Expression } from "../expression";
import { originOf } from "../modules/originOf";
import { isOwn } from "./ownPlace";
import type { MappingSetting } from "./setting";

/** What a constructor is given besides the entries of a mapping. */
export interface BesidesSetting {
  /** Keys that are not for the constructor. */
  readonly taken: readonly string[];
  /** Values that no entry spells out; null for one that cannot be known. */
  readonly known?: Readonly<Record<string, ReadValue | null>>;
}

/**
 * Binds a mapping whose entries a framework hands to a constructor by keyword. The subject is not among them: the framework gives it.
 *
 * @param place in the file that is read, for messages about what stands in another
 */
export function bindSetting(
  entry: CatalogueEntry,
  mapping: MappingSetting,
  { taken, known = {} }: BesidesSetting,
  place: Expression,
): BoundArguments {
  const places = new Map<SyntaxNode, Expression>();
  const given: CallArgument[] = [];
  for (const [name, { key, value }] of mapping.entries) {
    if (taken.includes(name) || name === entry.subject) continue;
    places.set(value.at.node, value.at).set(key.node, key);
    given.push({ name, nameNode: key.node, value: value.at.node, spread: null });
  }
  if (mapping.isOpen) given.push({ name: null, nameNode: null, value: null, spread: "**kwargs" });
  const language: CallLanguage = {
    rangeOf: (node) => rangeIn(places.get(node) ?? place, place),
    readArgument: (argument, expression, report) => {
      const { scope, source } = places.get(expression) ?? place;
      const read = readArgument(argument, entry, { node: expression, scope, source }, report);
      const isElsewhere = read?.file !== undefined && read.origin === undefined;
      return isElsewhere ? { ...read, origin: originOf(argument.name, source) } : read;
    },
    // All is given by keyword.
    surplus: () => ({ severity: "error", message: `${entry.title} takes keywords here.` }),
  };
  return bindGiven({ ...entry, subject: undefined }, place.node, { arguments: given, known }, language);
}

function rangeIn(expression: Expression, place: Expression): SourceRange {
  const { node, source } = isOwn(expression) ? expression : place;
  return source.rangeOf(node);
}
