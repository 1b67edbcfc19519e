import assert from "node:assert/strict";
import { readPython } from "../../../src/sources/python/readPython";
import { testAnyText } from "../anyText";

const script = `import torch
from detectron2.config import LazyCall as L
_base_ = ['../_base_/schedule.py']
lr = 1e-3
optim_wrapper = dict(
    type='OptimWrapper',
    optimizer=dict(_delete_=True, type='AdamW', lr=lr * 2, betas=(0.9, 0.95), weight_decay=0.05),
    clip_grad=dict(max_norm=1.0), accumulative_counts=1)
param_scheduler = [
    dict(type='LinearLR', start_factor=0.001, by_epoch=False, begin=0, end=500),
    dict(type='CosineRestartLR', periods=[10, 20], restart_weights=[1, 0.5], eta_min=0.0, by_epoch=False),
    dict(type='OneCycleLR', eta_max=0.1, total_steps=100, by_epoch=False)]
optim_wrapper.optimizer.lr = {{_base_.lr}}
optim_wrapper.update(dict(paramwise_cfg=dict(norm_decay_mult=0)))
optimizer = dict(type='SGD', lr=0.1)
optimizer_config = dict(grad_clip=None)
lr_config = dict(policy='step', warmup='linear', warmup_iters=5, step=[8, 11], by_epoch=False)
lazy = L(torch.optim.SGD)(params=L(groups)(weight_decay_norm=0.0), lr=0.02)
lazy.lr *= 2
learning_rate, beta2 = 6e-4, 0.95
max_iters = 10
min_lr = 1e-5
warmup_iters = 3
`;

describe("reading configuration files in Python of any kind", function () {
  this.timeout(30_000);

  it("reads the whole file", () => {
    const names = readPython(script).configurations.map(({ optimizer }) => optimizer);
    assert.deepEqual(names, ["torch.optim.AdamW", "torch.optim.SGD", "torch.optim.SGD"]);
  });

  const depth = 3000;
  const doubled = Array.from({ length: 60 }, (_, index) => `d${index + 1} = dict(a=d${index}, b=d${index})`).join("\n");
  const wrapper = "optim_wrapper = dict(optimizer=dict(type='SGD', lr=0.1))";
  const hostile: Readonly<Record<string, string>> = {
    "nested dictionaries": `optim_wrapper = ${"dict(optimizer=".repeat(depth)}1${")".repeat(depth)}`,
    "dictionaries that double themselves": `d0 = dict(type='SGD')\n${doubled}\noptim_wrapper = dict(optimizer=d60, type=d60)`,
    "merges that double themselves": `d0 = dict(type='SGD')\n${doubled}\n${wrapper}\noptim_wrapper.merge(d60)\noptim_wrapper.merge(d60)`,
    "a long path": `${wrapper}\noptim_wrapper${".a".repeat(depth)} = 1`,
    "many changes": `${wrapper}\n${"optim_wrapper.optimizer.lr = 0.1\n".repeat(depth)}`,
    "a configuration that is in itself": `${wrapper}\noptim_wrapper.optimizer.inner = optim_wrapper\noptim_wrapper = dict(optimizer=optim_wrapper)`,
    "a base of itself": `_base_ = _base_\n_base_ = [_base_.a, '{{_base_.b}}']\n${wrapper}`,
    "a long list of schedulers": `${wrapper}\nparam_scheduler = [${"dict(type='LinearLR', end=5),".repeat(depth)}]`,
    "lazy calls in lazy calls": `from detectron2.config import LazyCall as L\nimport torch\nx = ${"L(torch.optim.SGD)(params=".repeat(100)}1${")".repeat(100)}`,
    "huge periods": `${wrapper}\nparam_scheduler = dict(type='CosineRestartLR', eta_min=0, by_epoch=False, periods=[${"9,".repeat(depth)}], restart_weights=[${"1,".repeat(depth)}])`,
  };
  testAnyText({
    read: readPython,
    script,
    around: (characters) => `optim_wrapper = dict(optimizer=dict(type='SGD', lr=${characters}))\n${characters}`,
    hostile,
  });
});
