import { type ModuleStatement, moduleStatements } from "./moduleStatements";
import type { Outline } from "./outline";
import type { PythonSource } from "./pythonSource";
import { resolvePathText } from "./resolvePath";
import type { Scope } from "./scopes";

/** The statements of a module in which something of a wanted full name may be called: by the names of the module, or by an import of their own. */
export function statementsCalling(
  source: PythonSource,
  module: Scope,
  isWanted: (path: string) => boolean,
): readonly ModuleStatement[] {
  const known = new Map<string, boolean>();
  const leadsToWanted = (text: string) => {
    const leads = known.get(text) ?? resolvePathText(text, module, source)?.some(isWanted) ?? false;
    known.set(text, leads);
    return leads;
  };
  // What is mentioned may be called by another name: `clip = torch.nn.utils.clip_grad_norm_`.
  const calls = ({ kinds, called, mentioned }: Outline) =>
    kinds.has("CallExpression") &&
    (kinds.has("ImportStatement") || [...called].some(leadsToWanted) || [...mentioned].some(leadsToWanted));
  return moduleStatements(source).filter(({ outline }) => calls(outline));
}
