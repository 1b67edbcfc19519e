import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ArgumentValues, exampleArguments, type OptimizerEntry } from "../../../src/sources/catalogue/catalogue";
import { findOptimizer, optimizers, schedules } from "../../../src/sources/catalogue/findEntry";
import type { OptimizerConfiguration, SourceReading, SourceValue } from "../../../src/sources/configuration";
import { readNative } from "../../../src/sources/native/readNative";
import { readPython } from "../../../src/sources/python/readPython";
import { runSpecification } from "../../../src/sources/runSpecification";
import { unused } from "../../../src/sources/translation/chooseOptimizer";
import { distanceBetween, SAME } from "../../../src/sources/translation/compareRuns";
import { draftConfiguration } from "../../../src/sources/translation/optimizerDrafts";
import { translate } from "../../../src/sources/translation/translate";
import {
  type TranslatedCode,
  type TranslationTarget,
  translationTargets,
} from "../../../src/sources/translation/translation";
import { translationMenu } from "../../../src/sources/translation/translationMenu";
import { casesOf } from "../readingCases";

const folder = "test/sources/translation";
const RATE = 0.01;

const read = (target: TranslationTarget, code: string): SourceReading =>
  target === "native" ? readNative(code) : readPython(code);

/** Fails unless the reader of the target takes the code as it is meant, and a whole run of it differs where there are notes, and only there. */
function checkCode(
  configuration: OptimizerConfiguration,
  target: TranslationTarget,
  { code, notes }: TranslatedCode,
): void {
  const { configurations, issues } = read(target, code);
  assert.equal(configurations.length, 1, code);
  const errors = [...issues, ...configurations[0].issues].filter(({ severity }) => severity === "error");
  assert.deepEqual(errors, [], code);
  const [one, other] = [configuration, configurations[0]].map((it) => {
    const lowered = runSpecification(it, unused);
    assert.ok("specification" in lowered, code);
    return lowered.specification.optimizer;
  });
  const distance = distanceBetween(one, other) ?? 0;
  // Schedules may differ later than a trial goes, clipping where no trial clips, and small differences cancel out.
  // A run adds up what each of its parts leaves below.
  if (notes.length === 0) assert.ok(distance <= 4 * SAME, `${distance} apart without a note:\n${code}`);
  for (const { message, difference } of notes) {
    assert.ok(difference > SAME, message);
    assert.match(message, /^[A-Z"`a-z].*\.$/);
  }
}

/** What becomes of a configuration in every target, in short. */
function outcomes(configuration: OptimizerConfiguration): string {
  return translationTargets
    .map((target) => {
      const translation = translate(configuration, target);
      if ("obstacle" in translation) return `${target}: none`;
      checkCode(configuration, target, translation);
      const topics = translation.notes.map(({ topic }) => topic).join(" + ");
      return `${target}: ${topics || "exact"}`;
    })
    .join(" · ");
}

/** With a learning rate, unless the optimizer finds its own. */
function exampleValues(entry: OptimizerEntry): Readonly<Record<string, SourceValue>> {
  const values = { ...exampleArguments(entry), [entry.learningRate]: RATE };
  return entry.check?.(values).some(({ severity }) => severity === "error") ? exampleArguments(entry) : values;
}

/** A momentum and a weight decay, of the optimizers that have them. */
function withMomentumAndDecay(entry: OptimizerEntry): ArgumentValues {
  const values = { ...exampleValues(entry) };
  for (const { name } of entry.arguments) {
    if (name === "momentum") values[name] = 0.9;
    if (name === "weight_decay" || name === "weightDecay") values[name] = 0.1;
  }
  return values;
}

const place = { line: 2, column: 1, endLine: 2, endColumn: 2 };

const carriers: Readonly<Record<string, string>> = { keras: "keras.optimizers.SGD", optax: "optax.sgd" };

/** Plain gradient descent with a schedule, whose learning rate no velocity remembers. */
function scheduled(entry: (typeof schedules)[number]): OptimizerConfiguration {
  const optimizer = findOptimizer(carriers[entry.framework] ?? "torch.optim.SGD");
  assert.ok(optimizer !== undefined);
  const values: Record<string, SourceValue> = {
    ...exampleArguments(entry),
  };
  if (entry.learningRate !== undefined && !Array.isArray(values[entry.learningRate])) values[entry.learningRate] = RATE;
  // Examples are as high as counts, with which runs would not stay finite.
  for (const name of Object.keys(values)) {
    if (/^(swa_lr|max_lr|cycle_max_lr|eta_max|value|init_value|peak_value)$/.test(name)) values[name] = RATE;
    if (/^(base_lr|cycle_min_lr|end_value)$/.test(name)) values[name] = RATE / 5;
  }
  if ("total_steps" in values) values.total_steps = 200;
  return {
    ...draftConfiguration({
      entry: optimizer,
      values: { ...exampleArguments(optimizer), [optimizer.learningRate]: RATE },
    }),
    schedule: {
      name: entry.name,
      range: place,
      hyperparameters: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, { value, range: place }]),
      ),
    },
  };
}

