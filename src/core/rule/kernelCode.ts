import type { Precision } from "../floatArray";
import { descriptor, importNames, phaseExport } from "./kernelLayout";
import { PassCode } from "./passCode";
import type { PassPlan, Phase } from "./passes";
import type { Program } from "./program";
import {
  advancePowerBody,
  advancePowerSignature,
  multiplyBody,
  multiplySignature,
  raiseBody,
  raiseSignature,
} from "./runningPowerCode";
import { ScalarCode } from "./scalarCode";
import { FunctionBody } from "./webAssembly/functionBody";
import { load } from "./webAssembly/instructions";
import { encodeModule, type Signature } from "./webAssembly/module";
import { opcode } from "./webAssembly/opcodes";

const unary: Signature = { parameters: ["f64"], results: ["f64"] };
const binary: Signature = { parameters: ["f64", "f64"], results: ["f64"] };

/** Functions are numbered in this order, imported ones first. */
const importedFunctions = [
  { module: importNames.module, name: importNames.power, signature: binary },
  { module: importNames.module, name: importNames.exponential, signature: unary },
  { module: importNames.module, name: importNames.logarithm, signature: unary },
  { module: importNames.module, name: importNames.cosine, signature: unary },
];
const functionNumbers = { power: 0, exponential: 1, logarithm: 2, cosine: 3, multiply: 4, raise: 5, advancePower: 6 };

/** The WebAssembly module that makes the updates of a program, one phase of one tensor at a call. */
export function encodeKernel(program: Program, plan: PassPlan, precision: Precision): Uint8Array<ArrayBuffer> {
  return encodeModule({
    importedMemory: { module: importNames.module, name: importNames.memory },
    importedFunctions,
    functions: [
      { signature: multiplySignature, body: multiplyBody() },
      { signature: raiseSignature, body: raiseBody(functionNumbers.multiply) },
      { signature: advancePowerSignature, body: advancePowerBody(functionNumbers) },
      ...plan.phases.map((phase, index) => ({
        signature: { parameters: ["i32"], results: [] } as const,
        body: phaseBody(program, plan, phase, precision),
        exportName: phaseExport(index),
      })),
    ],
  });
}

/**
 * Scalars that need no reduction, the first pass, scalars that need its reductions, and so on. A later phase makes the scalars of
 * those before it again, from reductions in memory.
 */
function phaseBody(program: Program, plan: PassPlan, { first, end }: Phase, precision: Precision): FunctionBody {
  const body = new FunctionBody(1);
  const tensor = 0;
  const block = body.define("i32", load(opcode.i32Load, tensor, descriptor.scalars));
  const scalars = new ScalarCode(body, program, precision, block, functionNumbers, first > 0);
  if (plan.passes.length > 0) {
    const passes = new PassCode(body, program, plan, precision, scalars, tensor);
    plan.passes.slice(0, first).forEach((pass, index) => {
      scalars.addStage(index);
      passes.reloadReductions(pass);
    });
    scalars.addStage(first);
    for (let index = first; index < end; index++) {
      passes.addPass(plan.passes[index]);
      // What all tensors have to say is known in the next phase.
      if (index + 1 < end || end === plan.passes.length) scalars.addStage(index + 1);
    }
  } else scalars.addStage(0);
  if (plan.phases[plan.phases.length - 1].first === first) scalars.addResults();
  return body;
}
