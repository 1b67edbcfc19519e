import { isNamespace } from "../catalogue/findEntry";
import { holdsOptimizers } from "../unknownOptimizer";
import { handsOnClass } from "./calledFunctions";
import { type ModuleStatement, moduleStatements } from "./moduleStatements";
import type { PythonSource } from "./pythonSource";
import { fullNames, resolvePathText } from "./resolvePath";
import type { Scopes } from "./scopes";
import { nodesWithin } from "./syntaxNodes";

/** What calls are looked for. */
export interface WantedCalls {
  /** The last names of methods, whatever they are methods of. */
  readonly methods: ReadonlySet<string>;
  /** Whether a full name is that of something whose calls are. */
  isWanted(path: string): boolean;
  /** Whether it is that of a class, which may be called by other names than its own. */
  isClass(path: string): boolean;
}

/**
 * The statements of a module in which calls that concern optimizers may stand: those with names that lead to a framework. All of them where a class is not
 * only called but handed about, since it is then not known by which name it is called.
 */
export function frameworkStatements(
  source: PythonSource,
  { module, scopeOf }: Scopes,
  { methods, isWanted, isClass }: WantedCalls,
): readonly ModuleStatement[] {
  const isAnyWanted = memoized((text) => resolved(text).some((path) => isWanted(path) || handsOnClass(path)));
  const isHandedAbout = memoized((text) =>
    resolved(text.replace(/\.__dict__$/, "")).some((path) => isClass(path) || holdsClasses(path)),
  );
  const statements = moduleStatements(source);
  if (statements.some(({ outline }) => some(outline.mentioned, isHandedAbout))) return statements;
  const importing = statements.filter(({ outline }) => outline.kinds.has("ImportStatement"));
  if (importing.some(importsClass)) return statements;
  return statements.filter(
    ({ outline: { words, called, kinds } }) =>
      kinds.has("CallExpression") &&
      (kinds.has("ImportStatement") || some(methods, (name) => words.has(name)) || some(called, isAnyWanted)),
  );

  function resolved(text: string): readonly string[] {
    return resolvePathText(text, module, source) ?? [];
  }

  /** Whether a function or class in a statement has an import of its own by which it knows a class. */
  function importsClass(statement: ModuleStatement): boolean {
    return nodesWithin([statement], "ImportStatement").some((node) => {
      const { kind, bindings, stars } = scopeOf(node);
      if (kind === "module") return false;
      const own = [...bindings.values()].flat().filter((binding) => binding.node.from === node.from);
      const paths = own.flatMap((binding) => (binding.kind === "import" ? [binding.path] : []));
      const names = fullNames(paths, source) ?? [];
      return stars.length > 0 || names.some((path) => isClass(path) || holdsClasses(path));
    });
  }
}

function holdsClasses(path: string): boolean {
  return isNamespace(path) || holdsOptimizers(path);
}

function some<Value>(values: ReadonlySet<Value>, fits: (value: Value) => boolean): boolean {
  for (const value of values) if (fits(value)) return true;
  return false;
}

function memoized(find: (text: string) => boolean): (text: string) => boolean {
  const found = new Map<string, boolean>();
  return (text) => {
    const known = found.get(text) ?? find(text);
    found.set(text, known);
    return known;
  };
}
