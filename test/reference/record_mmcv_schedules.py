"""
Records the learning rates that mmcv's hooks set: python record_mmcv_schedules.py mmcv-schedules.json

Every case is a configuration file as a user would write it, whose `lr_config` is made the hook that mmcv makes of it. A training is what the hook sees of one:
counters of updates and of epochs, of one update each. The same text is read by the extension's reader in the tests.
"""

import os

os.environ["ATEN_CPU_CAPABILITY"] = "default"

import sys
from types import ModuleType, SimpleNamespace

# mmcv takes weights of models from torchvision, which nothing here does.
sys.modules["torchvision"] = ModuleType("torchvision")

import mmcv
import torch
from mmcv.runner import HOOKS

from gradients import INITIAL, split
from recording import SCHEDULE_STEPS, write

torch.set_num_threads(1)

WARMUP = "warmup='linear', warmup_iters=50, warmup_ratio=0.001"

CASES = [
    "dict(policy='fixed', by_epoch=False, warmup='constant', warmup_iters=30, warmup_ratio=0.1)",
    f"dict(policy='step', {WARMUP}, step=[80, 110], by_epoch=False)",
    "dict(policy='step', step=30, gamma=0.5, min_lr=0.02, by_epoch=False)",
    "dict(policy='step', step=[8, 11, 150])",
    "dict(policy='exp', gamma=0.98, by_epoch=False, warmup='exp', warmup_iters=40, warmup_ratio=0.05)",
    "dict(policy='inv', gamma=0.01, power=0.75, by_epoch=False)",
    f"dict(policy='poly', power=0.9, min_lr=1e-4, by_epoch=False, {WARMUP})",
    "dict(policy='poly', power=2.0)",
    f"dict(policy='CosineAnnealing', min_lr=1e-3, by_epoch=False, {WARMUP})",
    "dict(policy='CosineAnnealing', min_lr_ratio=0.05)",
]

# Whether mmcv refuses them.
CHECKED = [
    "dict(policy='step', step=[8, 11], by_epoch=False, warmup='cosine', warmup_iters=5)",
    "dict(policy='step', step=[8, 11], by_epoch=False, warmup='linear')",
    "dict(policy='step', step=[8, 11], by_epoch=False, warmup='linear', warmup_iters=5, warmup_ratio=0.0)",
    "dict(policy='step', step=[0, 11], by_epoch=False)",
    "dict(policy='step', by_epoch=False)",
    "dict(policy='CosineAnnealing', by_epoch=False)",
    "dict(policy='CosineAnnealing', min_lr=0.1, min_lr_ratio=0.1, by_epoch=False)",
    "dict(policy='exp', by_epoch=False)",
    "dict(policy='poly', pover=0.9, by_epoch=False)",
]


def text_of(policy):
    optimizer = "optimizer = dict(type='SGD', lr=0.3)"
    return "\n".join([optimizer, f"lr_config = {policy}", "runner = dict(type='IterBasedRunner', max_iters=200, max_epochs=200)"])


def build(text):
    """The optimizer and the hook, as mmcv's runner makes them."""
    config = mmcv.Config.fromstring(text, ".py")
    parameters = [torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in split(INITIAL)]
    optimizer = torch.optim.SGD(parameters, lr=config.optimizer.lr)
    policy = config.lr_config
    name = policy.pop("policy")
    title = name.title() if name == name.lower() else name
    hook = HOOKS.build(dict(policy, type=f"{title}LrUpdaterHook"))
    return optimizer, hook, config.runner


def record(policy):
    text = text_of(policy)
    optimizer, hook, length = build(text)
    runner = SimpleNamespace(optimizer=optimizer, iter=0, epoch=0, max_iters=length.max_iters, max_epochs=length.max_epochs)
    hook.before_run(runner)
    rates = []
    for step in range(SCHEDULE_STEPS):
        runner.iter = runner.epoch = step
        hook.before_train_epoch(runner)
        hook.before_train_iter(runner)
        rates.append(float(optimizer.param_groups[0]["lr"]))
    return {"code": text, "learningRates": [rates]}


def record_check(policy):
    text = text_of(policy)
    try:
        build(text)
        refused = False
    except (AssertionError, KeyError, TypeError, ValueError):
        refused = True
    return {"code": text, "steps": 1, "refused": refused}


write(
    {"mmcv": mmcv.__version__, "torch": torch.__version__.split("+")[0]},
    [],
    [record(policy) for policy in CASES],
    [record_check(policy) for policy in CHECKED],
)
