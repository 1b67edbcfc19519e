"""
Records what torch's optimizers do that no rule expresses: python record_torch_algorithms.py torch-algorithms.json

Adafactor and Muon are fed with gradients of several shapes, LBFGS with problems.
"""

import os

# As in record_torch.py: every operation is rounded by itself.
os.environ["ATEN_CPU_CAPABILITY"] = "default"

import torch

from recording import number, write_shaped
from shapes import record, starting_point

torch.set_num_threads(1)
# Products of bfloat16 matrices are torch's own then, on any processor. With Intel's library, which adds them up in another order, and with fused
# multiply-adds Muon ends up to 3.4e-4 of the largest parameter away from what is recorded here.
torch.backends.mkldnn.enabled = False

ALL = ["noisy", "sparse", "drifting", "constant"]
MIXED = [[2, 3], [3]]

# Code, gradients, shapes.
ADAFACTOR = [
    ("torch.optim.Adafactor(parameters)", ALL, MIXED),
    ("torch.optim.Adafactor(parameters, lr=0.1)", ALL, [[3, 2], [3]]),
    ("torch.optim.Adafactor(parameters, lr=0.1)", ["noisy"], [[6], [3]]),
    ("torch.optim.Adafactor(parameters, lr=0.1)", ["noisy", "sparse"], [[3, 1, 2], [1, 3]]),
    ("torch.optim.Adafactor(parameters, lr=0.1)", ["drifting"], [[8, 12], [5]]),
    ("torch.optim.Adafactor(parameters, lr=0.1, beta2_decay=-0.5)", ["noisy", "sparse"], MIXED),
    ("torch.optim.Adafactor(parameters, lr=0.1, beta2_decay=0)", ["noisy"], MIXED),
    ("torch.optim.Adafactor(parameters, 0.05, -0.9, (1e-8, 1e-2), 2.0, 0.1)", ["noisy", "drifting"], MIXED),
    ("torch.optim.Adafactor(parameters, lr=0.1, eps=(0.5, 1.0))", ["noisy", "sparse"], MIXED),
    ("torch.optim.Adafactor(parameters, lr=0.1, eps=(None, 0.1), d=1.5)", ["sparse", "constant"], MIXED),
    ("torch.optim.Adafactor(parameters, lr=0.1, weight_decay=0.1, maximize=True)", ["noisy", "constant"], MIXED),
    (
        'torch.optim.Adafactor([{"params": [first], "lr": 0.2, "maximize": True}, {"params": [second], "eps": (1e-6, 1e-4), "d": 2.0, "weight_decay": 0.1}], lr=0.05)',
        ["noisy"],
        MIXED,
    ),
]

MUON = [
    ("torch.optim.Muon(parameters)", ALL, [[2, 3], [3, 1]]),
    ("torch.optim.Muon(parameters, lr=0.05)", ALL, [[3, 3]]),
    ("torch.optim.Muon(parameters, lr=0.05)", ["noisy", "drifting"], [[12, 8]]),
    ("torch.optim.Muon(parameters, lr=0.05)", ["noisy"], [[16, 24]]),
    ("torch.optim.Muon(parameters, lr=0.05, momentum=0.5, nesterov=False)", ["noisy", "sparse"], [[3, 2], [1, 3]]),
    ("torch.optim.Muon(parameters, lr=0.05, momentum=0.3, weight_decay=0)", ["noisy"], [[2, 3], [3, 1]]),
    ('torch.optim.Muon(parameters, lr=0.02, adjust_lr_fn="match_rms_adamw")', ["noisy", "drifting"], [[8, 12]]),
    ('torch.optim.Muon(parameters, lr=0.02, adjust_lr_fn="original", ns_steps=3)', ["noisy"], [[12, 8]]),
    ("torch.optim.Muon(parameters, 0.05, 0.2, 0.9, True, (2.0, -1.5, 0.5), 1e-3, 7)", ["noisy", "sparse"], [[3, 3]]),
    (
        'torch.optim.Muon([{"params": [first], "lr": 0.1}, {"params": [second], "momentum": 0.8, "nesterov": False, "adjust_lr_fn": "match_rms_adamw"}], lr=0.05)',
        ["noisy"],
        [[2, 3], [3, 1]],
    ),
]

