import { nearestName } from "../../core/nearestName";
import { type ConfigurationNode, describeNode } from "../yaml/configurationNode";
import { describeForm } from "./acceptLeaf";
import { type Field, findChoice, findField, type NameForm } from "./form";

/** `Unknown optimizer "adamm". Did you mean adam?` */
export function unknownName(form: NameForm, node: ConfigurationNode): string {
  const names = listChoices(form);
  if (node.kind !== "scalar" || node.value === null) {
    return `Expected ${describeForm(form)}, not ${describeNode(node)}: ${names}.`;
  }
  const written = String(node.value);
  const near = nearestName(written, spellingsOf(form.choices));
  const meant = near === undefined ? undefined : findChoice(form, near)?.name;
  return `Unknown ${form.noun} "${written}". ${meant === undefined ? `There are ${names}.` : `Did you mean ${meant}?`}`;
}

/** `Unknown key "step" in this file. Did you mean "steps"?` */
export function unknownKey(key: string, fields: readonly Field[], place: string): string {
  const near = nearestName(key, spellingsOf(fields));
  const meant = near === undefined ? undefined : findField(fields, near)?.name;
  const names = fields.filter(({ spreads }) => spreads === undefined).map(({ name }) => name);
  const hint = meant === undefined ? `There are ${listNames(names)}.` : `Did you mean \`${meant}\`?`;
  return `Unknown key \`${key}\` in ${place}. ${hint}`;
}

function spellingsOf(named: readonly { readonly name: string; readonly aliases: readonly string[] }[]): string[] {
  return named.flatMap(({ name, aliases }) => [name, ...aliases]);
}

/** The library's own names; those of frameworks, which have dots in them, would be too many. */
function listChoices({ choices }: NameForm): string {
  const names = choices.map(({ name }) => name);
  const own = names.filter((name) => !name.includes("."));
  return listNames(own.length < names.length ? [...own, "the full names of PyTorch and Keras"] : own);
}

function listNames(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
