import { assignsHyperparameters, overriddenFiles } from "../configurations/hyperparameterNames";

/** An import as a module's text has it. */
export interface ImportStatement {
  /** With the points of a relative import. */
  readonly module: string;
  /** What is imported from it, which may be modules too; empty for `import module`, and for all of its names. */
  readonly names: readonly string[];
}

const fromImport = /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(?:\(([^)]*)\)|((?:[^\n#;\\]|\\\n)*))/gm;

const plainImport = /^[ \t]*import[ \t]+((?:[^\n#;\\]|\\\n)*)/gm;

/**
 * The imports of a text, by its lines: to know which files to load it takes no parser, and a line of a string that looks like an import
 * only loads a file in vain.
 */
export function importStatements(text: string): readonly ImportStatement[] {
  const found: (ImportStatement & { readonly at: number })[] = [];
  for (const { index, 1: module, 2: listed, 3: plain } of text.matchAll(fromImport)) {
    if (module !== "")
      found.push({ module, names: namesOf(listed ?? plain).filter((name) => name !== "*"), at: index });
  }
  for (const { index, 1: modules } of text.matchAll(plainImport)) {
    for (const module of namesOf(modules)) found.push({ module, names: [], at: index });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The names of a list, without what they are renamed to. */
function namesOf(list: string): readonly string[] {
  return list
    .replace(/#[^\n]*/g, "")
    .split(",")
    .map((entry) => entry.replace(/\\\n/g, " ").trim().split(/\s/, 1)[0])
    .filter((name) => /^[\w.]+$|^\*$/.test(name));
}

/** The paths of Python files that a text spells out, as configurations name those that they build on. */
export function namedFiles(text: string): readonly string[] {
  if (assignsHyperparameters(text)) return overriddenFiles;
  if (!/\b_base_\b|\bget_config\b|\bDEFINE_config_file\b/.test(text)) return [];
  return [...text.matchAll(/(["'])([^"'\n]{1,200}\.py)\1/g)].map(({ 2: path }) => path);
}
