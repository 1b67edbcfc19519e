"""
Records what the schedules of transformers and diffusers do, and what transformers' Trainer does with its arguments:
python record_transformers.py transformers.json

Every case is a piece of code as a user would write it. The same text is read by the extension's reader in the tests.
"""

import os

# See record_torch.py.
os.environ["ATEN_CPU_CAPABILITY"] = "default"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["HF_HUB_OFFLINE"] = "1"

import tempfile
import warnings

import accelerate
import diffusers
import torch
import transformers
from torch.utils.data import Dataset, SequentialSampler
from transformers import Trainer, TrainerCallback

from gradients import INITIAL, RECORDED_STEPS, STEPS, gradient_rows, split
from recording import SCHEDULE_STEPS, number, write
from transformers_cases import ARGUMENTS, CHECKED, SCHEDULES, TRAINED, TRAINER_SCHEDULES

warnings.simplefilter("ignore")
transformers.logging.set_verbosity_error()
torch.set_num_threads(1)


class Model(torch.nn.Module):
    """Its gradient is whatever it is fed with: no bias and no norm is among its parameters."""

    def __init__(self, precision):
        super().__init__()
        dtype = getattr(torch, precision)
        self.parts = torch.nn.ParameterList([torch.tensor(part, dtype=dtype) for part in split(INITIAL)])

    def forward(self, first, second):
        parts = zip(self.parts, [first[0], second[0]])
        return {"loss": sum((part * gradient).sum() for part, gradient in parts)}


class Gradients(Dataset):
    def __init__(self, kind, precision):
        dtype = getattr(torch, precision)
        self.rows = [[torch.tensor(part, dtype=dtype) for part in split(row)] for row in gradient_rows(kind)]

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        return dict(zip(["first", "second"], self.rows[index]))


class InOrder(Trainer):
    def _get_train_sampler(self, train_dataset=None):
        return SequentialSampler(self.train_dataset)


class Follow(TrainerCallback):
    """Keeps the parameters after the updates that are recorded."""

    def __init__(self, model):
        self.model = model
        self.trajectory = []

    def on_step_end(self, args, state, control, **rest):
        if state.global_step in RECORDED_STEPS:
            values = [value for part in self.model.parts for value in part.detach().numpy()]
            self.trajectory.append([number(value) for value in values])


def run(code):
    """The names that the code leaves behind."""
    first, second = parameters = [torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in split(INITIAL)]
    names = {"parameters": parameters, "first": first, "second": second}
    exec(code, names)
    return names


def arguments_of(code):
    """The arguments of the code, which also keep quiet."""
    args = run(code)["args"]
    args.output_dir = tempfile.gettempdir()
    args.report_to, args.disable_tqdm = [], True
    args.save_strategy = args.logging_strategy = "no"
    return args


def record_trained(code, gradients, precision):
    """A training of one batch an update, each a gradient."""
    model = Model(precision)
    args = arguments_of(code)
    args.per_device_train_batch_size = 1
    follow = Follow(model)
    InOrder(model=model, args=args, train_dataset=Gradients(gradients, precision), callbacks=[follow]).train()
    return {"code": code, "gradients": gradients, "precision": precision, "trajectory": follow.trajectory}


def rates_of(optimizer, scheduler):
    rates = []
    for _ in range(SCHEDULE_STEPS):
        rates.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        scheduler.step()
    return rates


def record_schedule(code):
    names = run(code)
    return {"code": code, "learningRates": rates_of(names["optimizer"], names["scheduler"])}


def trainer_of(code):
    """A Trainer of the arguments with optimizer and schedule, for as many updates as are recorded where the arguments do not say."""
    args = arguments_of(code)
    rows = Gradients("constant", "float64")
    trainer = Trainer(model=Model("float64"), args=args, train_dataset=rows, eval_dataset=rows)
    trainer.create_optimizer_and_scheduler(args.max_steps if args.max_steps > 0 else SCHEDULE_STEPS)
    return trainer


def record_trainer_schedule(code):
    trainer = trainer_of(code)
    return {"code": code, "learningRates": rates_of(trainer.optimizer, trainer.lr_scheduler)}


def record_arguments(code):
    """The optimizer that Trainer makes, with what holds for its first parameter group, and the clipping."""
    trainer = trainer_of(code)
    kind = type(trainer.optimizer)
    group = {**trainer.optimizer.param_groups[0]}
    group["lr"] = group.pop("initial_lr", group["lr"])
    del group["params"]
    return {
        "code": code,
        "optimizer": f"torch.optim.{kind.__name__}" if kind.__module__.startswith("torch.") else f"transformers.{kind.__name__}",
        "hyperparameters": {name: list(value) if isinstance(value, tuple) else value for name, value in group.items()},
        "maxNorm": trainer.args.max_grad_norm,
    }


def record_check(code):
    """Whether schedule or Trainer refuse the code."""
    try:
        if "args = " in code:
            trainer_of(code)
        else:
            names = run(code)
            rates_of(names["optimizer"], names["scheduler"])
        refused = False
    except (ArithmeticError, TypeError, ValueError):
        refused = True
    return {"code": code, "refused": refused}


write(
    {module.__name__: module.__version__.split("+")[0] for module in [transformers, diffusers, accelerate, torch]},
    [record_trained(*case) for case in TRAINED],
    [record_schedule(code) for code in SCHEDULES] + [record_trainer_schedule(code) for code in TRAINER_SCHEDULES],
    [record_check(code) for code in CHECKED],
    configurations=[record_arguments(code) for code in ARGUMENTS],
)
