/** A mistake that can be made in a source. */
export interface Fault {
  /** In words, as the report names it: `the cosine is half as long as the run`. */
  readonly title: string;
  /** Rules one of which has to find it. */
  readonly rules: readonly string[];
  /** The text with the mistake made; null where there is nothing to make it with. */
  inject(text: string, file: string): string | null;
}

/** A fault that is another text in the place of what a pattern finds first; files can be named where the pattern means something else elsewhere. */
export function replacement(
  title: string,
  rules: readonly string[],
  pattern: RegExp,
  text: string | ((match: RegExpExecArray) => string),
  files?: RegExp,
): Fault {
  return {
    title,
    rules,
    inject: (source, file) => {
      if (files !== undefined && !files.test(file)) return null;
      const match = pattern.exec(source);
      if (match === null) return null;
      const made = typeof text === "function" ? text(match) : match[0].replace(pattern, text);
      const changed = source.slice(0, match.index) + made + source.slice(match.index + match[0].length);
      return changed === source ? null : changed;
    },
  };
}

/** A fault that is a line less: the first that a pattern fits. Further lines of the same kind go too where all of them have to. */
export function withoutLine(title: string, rules: readonly string[], pattern: RegExp, files?: RegExp): Fault {
  return {
    title,
    rules,
    inject: (source, file) => {
      if (files !== undefined && !files.test(file)) return null;
      const lines = source.split("\n");
      const rest = lines.filter((line) => !pattern.test(line));
      return rest.length === lines.length ? null : rest.join("\n");
    },
  };
}

/** A fault that is a line in another place: the first that a pattern fits, before or behind the first that another fits, as far to the right as that, or in its block. */
export function movedLine(
  title: string,
  rules: readonly string[],
  moved: RegExp,
  where: "before" | "after",
  anchor: RegExp,
  files?: RegExp,
): Fault {
  return {
    title,
    rules,
    inject: (source, file) => {
      if (files !== undefined && !files.test(file)) return null;
      const lines = source.split("\n");
      const index = lines.findIndex((line) => moved.test(line));
      const [line] = index < 0 ? [""] : lines.splice(index, 1);
      const place = lines.findIndex((other) => anchor.test(other));
      if (index < 0 || place < 0) return null;
      const opensBlock = where === "after" && lines[place].trimEnd().endsWith(":");
      const indentation = (/^\s*/.exec(lines[place])?.[0] ?? "") + (opensBlock ? "    " : "");
      lines.splice(where === "before" ? place : place + 1, 0, indentation + line.trim());
      const changed = lines.join("\n");
      return changed === source ? null : changed;
    },
  };
}
