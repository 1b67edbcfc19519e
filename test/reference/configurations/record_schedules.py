"""
Records the learning rates of schedules that programs make of their files of configuration: python record_schedules.py schedules.json

Every case is a file as a user would write it. The same text is read by the extension's reader in the tests. NeMo's and ESPnet's classes are their own,
without the packages around them; of Detectron2, which the package index has not, the warm-up is written down here, around the schedules of fvcore, and of
GPT-NeoX, which is no package, the whole arithmetic.
"""

import importlib.util
import json
import math
import sys
import types
from importlib.metadata import version

import torch
import yaml

STEPS = 200


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package_file(distribution, suffix):
    from importlib.metadata import files

    return next(str(file.locate()) for file in files(distribution) if str(file).endswith(suffix))


class Anything(types.ModuleType):
    """A module that has whatever is asked of it."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


for name in [
    "hydra", "omegaconf", "nemo", "nemo.core", "nemo.core.classes", "nemo.core.classes.common", "nemo.core.config", "nemo.core.config.schedulers",
    "nemo.utils", "nemo.utils.model_utils", "typeguard", "espnet2", "espnet2.schedulers", "espnet2.schedulers.abs_scheduler",
]:
    sys.modules.setdefault(name, Anything(name))
sys.modules["typeguard"].typechecked = lambda function: function
sys.modules["espnet2.schedulers.abs_scheduler"].AbsBatchStepScheduler = type("AbsBatchStepScheduler", (), {})

nemo = load(package_file("nemo_toolkit", "nemo/core/optim/lr_scheduler.py"), "nemo_schedules")
espnet = {
    name: getattr(load(package_file("espnet", f"espnet2/schedulers/{file}.py"), file), name)
    for name, file in [("WarmupLR", "warmup_lr"), ("NoamLR", "noam_lr"), ("WarmupStepLR", "warmup_step_lr"), ("TristageLR", "tristage_lr")]
}
fvcore = load(package_file("fvcore", "fvcore/common/param_scheduler.py"), "param_scheduler")


def optimizer(rate):
    return torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=rate)


def follow(made, scheduler):
    rates = []
    for _ in range(STEPS):
        rates.append(float(made.param_groups[0]["lr"]))
        made.step()
        scheduler.step()
    return rates


def of_nemo(values):
    optim = values["optim"]
    arguments = {name: float(value) if isinstance(value, str) else value for name, value in optim["sched"].items() if name != "name"}
    made = optimizer(optim["lr"])
    return follow(made, getattr(nemo, optim["sched"]["name"])(made, **arguments))


def of_espnet(values):
    classes = {name.lower(): known for name, known in espnet.items()}
    made = optimizer(values["optim_conf"]["lr"])
    return follow(made, classes[values["scheduler"]](made, **values["scheduler_conf"]))


def of_detectron2(values):
    solver = {
        "LR_SCHEDULER_NAME": "WarmupMultiStepLR", "GAMMA": 0.1, "BASE_LR_END": 0.0, "NUM_DECAYS": 3,
        "WARMUP_FACTOR": 1.0 / 1000, "WARMUP_ITERS": 1000, "WARMUP_METHOD": "linear", **values["SOLVER"],
    }
    length = solver["MAX_ITER"]
    name = solver["LR_SCHEDULER_NAME"]
    if name == "WarmupMultiStepLR":
        steps = [step for step in map(int, solver["STEPS"].strip("(,)").split(",")) if step <= length]
        factors = [solver["GAMMA"] ** k for k in range(len(steps) + 1)]
        scheduled = fvcore.MultiStepParamScheduler(values=factors, milestones=steps, num_updates=length)
    elif name == "WarmupCosineLR":
        scheduled = fvcore.CosineParamScheduler(1, solver["BASE_LR_END"] / solver["BASE_LR"])
    else:
        scheduled = fvcore.StepWithFixedGammaParamScheduler(
            base_value=1.0, gamma=solver["GAMMA"], num_decays=solver["NUM_DECAYS"], num_updates=length
        )
    share = min(solver["WARMUP_ITERS"] / length, 1.0)
    start = solver["WARMUP_FACTOR"] * scheduled(0.0)
    linear = solver["WARMUP_METHOD"] == "linear"
    warmup = fvcore.LinearParamScheduler(start, scheduled(share)) if linear else fvcore.ConstantParamScheduler(start)
    both = fvcore.CompositeParamScheduler([warmup, scheduled], [share, 1 - share], ["rescaled", "fixed"])
    return [solver["BASE_LR"] * both(step / length) for step in range(min(STEPS, length))]


def of_neox(values):
    rate, style = values["optimizer"]["params"]["lr"], values["lr_decay_style"]
    end = max(1, values.get("lr_decay_iters", values["train_iters"]))
    warmup, lowest = values.get("warmup", 0.01) * end, values.get("min_lr", 0.0)
    rates = []
    for step in range(STEPS):
        counted = min(step, end - warmup)
        if warmup > 0 and step <= warmup:
            rates.append(rate * counted / warmup)
            continue
        place = counted - warmup
        fallen = {
            "linear": rate * (end - place) / end,
            "cosine": rate / 2.0 * (math.cos(math.pi * place / end) + 1),
            "exponential": rate * math.exp(-0.693 * place / end),
            "constant": rate,
        }[style]
        rates.append(max(fallen, lowest))
    return rates


def nemo_case(name, **arguments):
    lines = "".join(f"    {key}: {str(value).lower() if isinstance(value, bool) else value}\n" for key, value in arguments.items())
    return of_nemo, f"optim:\n  name: sgd\n  lr: 0.3\n  sched:\n    name: {name}\n{lines}"


def espnet_case(name, **arguments):
    lines = "".join(f"    {key}: {value}\n" for key, value in arguments.items())
    return of_espnet, f"optim: sgd\noptim_conf:\n    lr: 0.3\nscheduler: {name}\nscheduler_conf:\n{lines}"


def detectron2_case(**solver):
    lines = "".join(f"  {key}: {value}\n" for key, value in solver.items())
    return of_detectron2, f"MODEL:\n  META_ARCHITECTURE: RetinaNet\nSOLVER:\n  BASE_LR: 0.3\n{lines}"


def neox_case(**values):
    lines = "".join(f'  "{key}": {json.dumps(value)},\n' for key, value in values.items())
    return of_neox, '{\n  "optimizer": {"type": "Adam", "params": {"lr": 0.3}},\n' + lines + "}\n"


CASES = [
    nemo_case("WarmupPolicy", max_steps=150, warmup_steps=20, min_lr=0.01),
    nemo_case("WarmupHoldPolicy", max_steps=150, warmup_ratio=0.1, hold_ratio=0.2),
    nemo_case("WarmupHoldAnnealOneMinusSquareRoot", max_steps=150, warmup_steps=10, hold_steps=40, min_lr=0.02),
    nemo_case("WarmupHoldAnnealLinear", max_steps=150, warmup_steps=10, hold_steps=40, min_lr=0.02),
    nemo_case("SquareAnnealing", max_steps=150, warmup_steps=20),
    nemo_case("SquareRootAnnealing", max_steps=150, warmup_steps=20, min_lr=0.05),
    nemo_case("CosineAnnealing", max_steps=150, warmup_ratio=0.1, min_lr=0.01),
    nemo_case("CosineAnnealing", max_steps=150),
    nemo_case("CosineAnnealing", max_steps=150, warmup_steps=20, constant_steps=30, min_lr=0.01),
    nemo_case("CosineAnnealing", max_steps=150, constant_ratio=0.3, min_lr=0.01),
    nemo_case("NoamAnnealing", d_model=512, warmup_steps=50, min_lr=0.001),
    nemo_case("NoamAnnealing", d_model=256, max_steps=150, warmup_ratio=0.25),
    nemo_case("NoamAnnealing", d_model=64),
    nemo_case("NoamHoldAnnealing", max_steps=150, warmup_steps=20, hold_steps=30, decay_rate=1.0, min_lr=0.01),
    nemo_case("NoamHoldAnnealing", max_steps=150, warmup_steps=20),
    nemo_case("WarmupAnnealing", max_steps=150, warmup_steps=20, min_lr=0.01),
    nemo_case("InverseSquareRootAnnealing", max_steps=150, warmup_steps=20),
    nemo_case("PolynomialDecayAnnealing", max_steps=150, warmup_steps=20, power=2.0, min_lr=0.01),
    nemo_case("PolynomialDecayAnnealing", max_steps=60, power=2.0, cycle=True),
    nemo_case("PolynomialHoldDecayAnnealing", max_steps=150, warmup_steps=20, hold_steps=30, power=0.5),
    espnet_case("warmuplr", warmup_steps=50),
    espnet_case("noamlr", model_size=512, warmup_steps=50),
    espnet_case("warmupsteplr", warmup_steps=50, steps_per_epoch=30, step_size=2, gamma=0.5),
    espnet_case("tristagelr", max_steps=160, warmup_ratio=0.1, hold_ratio=0.4, decay_ratio=0.5),
    detectron2_case(STEPS="(60, 120)", MAX_ITER=150, WARMUP_ITERS=20),
    detectron2_case(STEPS="(10, 120)", MAX_ITER=150, WARMUP_ITERS=20, GAMMA=0.5, WARMUP_METHOD="constant", WARMUP_FACTOR=0.3),
    detectron2_case(STEPS="(10, 120, 400)", MAX_ITER=300, WARMUP_ITERS=20),
    detectron2_case(STEPS="(60,)", MAX_ITER=2000000, WARMUP_ITERS=100),
    detectron2_case(STEPS="(60,)", MAX_ITER=150, WARMUP_ITERS=0),
    detectron2_case(LR_SCHEDULER_NAME="WarmupCosineLR", MAX_ITER=180, WARMUP_ITERS=30, BASE_LR_END=0.003),
    detectron2_case(LR_SCHEDULER_NAME="WarmupStepWithFixedGammaLR", MAX_ITER=180, WARMUP_ITERS=30, NUM_DECAYS=4, GAMMA=0.5),
    neox_case(train_iters=150, lr_decay_style="cosine", warmup=0.05, min_lr=0.03),
    neox_case(train_iters=300, lr_decay_iters=170, lr_decay_style="linear"),
    neox_case(train_iters=150, lr_decay_style="exponential", warmup=0.0),
    neox_case(train_iters=150, lr_decay_style="constant", warmup=0.1),
]

versions = {name: version(name).split("+")[0] for name in ["torch", "nemo_toolkit", "espnet", "fvcore"]}
schedules = [{"code": code, "learningRates": [record(yaml.safe_load(code))]} for record, code in CASES]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    file.write('{\n"versions":' + dump(versions) + ',\n"schedules":[\n' + ",\n".join(map(dump, schedules)) + "\n]\n}\n")
