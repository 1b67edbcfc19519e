import type { SourceValue } from "../configuration";

/** An optimizer by timm's name for it. */
export interface TimmOptimizer {
  readonly title: string;
  readonly takes: readonly ("momentum" | "eps" | "betas")[];
  readonly presets?: Readonly<Record<string, SourceValue>>;
}

/** Those of timm's names that stand for optimizers of torch (timm/optim/_optim_factory.py, timm 1.0.31). */
export const timmOptimizers: Readonly<Record<string, TimmOptimizer>> = {
  sgd: { title: "SGD", takes: ["momentum"], presets: { nesterov: true } },
  nesterov: { title: "SGD", takes: ["momentum"], presets: { nesterov: true } },
  momentum: { title: "SGD", takes: ["momentum"], presets: { nesterov: false } },
  adam: { title: "Adam", takes: ["eps", "betas"] },
  adamw: { title: "AdamW", takes: ["eps", "betas"] },
  nadam: { title: "NAdam", takes: ["eps", "betas"] },
  radam: { title: "RAdam", takes: ["eps", "betas"] },
  radamw: { title: "RAdam", takes: ["eps", "betas"], presets: { decoupled_weight_decay: true } },
  adamax: { title: "Adamax", takes: ["eps", "betas"] },
  adadelta: { title: "Adadelta", takes: ["eps"] },
  adagrad: { title: "Adagrad", takes: ["eps"], presets: { eps: 1e-8 } },
  rmsprop: { title: "RMSprop", takes: ["momentum", "eps"], presets: { alpha: 0.9 } },
};
