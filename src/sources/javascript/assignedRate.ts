import type { SyntaxNode } from "@lezer/common";
import type { OptimizerEntry } from "../catalogue/catalogue";
import type { OptimizerConfiguration, SourceIssue } from "../configuration";
import { type JavascriptSource, unwrapped } from "./javascriptSource";
import { type Call, type Names, soleValue } from "./scopes";

/** A place at which a program sets the learning rate of an optimizer that it has made before. */
export interface AssignedRate extends Call {
  readonly by: "property" | "method";
  /** What the property or method is one of. */
  readonly optimizer: SyntaxNode;
}

/** Optimizers that take their learning rate from a tensor, which the method alone makes anew (tfjs-core 4.22.0, sgd_optimizer.js). */
const byMethodAlone: ReadonlySet<string> = new Set(["tf.train.sgd", "tf.train.momentum"]);

/** Every `optimizer.learningRate = …` and `optimizer.setLearningRate(…)` of a file. */
export function findAssignedRates({ calls, assignments }: Names, source: JavascriptSource): readonly AssignedRate[] {
  const found = (list: readonly Call[], by: AssignedRate["by"], name: string) =>
    list.flatMap(({ node, scope }): readonly AssignedRate[] => {
      const target = node.firstChild && unwrapped(node.firstChild);
      if (target?.name !== "MemberExpression" || target.firstChild === null) return [];
      const isRate = target.lastChild !== null && source.textOf(target.lastChild) === name;
      return isRate ? [{ node, scope, by, optimizer: unwrapped(target.firstChild) }] : [];
    });
  return [...found(assignments, "property", "learningRate"), ...found(calls, "method", "setLearningRate")];
}

/** What becomes of an optimizer whose learning rate the program sets later on. */
export function assignedRateIssues(
  call: Call,
  entry: OptimizerEntry,
  rates: readonly AssignedRate[],
  source: JavascriptSource,
): Pick<OptimizerConfiguration, "unresolved" | "issues"> {
  const own = rates.filter((rate) => isOf(rate, call, source));
  const isIgnored = ({ by }: AssignedRate) => by === "property" && byMethodAlone.has(entry.name);
  const [taken] = own.filter((rate) => !isIgnored(rate));
  const issue = (severity: SourceIssue["severity"], message: string, { node }: AssignedRate): SourceIssue => ({
    severity,
    message,
    range: source.rangeOf(node),
  });
  const ignored = `${entry.title} takes no notice of a learning rate that is set so; expected setLearningRate(…).`;
  const issues = own.filter(isIgnored).map((rate) => issue("warning", ignored, rate));
  if (taken === undefined) return { unresolved: [], issues };
  const unread = issue("information", "The learning rate that is set here cannot be read yet.", taken);
  return { unresolved: ["schedule"], issues: [unread, ...issues] };
}

/** Whether it is the variable that the optimizer was given to. */
function isOf({ optimizer, scope }: AssignedRate, { node }: Call, source: JavascriptSource): boolean {
  const value = optimizer.name === "VariableName" ? soleValue(source.textOf(optimizer), scope)?.value : undefined;
  const made = value && unwrapped(value);
  return made?.from === node.from && made.to === node.to;
}
