/**
 * Records what TensorFlow.js' own optimizers do on its CPU back end: node test/reference/record_tfjs.mjs tfjs.json
 *
 * The back end computes every operation in double precision and keeps the result in a Float32Array. For the recordings in float64
 * a Float64Array takes its place, for each use of it: the same classes, the same kernels, and nothing rounded to float32.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { importTypescript } from "../../scripts/setup/importTypescript.mjs";
import { ensureTensorflow } from "../../scripts/setup/tensorflow.mjs";
import { checks, names, optimizers, otherNames } from "./tfjs_optimizers.mjs";

const { gradientRows, initial, lengths, recordedSteps, steps } = await importTypescript("test/reference/gradients.ts");

if (isMainThread) {
  const [single, double] = await Promise.all(["float32", "float64"].map(recordInThread));
  const head = { versions: { tfjs: single.version }, lengths, initial, steps, recordedSteps };
  const cases = {
    optimizers: single.optimizers.flatMap((recorded, i) => [double.optimizers[i], recorded]),
    schedules: [],
    checks: single.checks,
  };
  const lines = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  for (const [name, list] of Object.entries(cases)) {
    lines.push(`${JSON.stringify(name)}:[\n${list.map((each) => JSON.stringify(each)).join(",\n")}\n]`);
  }
  writeFileSync(process.argv[2], `{\n${lines.join(",\n")}\n}\n`);
} else {
  parentPort.postMessage(await record(workerData));
}

/** Each precision has a thread of its own, since the array's exchange concerns all that runs there. */
function recordInThread(precision) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: precision });
    worker.once("message", resolve).once("error", reject);
  });
}

async function record(precision) {
  if (precision === "float64") globalThis.Float32Array = Float64Array;
  const tf = createRequire(await ensureTensorflow())("@tensorflow/tfjs");
  tf.enableProdMode();
  await tf.setBackend("cpu");
  const made = [
    ...optimizers.map(([make, gradients]) => ({ code: codeOf(make), make, gradients })),
    ...names.map((name) => ({
      code: compiledCode(name),
      make: () => compiledOptimizer(tf, name),
      gradients: ["noisy"],
    })),
  ];
  const tried = [
    ...checks.map((make) => ({ code: codeOf(make), make })),
    ...[...names, ...otherNames].map((name) => ({ code: compiledCode(name), make: () => compiledOptimizer(tf, name) })),
  ];
  return {
    version: tf.version.tfjs,
    optimizers: made.flatMap(({ code, make, gradients }) =>
      gradients.map((kind) => ({ code, gradients: kind, precision, ...follow(tf, make(tf), kind) })),
    ),
    checks: tried.map(({ code, make }) => ({ code, refused: isRefused(tf, make) })),
  };
}

/** The call as it stands in the list of cases. */
function codeOf(make) {
  const call = String(make).replace(/^\(tf\) => /, "");
  return `import * as tf from "@tensorflow/tfjs";\nconst optimizer = ${call};`;
}

function compiledCode(name) {
  return [
    'import * as tf from "@tensorflow/tfjs";',
    "const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });",
    `model.compile({ optimizer: ${JSON.stringify(name)}, loss: "meanSquaredError" });`,
  ].join("\n");
}

function compiledOptimizer(tf, name) {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  model.compile({ optimizer: name, loss: "meanSquaredError" });
  return model.optimizer;
}

/** Makes updates with gradients of one kind; parameters are read after those that are recorded, states at the end. */
function follow(tf, optimizer, kind) {
  const variables = split(initial).map((part) => tf.variable(tf.tensor1d(part)));
  const trajectory = [];
  gradientRows(kind, steps).forEach((row, index) => {
    update(tf, optimizer, variables, split(row));
    if (recordedSteps.includes(index + 1)) trajectory.push(variables.flatMap(numbersOf));
  });
  return { trajectory, states: statesOf(optimizer) };
}

function update(tf, optimizer, variables, parts) {
  tf.tidy(() => {
    optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: tf.tensor1d(parts[i]) })));
  });
}

/** The lists that an optimizer keeps, one entry for each variable, by the name of the entries without the variable's. */
function statesOf(optimizer) {
  const lists = Object.values(optimizer).filter((value) => Array.isArray(value) && value.length > 0);
  return Object.fromEntries(
    lists.map((list) => [list[0].originalName.replace(/^.*\//, ""), list.map(({ variable }) => numbersOf(variable))]),
  );
}

function isRefused(tf, make) {
  try {
    update(tf, make(tf), [tf.variable(tf.tensor1d(initial))], [gradientRows("noisy", 1)[0]]);
    return false;
  } catch {
    return true;
  }
}

/** A row of all parameters as one list per tensor. */
function split(row) {
  return [row.slice(0, lengths[0]), row.slice(lengths[0])];
}

/** The shortest decimals of a tensor's numbers, with null for NaN, which JSON does not know. */
function numbersOf(tensor) {
  const values = tensor.dataSync();
  return Array.from(values, (value) => {
    if (Number.isNaN(value)) return null;
    return values instanceof Float64Array ? value : shortest(value);
  });
}

/** The shortest decimal that tells a float32 from its neighbors. */
function shortest(value) {
  for (let digits = 1; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return Number(value.toPrecision(9));
}
