import { namedFact } from "./lastingFact";
import { type ModuleStatement, moduleStatements } from "./moduleStatements";
import type { PythonSource } from "./pythonSource";
import { resolvePathText } from "./resolvePath";
import type { Scope } from "./scopes";

/** Finds statements of a module, seen from its names. */
export type StatementSearch = (source: PythonSource, module: Scope) => readonly ModuleStatement[];

/**
 * Finds the statements of a module in which something of a wanted full name may be called: by the names of the module, or by an import of their own.
 * To be made once, as it keeps what it knows of each statement.
 */
export function statementsCalling(isWanted: (path: string) => boolean): StatementSearch {
  // What is mentioned may be called by another name: `clip = torch.nn.utils.clip_grad_norm_`.
  const calls = namedFact(
    ({ outline: { kinds, called, mentioned } }, leadsToWanted: (text: string) => boolean) =>
      kinds.has("CallExpression") &&
      (kinds.has("ImportStatement") || [...called].some(leadsToWanted) || [...mentioned].some(leadsToWanted)),
  );
  return (source, module) => {
    const known = new Map<string, boolean>();
    const leadsToWanted = (text: string) => {
      const leads = known.get(text) ?? resolvePathText(text, module, source)?.some(isWanted) ?? false;
      known.set(text, leads);
      return leads;
    };
    return moduleStatements(source).filter((statement) => calls(statement, module, leadsToWanted));
  };
}
