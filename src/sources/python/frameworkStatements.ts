import { isNamespace } from "../catalogue/findEntry";
import { holdsOptimizers } from "../unknownOptimizer";
import { handsOnClass } from "./calledFunctions";
import { statementsCalling } from "./callingStatements";
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
  const known = new Map<string, boolean>();
  const isHandedAbout = (text: string) => {
    const found = known.get(text) ?? resolved(text).some(leadsToClass);
    known.set(text, found);
    return found;
  };
  const statements = moduleStatements(source);
  if (statements.some(({ outline }) => [...outline.mentioned].some(isHandedAbout))) return statements;
  const importing = statements.filter(({ outline }) => outline.kinds.has("ImportStatement"));
  if (importing.some(importsClass)) return statements;
  const calling = new Set(statementsCalling(source, module, (path) => isWanted(path) || handsOnClass(path)));
  const hasMethod = ({ outline }: ModuleStatement) => [...methods].some((name) => outline.words.has(name));
  return statements.filter((statement) => calling.has(statement) || hasMethod(statement));

  function resolved(text: string): readonly string[] {
    return resolvePathText(text.replace(/\.__dict__$/, ""), module, source) ?? [];
  }

  function leadsToClass(path: string): boolean {
    return isClass(path) || isNamespace(path) || holdsOptimizers(path);
  }

  /** Whether a function or class in a statement has an import of its own by which it knows a class. */
  function importsClass(statement: ModuleStatement): boolean {
    return nodesWithin([statement], "ImportStatement").some((node) => {
      const { kind, bindings, stars } = scopeOf(node);
      if (kind === "module") return false;
      const own = [...bindings.values()].flat().filter((binding) => binding.node.from === node.from);
      const paths = own.flatMap((binding) => (binding.kind === "import" ? [binding.path] : []));
      const names = fullNames(paths, source) ?? [];
      return stars.length > 0 || names.some(leadsToClass);
    });
  }
}
