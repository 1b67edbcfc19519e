import type { CatalogueEntry } from "../catalogue/catalogue";
import type { SourceReading } from "../configuration";
import { readTrainer } from "../training/readTrainer";
import { bindArguments, bindHandedOn } from "./bindArguments";
import type { FrameworkCall } from "./frameworkCalls";
import { keywordArguments } from "./keywordArguments";
import type { PythonSource } from "./pythonSource";

/** What transformers' Trainer makes of a call of TrainingArguments: see `readTrainer`. */
export function readTrainingArguments(call: FrameworkCall, entry: CatalogueEntry, source: PythonSource): SourceReading {
  const { node, scope } = call;
  const bound = bindArguments(entry, node, scope, source);
  return readTrainer({
    ...bound,
    entry,
    range: source.rangeOf(node),
    placeOf(name) {
      const expression = bound.expressions.get(name);
      return expression === undefined ? null : source.rangeOf(expression);
    },
    bindSchedule(schedule, known, takesKeywords) {
      const keywords = takesKeywords ? bound.expressions.get("lr_scheduler_kwargs") : undefined;
      // The optimizer that Trainer has made stands nowhere in the text.
      const optimizer = { name: "optimizer", nameNode: null, value: node, spread: null };
      const given = keywords === undefined ? [] : keywordArguments(keywords, scope, source);
      return bindHandedOn(schedule, { arguments: [optimizer, ...given], known }, node, scope, source);
    },
  });
}
