import { shortNumber } from "../../core/shortNumber";
import type { ClippingSpecification } from "../../core/simulation/specification";
import type { GroupConfiguration } from "../configuration";
import { optaxDirection } from "./optaxDirection";
import type { OptimizerDraft } from "./optimizerDrafts";
import { assignment, call, keywords, pythonFloat, pythonNumber, pythonValue } from "./pythonText";
import type { ScheduleDraft } from "./schedules/scheduleDraft";

/** All that a program spells out. */
export interface ProgramParts {
  readonly optimizer: OptimizerDraft;
  readonly schedule: ScheduleDraft | null;
  /** Updates from one step of the schedule to the next, in torch. */
  readonly interval: number;
  /** Whether the schedule is given the loss, in torch. */
  readonly takesLoss: boolean;
  readonly clipping: ClippingSpecification | null;
  readonly accumulation: number;
  readonly groups: readonly GroupConfiguration[];
}

/** A program of PyTorch. */
export function torchProgram(parts: ProgramParts): string {
  const { optimizer, schedule } = parts;
  const { entry, values } = optimizer;
  const rate = schedule === null || parts.groups.length > 0 ? {} : { [entry.learningRate]: schedule.rate };
  const given = keywords(
    entry,
    { ...values, ...rate },
    values[entry.learningRate] === null ? [] : [entry.learningRate],
  );
  const blocks = [
    imports(["torch", ...(entry.framework === "torch" ? [] : [entry.framework]), ...(schedule?.imports ?? [])]),
    assignment("optimizer", entry.name, [torchParameters(parts), ...given]),
    ...(schedule === null ? [] : [schedule.setup, `scheduler = ${schedule.expression}`]),
    torchLoop(parts),
  ];
  return program(blocks);
}

function torchParameters({ groups, optimizer: { entry } }: ProgramParts): string {
  if (groups.length === 0) return "model.parameters()";
  const lines = groups.map(({ hyperparameters }, index) => {
    const own = entry.arguments.flatMap((argument) => {
      const value = hyperparameters[argument.name]?.value;
      return value === undefined ? [] : [`"${argument.name}": ${pythonValue(value, argument)}`];
    });
    return `    {${[`"params": group_${index + 1}`, ...own].join(", ")}},\n`;
  });
  return `[\n${lines.join("")}]`;
}

/** The loop, where it holds anything of the configuration. */
function torchLoop({ schedule, interval, takesLoss, clipping, accumulation }: ProgramParts): string {
  if (schedule === null && clipping === null && accumulation === 1) return "";
  const clip = torchClipping(clipping);
  const scheduled = schedule === null ? [] : [takesLoss ? "scheduler.step(loss)" : "scheduler.step()"];
  const loss = "loss = loss_function(model(inputs), targets)";
  if (interval > 1) {
    const inner = ["optimizer.zero_grad()", loss, "loss.backward()", ...clip, "optimizer.step()"];
    return [
      "for epoch in range(epochs):",
      `    for batch in range(${interval}):`,
      ...indent(inner, 8),
      ...indent(scheduled, 4),
    ].join("\n");
  }
  if (accumulation > 1) {
    const update = [...clip, "optimizer.step()", ...scheduled, "optimizer.zero_grad()"];
    return [
      "for batch, (inputs, targets) in enumerate(loader):",
      ...indent([`${loss} / ${accumulation}`, "loss.backward()", `if (batch + 1) % ${accumulation} == 0:`], 4),
      ...indent(update, 8),
    ].join("\n");
  }
  const body = ["optimizer.zero_grad()", loss, "loss.backward()", ...clip, "optimizer.step()", ...scheduled];
  return ["for inputs, targets in loader:", ...indent(body, 4)].join("\n");
}

function torchClipping(clipping: ClippingSpecification | null): readonly string[] {
  if (clipping === null) return [];
  const { kind, limit, order } = clipping;
  if (kind === "value") return [`torch.nn.utils.clip_grad_value_(model.parameters(), ${pythonFloat(limit)})`];
  const norm = order === undefined ? "" : `, norm_type=${order === "infinity" ? 'float("inf")' : pythonNumber(order)}`;
  return [`torch.nn.utils.clip_grad_norm_(model.parameters(), ${pythonFloat(limit)}${norm})`];
}

