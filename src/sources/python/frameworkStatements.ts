import { isNamespace } from "../catalogue/findEntry";
import { holdsOptimizers } from "../unknownOptimizer";
import { type StatementSearch, statementsCalling } from "./callingStatements";
import { namedFact } from "./lastingFact";
import { type ModuleStatement, moduleStatements } from "./moduleStatements";
import type { PythonSource } from "./pythonSource";
import { fullNames, resolvePathText } from "./resolvePath";
import type { Scope } from "./scopes";
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

/** What is asked of a module's names while a statement is looked through. */
interface Names {
  readonly isHandedAbout: (text: string) => boolean;
  readonly importsClass: (statement: ModuleStatement) => boolean;
}

/**
 * Finds the statements of a module in which calls that concern optimizers may stand: those with names that lead to a framework. All of them where a class is
 * not only called but handed about, since it is then not known by which name it is called. To be made once, as it keeps what it knows of each statement.
 */
export function frameworkStatements({ methods, isWanted, isClass }: WantedCalls): StatementSearch {
  const statementsWanted = statementsCalling(isWanted);
  const hasMethod = ({ outline }: ModuleStatement) => [...methods].some((name) => outline.words.has(name));
  const handsClassAbout = namedFact(
    (statement, { isHandedAbout, importsClass }: Names) =>
      [...statement.outline.mentioned].some(isHandedAbout) ||
      (statement.outline.kinds.has("ImportStatement") && importsClass(statement)),
  );
  const leadsToClass = (path: string) => isClass(path) || isNamespace(path) || holdsOptimizers(path);
  return (source, module) => {
    const statements = moduleStatements(source);
    const names = namesOf(source, module, leadsToClass);
    if (statements.some((statement) => handsClassAbout(statement, module, names))) return statements;
    const calling = new Set(statementsWanted(source, module));
    return statements.filter((statement) => calling.has(statement) || hasMethod(statement));
  };
}

function namesOf(source: PythonSource, module: Scope, leadsToClass: (path: string) => boolean): Names {
  const known = new Map<string, boolean>();
  return {
    isHandedAbout(text) {
      const paths = () => resolvePathText(text.replace(/\.__dict__$/, ""), module, source) ?? [];
      const found = known.get(text) ?? paths().some(leadsToClass);
      known.set(text, found);
      return found;
    },
    /** Whether a function or class in a statement has an import of its own by which it knows a class. */
    importsClass: (statement) =>
      nodesWithin([statement], "ImportStatement").some((node) => {
        const { kind, bindings, stars } = module.file.scopeOf(node);
        if (kind === "module") return false;
        const own = [...bindings.values()].flat().filter((binding) => binding.node.from === node.from);
        const paths = own.flatMap((binding) => (binding.kind === "import" ? [binding.path] : []));
        const names = fullNames(paths, source) ?? [];
        return stars.length > 0 || names.some(leadsToClass);
      }),
  };
}
