import { MappedText } from "../embedded/mappedText";

const prompt = /^(?:>>>|\.\.\.)(?: |$)/;

/** The input of a session with Python's interpreter, without prompts and output; any other code as it is. */
export function withoutPrompts(code: MappedText): MappedText {
  const { text } = code;
  if (!text.trimStart().startsWith(">>>")) return code;
  const input = new MappedText();
  let offset = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const own = prompt.exec(line)?.[0].length;
    if (own !== undefined) input.appendPart(code, offset + own, offset + line.length);
    offset += line.length;
  }
  return input;
}