/** A program of Keras. */
export function kerasProgram({ optimizer, schedule, clipping, accumulation }: ProgramParts): string {
  const { entry, values } = optimizer;
  const shared = {
    ...values,
    ...kerasClipping(clipping),
    gradient_accumulation_steps: accumulation > 1 ? accumulation : null,
  };
  const given = keywords(entry, shared, [entry.learningRate]).map((text) =>
    schedule !== null && text.startsWith("learning_rate=") ? "learning_rate=schedule" : text,
  );
  const scheduled = schedule === null ? [] : [schedule.setup, `schedule = ${schedule.expression}`];
  return program([
    imports(["keras", ...(schedule?.imports ?? [])]),
    ...scheduled,
    assignment("optimizer", entry.name, given),
  ]);
}

function kerasClipping(clipping: ClippingSpecification | null): Readonly<Record<string, number | null>> {
  const none = { clipnorm: null, clipvalue: null, global_clipnorm: null };
  if (clipping === null) return none;
  if (clipping.kind === "value") return { ...none, clipvalue: clipping.limit };
  return { ...none, [clipping.scope === "tensor" ? "clipnorm" : "global_clipnorm"]: clipping.limit };
}

/** A program of optax. */
export function optaxProgram({ optimizer, schedule, clipping, accumulation }: ProgramParts): string {
  const { entry, values } = optimizer;
  const rate = schedule === null ? pythonFloat(Number(values[entry.learningRate] ?? entry.absentRate)) : "schedule";
  const parts: string[] = [];
  if (clipping !== null) {
    const name = clipping.kind === "value" ? "clip" : "clip_by_global_norm";
    parts.push(`optax.${name}(${pythonFloat(clipping.limit)})`);
  }
  if (values.penalty) parts.push(`optax.add_decayed_weights(${shortNumber(Number(values.penalty))})`);
  parts.push(...steppingParts(optimizer, rate));
  const chained = parts.length === 1 ? parts[0] : call("optax.chain", parts, "optimizer = ");
  const accumulated =
    accumulation > 1
      ? call("optax.MultiSteps", [chained, `every_k_schedule=${accumulation}`], "optimizer = ")
      : chained;
  const text =
    values.max_consecutive_errors === null || values.max_consecutive_errors === undefined
      ? accumulated
      : call("optax.apply_if_finite", [accumulated, `max_consecutive_errors=${values.max_consecutive_errors}`]);
  const isFunction = schedule?.expression === "schedule";
  const scheduled = schedule === null ? [] : [schedule.setup, isFunction ? "" : `schedule = ${schedule.expression}`];
  return program([imports([...(schedule?.imports ?? []), "optax"]), ...scheduled, `optimizer = ${text}`]);
}

/** An optimizer, or its direction, a decay behind that, and the learning rate. */
function steppingParts({ entry, values }: OptimizerDraft, rate: string): readonly string[] {
  const given = keywords(entry, { ...values, [entry.learningRate]: null }, []).filter(
    (text) => !text.startsWith(`${entry.learningRate}=`),
  );
  if (!values.decoupled_decay) return [call(entry.name, [rate, ...given])];
  const direction = optaxDirection(entry, values) ?? [];
  const decay = shortNumber(Number(values.decoupled_decay));
  return [...direction, `optax.add_decayed_weights(${decay})`, `optax.scale_by_learning_rate(${rate})`];
}

function imports(modules: readonly string[]): string {
  const standard = ["math"];
  const unique = [...new Set(modules)].toSorted();
  const [own, others] = [
    unique.filter((name) => standard.includes(name)),
    unique.filter((name) => !standard.includes(name)),
  ];
  const lines = (names: readonly string[]) => names.map((name) => `import ${name}`).join("\n");
  return [lines(own), lines(others)].filter((text) => text !== "").join("\n\n");
}

function indent(lines: readonly string[], spaces: number): readonly string[] {
  return lines.map((text) => " ".repeat(spaces) + text);
}

/** Blocks with a line between them; definitions have two around them. */
function program(blocks: readonly string[]): string {
  const texts = blocks.map((block) => block.trimEnd()).filter((block) => block !== "");
  let text = "";
  for (const [index, block] of texts.entries()) {
    const isDefinition = (it: string | undefined) => /^(def|class) /.test(it ?? "");
    const isScheduleAfter = /^(scheduler?|optimizer) =/.test(block) && /^(scheduler?) =/.test(texts[index - 1] ?? "");
    const gap = isDefinition(block) || isDefinition(texts[index - 1]) ? "\n\n\n" : "\n\n";
    const isPair = /^scheduler =/.test(block) && /^optimizer =/.test(texts[index - 1] ?? "");
    text += index === 0 ? block : `${isPair || isScheduleAfter ? "\n" : gap}${block}`;
  }
  return `${text}\n`;
}
