"""
Records what mmengine's schedulers do to an optimizer: python record_mmengine_schedules.py mmengine-schedules.json

Every case is a configuration file as a user would write it. mmengine reads it itself, and makes its schedulers as its runner does; every epoch has one update.
The same text is read by the extension's reader in the tests.
"""

import os

os.environ["ATEN_CPU_CAPABILITY"] = "default"

import logging
import tempfile
import warnings

import mmengine
import mmengine.optim  # registers optimizers and schedulers
import torch
from mmengine.config import Config
from mmengine.registry import OPTIMIZERS, PARAM_SCHEDULERS

from gradients import INITIAL, split
from recording import SCHEDULE_STEPS, write

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
torch.set_num_threads(1)

UPDATES = "train_cfg = dict(type='IterBasedTrainLoop', max_iters=180)"
EPOCHS = "train_cfg = dict(by_epoch=True, max_epochs=180)"

# Schedulers, training loop.
CASES = [
    ("dict(type='StepLR', step_size=30)", EPOCHS),
    ("dict(type='StepLR', step_size=7, gamma=0.9, begin=10, end=100, by_epoch=False)", UPDATES),
    ("dict(type='MultiStepLR', milestones=[30, 80, 150])", EPOCHS),
    ("dict(type='MultiStepLR', milestones=[0, 20, 60, 60], gamma=0.7, begin=5, end=70, by_epoch=False)", UPDATES),
    ("dict(type='ConstantLR')", EPOCHS),
    ("dict(type='ConstantLR', factor=0.7, begin=20, end=90, by_epoch=False)", UPDATES),
    ("dict(type='LinearLR')", EPOCHS.replace("180", "250")),
    ("dict(type='LinearLR', start_factor=0.001, by_epoch=False, begin=0, end=120)", UPDATES),
    ("dict(type='LinearLR', start_factor=0.9, end_factor=0.2, by_epoch=False, begin=30, end=31)", UPDATES),
    ("dict(type='ExponentialLR', gamma=0.98)", EPOCHS),
    ("dict(type='ExponentialLR', gamma=0.97, begin=50, end=120, by_epoch=False)", UPDATES),
    ("dict(type='PolyLR', power=0.9, eta_min=1e-4, by_epoch=False)", UPDATES),
    ("dict(type='PolyLR', power=2.0, begin=40, end=300)", EPOCHS),
    ("dict(type='CosineAnnealingLR', T_max=60, by_epoch=False)", UPDATES),
    ("dict(type='CosineAnnealingLR', eta_min=0.01)", EPOCHS),
    ("dict(type='CosineAnnealingLR', T_max=45, eta_min_ratio=0.05, begin=20, by_epoch=False)", UPDATES),
    ("dict(type='CosineRestartLR', periods=[40, 60, 30], restart_weights=[1, 0.5, 0.25], eta_min=1e-3, by_epoch=False)", UPDATES),
    ("dict(type='CosineRestartLR', periods=[50], eta_min_ratio=0.1, begin=10)", EPOCHS),
    ("dict(type='OneCycleLR', eta_max=0.5, by_epoch=False)", UPDATES.replace("180", "200")),
    ("dict(type='OneCycleLR', eta_max=0.5, total_steps=150, pct_start=0.4, div_factor=10.0, three_phase=True, end=150)", EPOCHS),
    ("dict(type='OneCycleLR', eta_max=0.1, total_steps=100, anneal_strategy='linear', begin=30, end=131, by_epoch=False)", UPDATES),
    (
        "[dict(type='LinearLR', start_factor=0.001, by_epoch=False, begin=0, end=50), "
        "dict(type='MultiStepLR', begin=0, end=180, by_epoch=False, milestones=[80, 110], gamma=0.1)]",
        UPDATES,
    ),
    (
        "[dict(type='LinearLR', start_factor=1e-6, by_epoch=False, begin=0, end=40), "
        "dict(type='PolyLR', eta_min=0.0, power=1.0, begin=40, by_epoch=False)]",
        UPDATES,
    ),
    (
        "[dict(type='LinearLR', start_factor=0.1, end=10), "
        "dict(type='CosineAnnealingLR', T_max=90, eta_min=0.03, begin=90, end=180)]",
        EPOCHS,
    ),
    (
        "[dict(type='ConstantLR', factor=0.5, end=30), dict(type='ExponentialLR', gamma=0.99, begin=10), "
        "dict(type='StepLR', step_size=40, gamma=0.8)]",
        EPOCHS,
    ),
]