/** A table that the repository holds, and that `UPDATE_TABLES=1` writes anew. */
function checkTable(file: string, lines: readonly string[]): void {
  const path = join(folder, file);
  const text = `${lines.join("\n")}\n`;
  if (process.env.UPDATE_TABLES === "1") writeFileSync(path, text);
  assert.equal(text, readFileSync(path, "utf8"));
}

describe("translating configurations", () => {
  it("finds for every optimizer which targets do the same", function () {
    this.timeout("5m");
    const lines = optimizers.map((entry) => {
      const values = exampleValues(entry);
      return `${entry.name} | ${outcomes(draftConfiguration({ entry, values }))}`;
    });
    checkTable("optimizers.txt", lines);
  });

  it("finds the same with momentum and weight decay", function () {
    this.timeout("5m");
    const lines = optimizers.flatMap((entry) => {
      const values = withMomentumAndDecay(entry);
      const isPlain = JSON.stringify(values) === JSON.stringify(exampleValues(entry));
      return isPlain ? [] : [`${entry.name} | ${outcomes(draftConfiguration({ entry, values }))}`];
    });
    checkTable("decays.txt", lines);
  });

  it("finds for every schedule which targets do the same", function () {
    this.timeout("5m");
    checkTable(
      "schedules.txt",
      schedules.map((entry) => `${entry.name} | ${outcomes(scheduled(entry))}`),
    );
  });

  for (const file of readdirSync(join(folder, "cases"))) {
    for (const { title, source, expected } of casesOf(join(folder, "cases", file))) {
      it(title, () => {
        // The first line has the targets.
        const [targets, ...lines] = source.split("\n");
        const [configuration] = readPython(lines.join("\n")).configurations;
        assert.ok(configuration !== undefined);
        assert.equal(describeAll(configuration, targets).trim(), expected.trim());
      });
    }
  }

  it("lists the targets for a menu", () => {
    const [configuration] = readPython("import keras\nkeras.optimizers.Lion(1e-4)\n").configurations;
    const menu = [...translationMenu(configuration)].map(({ title, fidelity }) => `${title}: ${fidelity}`);
    assert.deepEqual(menu, ["PyTorch: impossible", "Keras: exact", "optax: exact", "the native format: exact"]);
  });
});

function describeAll(configuration: OptimizerConfiguration, targets: string): string {
  return (targets.split(" ") as TranslationTarget[])
    .map((target) => {
      const translation = translate(configuration, target);
      if ("obstacle" in translation) return `--- ${target}\n${translation.obstacle}`;
      checkCode(configuration, target, translation);
      const notes = translation.notes.map(({ topic, message }) => `* ${topic}: ${message}`);
      return [`--- ${target}`, translation.code.trim(), ...notes].join("\n");
    })
    .join("\n");
}
