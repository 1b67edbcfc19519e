import type { Message, MessageValues } from "./message";
import type { RuleMetadata } from "./rule";

type Texts = Pick<RuleMetadata, "id" | "messages" | "fixes">;

/** One of the messages of a rule. */
export function ruleMessage({ id, messages }: Texts, name: string, values: MessageValues): Message {
  return { id: messageId(id, name), template: messages[name], values };
}

/** The title of one of the fixes of a rule, for values to be filled in. */
export function fixTitle({ id, fixes }: Texts, name: string): Omit<Message, "values"> {
  return { id: fixId(id, name), template: fixes?.[name] ?? name };
}

/** All messages and titles of a rule, by their names. */
export function ruleTexts({ id, messages, fixes = {} }: Texts): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...Object.entries(messages).map(([name, text]) => [messageId(id, name), text]),
    ...Object.entries(fixes).map(([name, text]) => [fixId(id, name), text]),
  ]);
}

function messageId(rule: string, name: string): string {
  return `${rule}.${name}`;
}

function fixId(rule: string, name: string): string {
  return `${rule}.fix.${name}`;
}