# Whether mmengine refuses them.
CHECKED = [
    "dict(type='LinearLR', start_factor=1.5, end=10)",
    "dict(type='LinearLR', start_factor=0, end=10)",
    "dict(type='LinearLR', end_factor=-0.1, end=10)",
    "dict(type='LinearLR', begin=10, end=10)",
    "dict(type='ConstantLR', factor=1.1, end=10)",
    "dict(type='CosineAnnealingLR', T_max=10, eta_min=0.1, eta_min_ratio=0.1)",
    "dict(type='CosineRestartLR', periods=[10], restart_weights=[1])",
    "dict(type='CosineRestartLR', periods=[10, 20], eta_min=0)",
    "dict(type='CosineRestartLR', periods=[10, 20], restart_weights=[1, 0.5], eta_min=0)",
    "dict(type='OneCycleLR', eta_max=0.1, total_steps=10.0)",
    "dict(type='OneCycleLR', eta_max=0.1, total_steps=10, pct_start=1)",
    "dict(type='OneCycleLR', eta_max=0.1, total_steps=10, anneal_strategy='cosine')",
    "dict(type='StepLR')",
    "dict(type='MultiStepLR', milestones=[5], gama=0.1)",
    "dict(type='ExponentialLR')",
    "dict(type='ExponentialLR', gamma=0.9, last_step=3)",
]


def text_of(schedulers, loop):
    optimizer = "optim_wrapper = dict(type='OptimWrapper', optimizer=dict(type='SGD', lr=0.3))"
    return "\n".join([optimizer, f"param_scheduler = {schedulers}", loop])


def configuration(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "config.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return Config.fromfile(path)


def build(text):
    """The optimizer and its schedulers, as mmengine's runner makes them."""
    config = configuration(text)
    parameters = [torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in split(INITIAL)]
    optimizer = OPTIMIZERS.build(dict(config.optim_wrapper.optimizer, params=parameters))
    given = config.param_scheduler
    schedulers = []
    for each in given if isinstance(given, list) else [given]:
        each.setdefault("end", config.train_cfg["max_epochs" if each.get("by_epoch", True) else "max_iters"])
        schedulers.append(PARAM_SCHEDULERS.build(each, default_args=dict(optimizer=optimizer, epoch_length=1)))
    return optimizer, schedulers


def record(schedulers, loop):
    text = text_of(schedulers, loop)
    optimizer, built = build(text)
    rates = []
    for _ in range(SCHEDULE_STEPS):
        rates.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        # The hook that comes after an update, and that which comes after an epoch.
        for scheduler in [*(it for it in built if not it.by_epoch), *(it for it in built if it.by_epoch)]:
            scheduler.step()
    return {"code": text, "learningRates": [rates]}


def record_check(schedulers):
    text = text_of(schedulers, "train_cfg = dict(by_epoch=True, max_epochs=180, max_iters=180)")
    try:
        build(text)
        refused = False
    except (AssertionError, KeyError, TypeError, ValueError):
        refused = True
    return {"code": text, "steps": 1, "refused": refused}


write(
    {"mmengine": mmengine.__version__, "torch": torch.__version__.split("+")[0]},
    [],
    [record(*case) for case in CASES],
    [record_check(schedulers) for schedulers in CHECKED],
)