FLOAT32 = [
    ("torch.optim.Adafactor(parameters, lr=0.1)", "noisy", MIXED),
    ("torch.optim.Adafactor(parameters, lr=0.1, weight_decay=0.1)", "sparse", [[3, 2], [3]]),
    ("torch.optim.Muon(parameters, lr=0.05)", "noisy", [[3, 3]]),
    ("torch.optim.Muon(parameters, lr=0.05, nesterov=False)", "drifting", [[8, 12]]),
]

# Code, problem, parameters of the problem, steps.
ROSENBROCK = ("rosenbrock", {})
BOWL = ("quadratic", {"eigenvalues": [1, 3, 10, 30, 100, 1000]})
LBFGS = [
    ("torch.optim.LBFGS(parameters)", *ROSENBROCK, 6),
    ("torch.optim.LBFGS(parameters, max_iter=4)", *ROSENBROCK, 12),
    ("torch.optim.LBFGS(parameters, lr=0.5, max_iter=3)", *ROSENBROCK, 12),
    ('torch.optim.LBFGS(parameters, line_search_fn="strong_wolfe")', *ROSENBROCK, 3),
    ('torch.optim.LBFGS(parameters, max_iter=2, line_search_fn="strong_wolfe")', *ROSENBROCK, 15),
    ('torch.optim.LBFGS(parameters, max_iter=4, history_size=2, line_search_fn="strong_wolfe")', *ROSENBROCK, 10),
    ('torch.optim.LBFGS(parameters, max_iter=10, max_eval=6, line_search_fn="strong_wolfe")', *ROSENBROCK, 10),
    ('torch.optim.LBFGS(parameters, lr=20, max_iter=3, line_search_fn="strong_wolfe")', *ROSENBROCK, 8),
    ("torch.optim.LBFGS(parameters)", *BOWL, 3),
    ("torch.optim.LBFGS(parameters, 0.8, 5, 6, 1e-3, 1e-6, 3)", *BOWL, 10),
    ("torch.optim.LBFGS(parameters, max_iter=1)", *BOWL, 20),
    ('torch.optim.LBFGS(parameters, max_iter=2, line_search_fn="strong_wolfe")', *BOWL, 8),
    ('torch.optim.LBFGS(parameters, max_iter=1, history_size=3, line_search_fn="strong_wolfe")', *BOWL, 15),
]

CHECKED = [
    ("torch.optim.Muon(parameters)", MIXED),
    ("torch.optim.Muon(parameters)", [[3, 1, 2], [1, 3]]),
    ('torch.optim.Muon(parameters, adjust_lr_fn="other")', [[2, 3], [3, 1]]),
    ("torch.optim.Muon(parameters, ns_steps=100)", [[2, 3], [3, 1]]),
    ("torch.optim.Muon(parameters, ns_coefficients=(1.0, 2.0))", [[2, 3], [3, 1]]),
    ("torch.optim.Muon(parameters, momentum=-0.1)", [[2, 3], [3, 1]]),
    ("torch.optim.Muon(parameters, weight_decay=-0.1)", [[2, 3], [3, 1]]),
    ("torch.optim.Muon(parameters, momentum=1.5)", [[2, 3], [3, 1]]),
    ("torch.optim.Adafactor(parameters, d=0.5)", MIXED),
    ("torch.optim.Adafactor(parameters, beta2_decay=0.1)", MIXED),
    ("torch.optim.Adafactor(parameters, eps=(-1, 1e-3))", MIXED),
    ("torch.optim.Adafactor(parameters, eps=(None, None))", MIXED),
    ("torch.optim.Adafactor(parameters, eps=(None, -1e-3))", MIXED),
    ("torch.optim.Adafactor(parameters, eps=1e-3)", MIXED),
    ("torch.optim.Adafactor(parameters, lr=-1)", MIXED),
    ("torch.optim.Adafactor(parameters, 0.1, -0.8, (None, 1e-3), 1.0, 0.0, None)", MIXED),
    ('torch.optim.LBFGS([{"params": [first]}, {"params": [second]}])', MIXED),
    ('torch.optim.LBFGS(parameters, line_search_fn="armijo")', MIXED),
    ("torch.optim.LBFGS(parameters, lr=-1)", MIXED),
    ("torch.optim.LBFGS(parameters, history_size=0)", MIXED),
    ("torch.optim.LBFGS(parameters, tolerance_grad=-1)", MIXED),
]


