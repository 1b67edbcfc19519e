/**
 * Records the frameworks' numbers again and compares them with those that are committed:
 *
 *   node test/reference/check.mjs            torch, transformers, Keras, optax, TensorFlow.js, and loops over NumPy
 *   node test/reference/check.mjs torch      one of them
 *   node test/reference/check.mjs mmengine-schedules   mmengine, which brings OpenCV and Matplotlib with it; mmcv-schedules likewise
 *   node test/reference/check.mjs keras2     Keras 2, which needs TensorFlow and its gigabyte
 *   node test/reference/check.mjs deepspeed  DeepSpeed, whose kernels a C++ compiler makes first
 *   node test/reference/check.mjs --update   writes the recordings anew
 *
 * Needs Python 3.11 or later; the frameworks are installed once, in the cache folder, those of Python in a virtual environment.
 */
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureDebianPackages } from "../../scripts/setup/debianPackages.mjs";
import { installOnce } from "../../scripts/setup/installOnce.mjs";
import { runCommand } from "../../scripts/setup/runCommand.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const usual = [
  "torch",
  "torch-algorithms",
  "torch-schedules",
  "transformers",
  "transformers-schedules",
  "keras",
  "keras-algorithms",
  "keras-callbacks-schedules",
  "optax",
  "optax-algorithms",
  "transformers-algorithms",
  "tfjs",
  "numpy",
];

/** How each recording is made: the command of its script, which takes the file to write as its last argument. */
const commandOf = {
  torch: python("record_torch.py", "requirements.txt"),
  "torch-algorithms": python("record_torch_algorithms.py", "requirements.txt"),
  "torch-schedules": python("record_torch_schedules.py", "requirements.txt"),
  "mmengine-schedules": python("record_mmengine_schedules.py", "requirements-mmengine.txt"),
  "mmcv-schedules": python("record_mmcv_schedules.py", "requirements-mmcv.txt"),
  transformers: python("record_transformers.py", "requirements-transformers.txt"),
  "transformers-schedules": python("record_transformers_schedules.py", "requirements-transformers.txt"),
  keras: python("record_keras.py", "requirements.txt"),
  "keras-algorithms": python("record_keras_algorithms.py", "requirements.txt"),
  "keras-callbacks-schedules": python("record_keras_callbacks.py", "requirements.txt"),
  keras2: python("record_keras2.py", "requirements-keras2.txt"),
  optax: python("record_optax.py", "requirements-optax.txt"),
  "optax-algorithms": python("record_optax_algorithms.py", "requirements-optax.txt"),
  "transformers-algorithms": python("record_transformers_algorithms.py", "requirements-transformers.txt"),
  numpy: python("record_numpy.py", "requirements.txt"),
  tfjs: async () => [process.execPath, join(folder, "record_tfjs.mjs")],
  deepspeed: python("record_deepspeed.py", "requirements-deepspeed.txt"),
};

/**
 * Nothing differs on one machine. On another, Intel MKL and the C library choose other code for square roots and powers, whose
 * last bits differ and add up over the 1,000 steps.
 */
const allowed = { float64: 1e-13, float32: 1e-6 };

/** What a case is made of, and what was made of it that is no number. */
const described = [
  ...["code", "gradients", "shapes", "problem", "precision", "refused", "steps", "losses"],
  ...["optimizer", "hyperparameters", "maxNorm"],
];

const { values: options, positionals } = parseArgs({
  options: { update: { type: "boolean", default: false } },
  allowPositionals: true,
});
const frameworks = positionals.length === 0 ? usual : positionals;
const unknown = frameworks.filter((name) => !Object.hasOwn(commandOf, name));
if (unknown.length > 0) {
  const known = Object.keys(commandOf).join(", ");
  throw new Error(`There is no recording of ${unknown.join(", ")}; expected one of ${known}.`);
}

const temporary = mkdtempSync(join(tmpdir(), "recording-"));
let passed = 0;
let failed = 0;
try {
  for (const framework of frameworks) {
    const file = join(temporary, `${framework}.json`);
    const [program, ...args] = await commandOf[framework]();
    await runCommand(program, [...args, file]);
    if (options.update) copyFileSync(file, join(folder, `${framework}.json`));
    else compare(framework, read(file), read(join(folder, `${framework}.json`)));
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
if (!options.update) console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {string} script
 * @param {string} list file of the packages that it needs
 */
function python(script, list) {
  return async () => [await installPackages(list), "-B", join(folder, script)];
}

/**
 * @param {string} list file of packages
 * @returns the Python of an environment with the pinned packages; it is made anew when these change
 */
async function installPackages(list) {
  const requirements = join(folder, list);
  const version = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const environment = await installOnce(`reference-${version}`, async (target) => {
    console.log(`Installing the packages of ${list}, once.`);
    const python = platform() === "win32" ? "python" : "python3";
    // Debian keeps what makes environments in a package of its own.
    const complete = await runCommand(python, ["-c", "import ensurepip, venv"]).then(
      () => true,
      () => false,
    );
    if (!complete) await ensureDebianPackages(["python3", "python3-venv"], "Recording the frameworks' numbers");
    await runCommand(python, ["-m", "venv", target]);
    await runCommand(pythonOf(target), ["-m", "pip", "install", "--quiet", "--requirement", requirements]);
  });
  return pythonOf(environment);
}

/** @param {string} environment */
function pythonOf(environment) {
  return platform() === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Compares a new recording with the committed one, case by case. */
function compare(framework, now, committed) {
  report(`${framework}: inputs and versions`, describeInputs(now) === describeInputs(committed) ? 0 : Infinity, 0);
  for (const kind of ["optimizers", "schedules", "checks", "configurations"]) {
    const [cases, expected] = [now[kind] ?? [], committed[kind] ?? []];
    const count = Math.max(cases.length, expected.length);
    for (let i = 0; i < count; i++) {
      const [ours, theirs] = [cases[i], expected[i]];
      const same = ours !== undefined && theirs !== undefined && describeCase(ours) === describeCase(theirs);
      const title = `${framework}: ${(theirs ?? ours).code.split("\n").slice(1).join("; ")}`;
      report(
        title,
        same ? deviation(ours, theirs) : Infinity,
        theirs?.tolerance ?? allowed[theirs?.precision ?? "float64"],
      );
    }
  }
}

function describeInputs({ versions, lengths, initial, steps, recordedSteps, losses }) {
  return JSON.stringify({ versions, lengths, initial, steps, recordedSteps, losses });
}

function describeCase(recorded) {
  return JSON.stringify(described.map((name) => recorded[name]));
}

/** Every number of a case. */
function numbersOf({ trajectory = [], states = {}, learningRates = [], momentum = [] }) {
  return [...learningRates.flat(), ...momentum.flat(), ...trajectory.flat(), ...Object.values(states).flat(2)];
}

/** Largest difference, relative to the largest number of the case. */
function deviation(now, committed) {
  const [ours, theirs] = [now, committed].map(numbersOf);
  if (ours.length !== theirs.length) return Infinity;
  const largest = Math.max(...theirs.map(Math.abs));
  return Math.max(0, ...theirs.map((value, i) => (ours[i] === value ? 0 : Math.abs(ours[i] - value) / largest)));
}

function report(title, difference, limit) {
  if (difference <= limit) {
    passed++;
    if (difference > 0) console.log(`within rounding (${difference.toExponential(1)}): ${title}`);
  } else {
    failed++;
    console.log(`FAILED (${difference}): ${title}`);
  }
}
