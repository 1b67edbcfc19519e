"""
Records the learning rates of schedules, and where optimizers take their parameters, that programs in Python make by functions and classes of timm, torchtitan and pytorch_warmup:
python record_trainings.py trainings.json

Every case is a program as a user would write it, and a function that does what it says with the package's own code. Packages around the recorded files, which load
all of their models, are not loaded.
"""

import importlib
import importlib.util
import json
import math
import sys
import types
from importlib.metadata import files, version

import pytorch_warmup
import torch

STEPS = 200
INITIAL = [0.5, -1.25, 2.0]


class Anything(types.ModuleType):
    """A module that has whatever is asked of it."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **keywords: None


def package(name):
    """A package without what its own file loads."""
    module = types.ModuleType(name)
    module.__path__ = [str(next(file.locate() for file in files(name.split(".")[0]) if str(file) == name.replace(".", "/") + "/__init__.py").parent)]
    sys.modules[name] = module


package("timm")
models = sys.modules["timm.models"] = Anything("timm.models")
models.group_parameters = models.group_with_matcher = None
sys.modules["timm.models._manipulate"] = models
timm_scheduler = importlib.import_module("timm.scheduler")
timm_optim = importlib.import_module("timm.optim")

for name in ["torchtitan.config", "torchtitan.tools", "torchtitan.tools.logging", "torchtitan.components", "torchtitan.components.optimizer", "torchtitan.components.optimizer.optimizer"]:
    sys.modules[name] = Anything(name)


class Configurable:
    class Config:
        __slots__ = ()


sys.modules["torchtitan.config"].Configurable = Configurable
sys.modules["torchtitan.components.optimizer.optimizer"].OptimizersContainer = object
sys.modules["torchtitan.tools.logging"].logger = Anything("logger")
path = next(str(file.locate()) for file in files("torchtitan") if str(file).endswith("components/optimizer/lr_scheduler.py"))
spec = importlib.util.spec_from_file_location("torchtitan.components.optimizer.lr_scheduler", path)
torchtitan = importlib.util.module_from_spec(spec)
spec.loader.exec_module(torchtitan)


def sgd(rate=0.3):
    return torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=rate)


def timm_rates(make, by_epoch=True):
    """A training with one update in an epoch: timm steps its schedules behind each."""
    optimizer = sgd()
    scheduler = make(optimizer)
    rates = []
    for step in range(STEPS):
        rates.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        scheduler.step(step + 1) if by_epoch else scheduler.step_update(step + 1)
    return rates


def timm_code(lines, step="step"):
    loop = f"for step in range({STEPS}):\n    optimizer.step()\n    scheduler.{step}(step + 1)\n"
    return "import torch, timm.scheduler\noptimizer = torch.optim.SGD(model.parameters(), lr=0.3)\n" + lines + "\n" + loop


def timm_class(call):
    by_epoch = "t_in_epochs=False" not in call
    make = lambda optimizer: eval(f"timm_scheduler.{call}", {"timm_scheduler": timm_scheduler, "optimizer": optimizer})
    return timm_code(f"scheduler = timm.scheduler.{call}", "step" if by_epoch else "step_update"), lambda: timm_rates(make, by_epoch)


def timm_factory(arguments):
    by_epoch = "step_on_epochs=False" not in arguments
    make = lambda optimizer: eval(f"timm_scheduler.create_scheduler_v2(optimizer, {arguments})[0]", {"timm_scheduler": timm_scheduler, "optimizer": optimizer})
    code = timm_code(f"scheduler, _ = timm.scheduler.create_scheduler_v2(optimizer, {arguments})", "step" if by_epoch else "step_update")
    return code, lambda: timm_rates(make, by_epoch)


def titan(arguments, steps):
    code = (
        "from torchtitan.components.optimizer import default_adamw, LRSchedulersContainer\nfrom torchtitan.config import TrainingConfig\nfrom torchtitan.trainer import Trainer\n"
        f"config = Trainer.Config(\n    optimizer=default_adamw(lr=0.3),\n    lr_scheduler=LRSchedulersContainer.Config({arguments}),\n    training=TrainingConfig(steps={steps}),\n)\n"
    )

    def record():
        optimizer = sgd()
        config = eval(f"Config({arguments})", {"Config": torchtitan.LRSchedulersContainer.Config})
        container = config.build(optimizers=[optimizer], training_steps=steps)
        rates = []
        for _ in range(min(STEPS, steps)):
            rates.append(float(optimizer.param_groups[0]["lr"]))
            optimizer.step()
            container.step()
        return rates

    return code, record


def dampened(warmup, scheduler=None, betas=(0.9, 0.97)):
    """Updates with a warm-up, and a schedule of torch's below it."""
    made = "" if scheduler is None else f"scheduler = {scheduler}\n"
    stepped = "pass" if scheduler is None else "scheduler.step()"
    code = (
        "import torch, pytorch_warmup\n"
        f"optimizer = torch.optim.Adam(model.parameters(), lr=0.3, betas={betas})\n{made}warmup = {warmup}\n"
        f"for step in range({STEPS}):\n    optimizer.step()\n    with warmup.dampening():\n        {stepped}\n"
    )

    def record():
        optimizer = torch.optim.Adam([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=0.3, betas=betas)
        names = {"torch": torch, "pytorch_warmup": pytorch_warmup, "optimizer": optimizer}
        below = scheduler and eval(scheduler, names)
        above = eval(warmup, names)
        rates = []
        for _ in range(STEPS):
            rates.append(float(optimizer.param_groups[0]["lr"]))
            optimizer.step()
            with above.dampening():
                if below is not None:
                    below.step()
        return rates

    return code, record


def gradients():
    return [[math.sin(1.7 * step + index) * (index + 1) for index in range(len(INITIAL))] for step in range(20)]


def timm_optimizer(arguments):
    code = f"import timm.optim\noptimizer = timm.optim.create_optimizer_v2(model.parameters(), {arguments})\n"

    def record():
        values = torch.tensor(INITIAL, dtype=torch.float64, requires_grad=True)
        made = eval(f"create([values], {arguments})", {"create": timm_optim.create_optimizer_v2, "values": values})
        places = []
        for gradient in gradients():
            values.grad = torch.tensor(gradient, dtype=torch.float64)
            made.step()
            places.append(values.detach().tolist())
        return places

    return code, record


SCHEDULES = [
    timm_class("CosineLRScheduler(optimizer, t_initial=150, lr_min=1e-3, warmup_t=20, warmup_lr_init=0.01, warmup_prefix=True)"),
    timm_class("CosineLRScheduler(optimizer, 40, 1e-3, 2.0, 0.5, 3, 10, 0.01, False, t_in_epochs=False, k_decay=1.5)"),
    timm_class("StepLRScheduler(optimizer, decay_t=40, decay_rate=0.5, warmup_t=10)"),
    timm_class("MultiStepLRScheduler(optimizer, decay_t=[50, 120], decay_rate=0.2, warmup_t=5, warmup_lr_init=0.1)"),
    timm_class("PolyLRScheduler(optimizer, t_initial=180, power=2.0, lr_min=0.01, warmup_t=15, warmup_lr_init=0.001)"),
    timm_factory("num_epochs=150, warmup_epochs=20, min_lr=1e-3"),
    timm_factory('"cosine", 40, cycle_mul=2.0, cycle_limit=3, warmup_epochs=5, warmup_lr=0.01'),
    timm_factory('sched="poly", num_epochs=160, decay_rate=2.0, warmup_epochs=10, warmup_prefix=True'),
    timm_factory('sched="step", decay_epochs=30, decay_rate=0.5, warmup_epochs=4'),
    timm_factory('sched="step"'),
    timm_factory('sched="multistep", decay_milestones=[4, 9], decay_rate=0.3, warmup_epochs=1, step_on_epochs=False, updates_per_epoch=15'),
    timm_factory('sched="cosine", num_epochs=9, warmup_epochs=1, warmup_lr=1e-4, step_on_epochs=False, updates_per_epoch=20'),
    titan("warmup_steps=20, decay_ratio=0.8, decay_type='cosine', min_lr_factor=0.1", 180),
    titan("warmup_steps=5, total_steps=400", 150),
    titan("", 300),
    titan("warmup_steps=0, decay_ratio=0.25, decay_type='sqrt'", 160),
    dampened("pytorch_warmup.LinearWarmup(optimizer, 40)"),
    dampened("pytorch_warmup.LinearWarmup(optimizer, warmup_period=50)", "torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.98)"),
    dampened("pytorch_warmup.ExponentialWarmup(optimizer, 30)", "torch.optim.lr_scheduler.StepLR(optimizer, step_size=20, gamma=0.5)"),
    dampened("pytorch_warmup.UntunedLinearWarmup(optimizer)", "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=150)"),
    dampened("pytorch_warmup.UntunedExponentialWarmup(optimizer)", "torch.optim.lr_scheduler.MultiStepLR(optimizer, [30, 90])", (0.9, 0.99)),
    dampened("pytorch_warmup.RAdamWarmup(optimizer)"),
    dampened("pytorch_warmup.RAdamWarmup(optimizer)", "torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.1, 150)", (0.8, 0.7)),
    dampened(
        "pytorch_warmup.LinearWarmup(optimizer, 25)",
        "torch.optim.lr_scheduler.SequentialLR(optimizer, [torch.optim.lr_scheduler.ConstantLR(optimizer, 0.5, 20), torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.97)], [40])",
    ),
]
OPTIMIZERS = [
    timm_optimizer("lr=0.05"),
    timm_optimizer('"momentum", lr=0.05, momentum=0.8, weight_decay=0.01'),
    timm_optimizer('opt="adamw", lr=0.05, weight_decay=0.1, betas=(0.8, 0.9), eps=1e-3'),
    timm_optimizer('opt="adam", weight_decay=0.1'),
    timm_optimizer('opt="rmsprop", lr=0.01, eps=1e-4'),
    timm_optimizer('opt="adagrad", lr=0.1'),
    timm_optimizer('opt="radamw", lr=0.05, weight_decay=0.1'),
    timm_optimizer('opt="nadam", lr=0.05'),
]

versions = {name: version(name).split("+")[0] for name in ["torch", "timm", "torchtitan", "pytorch_warmup"]}
schedules = [{"path": "train.py", "code": code, "learningRates": [record()]} for code, record in SCHEDULES]
optimizers = [{"path": "train.py", "code": code, "parameters": record()} for code, record in OPTIMIZERS]
with open(sys.argv[1], "w", encoding="utf-8") as output:
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    lists = [("schedules", schedules), ("gradients", gradients()), ("optimizers", optimizers)]
    parts = [f'"{name}":[\n' + ",\n".join(map(dump, items)) + "\n]" for name, items in lists]
    output.write('{\n"versions":' + dump(versions) + ',\n"initial":' + dump(INITIAL) + ",\n" + ",\n".join(parts) + "\n}\n")
