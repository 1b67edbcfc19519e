import { deepspeedNotSimulated } from "./catalogue/deepspeedOptimizers";
import { namespacesOf } from "./catalogue/findEntry";
import { optaxNotSimulated } from "./catalogue/optaxOptimizers";
import { othersNotSimulated } from "./catalogue/otherOptimizers";
import { timmOptimizers } from "./catalogue/timmOptimizers";
import { transformersNotSimulated } from "./catalogue/trainerOptimizers";
import type { SourceIssue, SourceRange } from "./configuration";
import { unknownPathIssue } from "./unknownPathIssue";

/** What frameworks have and cannot be simulated, by full name, each with the nearest that can. */
const notSimulated = new Map([
  ...optaxNotSimulated,
  ...transformersNotSimulated,
  ...deepspeedNotSimulated,
  ...othersNotSimulated,
]);

/** A class of a module of optimizers, but for the one that they all derive from. */
const classPath = /^(torch\.optim|(?:tensorflow\.)?keras\.optimizers)\.(?!Optimizer$)([A-Z]\w*)$/;

/** Classes of Keras that hand an optimizer to every layer. */
const combinations: ReadonlySet<string> = new Set(["MultiOptimizer", "OptimizerMap"]);

/** Whether a full name is that of an optimizer's class, or of a function of optax that makes one, known here or not. */
export function isOptimizerPath(path: string): boolean {
  return classPath.test(path) || notSimulated.has(path);
}

const namespaces: ReadonlySet<string> = new Set([...notSimulated.keys()].flatMap(namespacesOf));

/** Whether a full name is that of a package or module in which such classes or functions are, at any depth. */
export function holdsOptimizers(path: string): boolean {
  return namespaces.has(path);
}

/** What to say of the call of an optimizer that the catalogue has not: its name, and the nearest that there is. */
export function unknownOptimizer(path: string, range: SourceRange): SourceIssue {
  const replacement = notSimulated.get(path);
  if (replacement !== undefined) {
    const message = `${path} cannot be simulated yet; the nearest that can be is ${replacement}.`;
    return { severity: "information", message, range };
  }
  if (path.startsWith("timm.")) {
    const known = Object.keys(timmOptimizers).join(", ");
    const message = `timm's optimizer ${path.slice(path.lastIndexOf(".") + 1)} cannot be simulated yet; those of torch can be: ${known}.`;
    return { severity: "information", message, range };
  }
  const framework = path.startsWith("torch.") ? "torch" : "keras";
  if (framework === "keras" && combinations.has(path.slice(path.lastIndexOf(".") + 1))) {
    const message = `${path} hands every layer an optimizer; these are simulated each by itself.`;
    return { severity: "information", message, range };
  }
  return unknownPathIssue(path, framework, range);
}