def starting_tensors(shapes, precision):
    return [torch.tensor(part).requires_grad_() for part in starting_point(shapes, precision)]


def create(code, parameters):
    names = {"torch": torch, "parameters": parameters}
    if len(parameters) == 2:
        names["first"], names["second"] = parameters
    return eval(code, names)


def numbers(parameter):
    return [number(value) for value in parameter.detach().numpy()]


def text(code):
    return f"import torch\noptimizer = {code}"


def record_fed(code, gradients, shapes, precision="float64"):
    parameters = starting_tensors(shapes, precision)
    optimizer = create(code, parameters)

    def update(received):
        for parameter, gradient in zip(parameters, received):
            parameter.grad = torch.tensor(gradient)
        optimizer.step()

    read = lambda: [parameter.detach().numpy() for parameter in parameters]
    return record(text(code), gradients, shapes, precision, update, read)


def rosenbrock(p):
    x, y = p
    distance, height = 1 - x, y - x * x
    gradient = torch.stack([-2 * distance - 400 * height * x, 200 * height])
    return distance * distance + 100 * height * height, gradient


def quadratic(p, eigenvalues):
    values = torch.tensor(eigenvalues, dtype=p.dtype)
    return 0.5 * (values * p * p).sum(), values * p


def record_lbfgs(code, problem, settings, steps):
    function = {"rosenbrock": rosenbrock, "quadratic": quadratic}[problem]
    start = [-1.2, 1.0] if problem == "rosenbrock" else [1.0] * len(settings["eigenvalues"])
    parameter = torch.tensor(start, dtype=torch.float64).requires_grad_()
    optimizer = create(code, [parameter])

    def closure():
        loss, parameter.grad = function(parameter.detach(), **settings)
        return loss

    trajectory, counts = [], []
    for _ in range(steps):
        optimizer.step(closure)
        state = optimizer.state[parameter]
        trajectory.append(numbers(parameter))
        counts.append([state["func_evals"], state["n_iter"]])
    return {
        "code": text(code),
        "problem": {"name": problem, "parameters": settings},
        "precision": "float64",
        # Products of vectors come from Intel MKL all the same, whose order of summation depends on the processor.
        "tolerance": 1e-8,
        "trajectory": trajectory,
        "states": {"func_evals": [row[0] for row in counts], "n_iter": [row[1] for row in counts]},
    }


def record_check(code, shapes):
    """Whether torch refuses a call, be it at one of the first steps."""
    parameters = starting_tensors(shapes, "float64")

    def closure():
        for parameter in parameters:
            parameter.grad = parameter.detach().clone()
        return sum((parameter.detach() ** 2).sum() / 2 for parameter in parameters)

    try:
        optimizer = create(code, parameters)
        for _ in range(2):
            optimizer.step(closure)
        refused = False
    except (AssertionError, IndexError, RuntimeError, TypeError, ValueError):
        refused = True
    return {"code": text(code), "shapes": shapes, "refused": refused}


optimizers = [record_fed(code, kind, shapes) for code, kinds, shapes in ADAFACTOR + MUON for kind in kinds]
optimizers += [record_fed(*case, precision="float32") for case in FLOAT32]
optimizers += [record_lbfgs(*case) for case in LBFGS]
checks = [record_check(*case) for case in CHECKED]
write_shaped({"torch": torch.__version__.split("+")[0]}, optimizers, checks)
