import type { ReadValue, ScheduleConfiguration } from "../../../sources/configuration";
import { sourceRule } from "../../rule";

/** `1e-5` in YAML, which PyYAML hands on as a string. */
export const yamlNumberIsText = sourceRule(
  {
    id: "portability/yaml-number-is-text",
    severity: "error",
    title: "PyYAML reads 1e-5 as text",
    messages: {
      dot: 'PyYAML reads {spelled} as the text "{spelled}" and not as a number, for want of a dot: what compares {argument} with a number, or computes with it, raises a TypeError.',
      sign: 'PyYAML reads {spelled} as the text "{spelled}" and not as a number, for want of a sign in the exponent: what compares {argument} with a number, or computes with it, raises a TypeError.',
    },
    fixes: { number: "Write {number}" },
    documentation: {
      what: "A number in scientific notation has no dot, or no sign in its exponent, and the program that reads the file uses PyYAML.",
      why: "PyYAML follows YAML 1.1, whose floats have a dot, and a sign before the exponent: 1.0e-5 is a number, 1e-5 and 1.0e5 are text. torch then compares text with 0 and raises `'<=' not supported between instances of 'float' and 'str'`. Programs that use OmegaConf, or convert the value, are not looked at.",
      ignore: "Where the program converts it.",
      sources: [
        "https://github.com/salesforce/ALBEF/issues/128",
        "https://github.com/funcwj/deep-clustering/issues/3",
        "https://github.com/h2oai/h2o-llmstudio/pull/699",
        "https://github.com/huggingface/trl/pull/1450",
      ],
      example: {
        path: "train.yaml",
        before: `optim: adam
optim_conf:
  lr: 1e-3
scheduler: warmuplr
scheduler_conf:
  warmup_steps: 25000
`,
        after: `optim: adam
optim_conf:
  lr: 1.0e-3
scheduler: warmuplr
scheduler_conf:
  warmup_steps: 25000
`,
      },
    },
  },
  function* ({ configuration: { hyperparameters, groups, schedule } }, { edits }) {
    const values = [
      ...Object.entries(hyperparameters),
      ...groups.flatMap((group) => Object.entries(group.hyperparameters)),
      ...(schedule === null ? [] : valuesOf(schedule)),
    ];
    for (const [argument, read] of values) {
      const { spelledAsText, range, file } = read;
      if (spelledAsText !== true || range === null || file !== undefined) continue;
      // Of a list the place is that of all its entries.
      const spelled = /(?<![\w.+-])[-+]?[\d_.]+[eE][-+]?\d+(?![\w.])/.exec(edits.textOf(range))?.[0];
      const number = spelled === undefined ? null : withDot(spelled);
      if (spelled === undefined || number === null) continue;
      yield {
        message: spelled.includes(".") ? "sign" : "dot",
        values: { argument, spelled },
        at: read,
        fixes: [
          {
            title: "number",
            values: { number },
            edits: edits.replaceFirst(range, exactly(spelled), number),
            isSafe: true,
          },
        ],
      };
    }
  },
);

function valuesOf({ hyperparameters, schedules = [] }: ScheduleConfiguration): readonly [string, ReadValue][] {
  return [...Object.entries(hyperparameters), ...schedules.flatMap(valuesOf)];
}

/** The same number as PyYAML takes it for one: `1.0e-5` for `1e-5`, `1.0e+5` for `1.0e5`; null where nothing is to be changed. */
function withDot(spelled: string): string | null {
  const parts = /^([-+]?)([\d_]*)(\.?[\d_]*)[eE]([-+]?)(\d+)$/.exec(spelled);
  if (parts === null) return null;
  const [, sign, whole, fraction, exponentSign, exponent] = parts;
  const dotted = fraction === "" || fraction === "." ? ".0" : fraction;
  const number = `${sign}${whole}${dotted}e${exponentSign || "+"}${exponent}`;
  return number === spelled ? null : number;
}

function exactly(text: string): RegExp {
  return new RegExp(text.replace(/[.+]/g, "\\$&"));
}
