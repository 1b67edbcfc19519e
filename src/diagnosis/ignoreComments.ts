/** Comments by which a source says of rules that it is right all the same. */
export interface IgnoreComments {
  /** Whether findings of a rule at a line, counted from 1, are to be left out. */
  ignores(rule: string, line: number): boolean;
}

/** A comment of Python, YAML, TOML or a shell, of JavaScript or JSON with comments, or of Markdown. */
const comment = /(?:#|\/\/|<!--)\s*optimizer:\s*ignore(-file)?\b[ \t]*([^\n]*)/g;

/**
 * Finds `# optimizer: ignore schedule/cosine-rises-again` in a text: it holds for its line, and where it stands alone for the next one that is
 * none such. `ignore-file` holds for all of the file. Several rules are separated by commas; `schedule/*` means a group; none means all. What follows ` -- ` says why.
 */
export function ignoreComments(text: string): IgnoreComments {
  const ofLine = new Map<number, string[]>();
  const ofFile: string[] = [];
  if (/optimizer:\s*ignore/.test(text)) {
    const lines = text.split("\n");
    let pending: string[] = [];
    lines.forEach((line, index) => {
      const found = [...line.matchAll(comment)];
      const rules = found.filter(([, isFile]) => isFile === undefined).flatMap(([, , names]) => rulesIn(names));
      ofFile.push(...found.filter(([, isFile]) => isFile !== undefined).flatMap(([, , names]) => rulesIn(names)));
      if (/^\s*(?:#|\/\/|<!--)/.test(line)) {
        pending.push(...rules);
      } else if (line.trim() !== "") {
        ofLine.set(index + 1, [...pending, ...rules]);
        pending = [];
      }
    });
  }
  return {
    ignores: (rule, line) => [...ofFile, ...(ofLine.get(line) ?? [])].some((pattern) => matches(rule, pattern)),
  };
}

function rulesIn(names: string): readonly string[] {
  const listed = names
    .split(/\s--\s|-->/, 1)[0]
    .split(/[\s,]+/)
    .filter((name) => name !== "");
  return listed.length === 0 ? ["*"] : listed;
}

function matches(rule: string, pattern: string): boolean {
  return pattern === "*" || pattern === rule || (pattern.endsWith("/*") && rule.startsWith(pattern.slice(0, -1)));
}
