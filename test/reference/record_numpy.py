"""
Runs the programs in numpy_loops/, which update their parameters by hand, and records where these go. A program finds `theta` and
`compute_gradient`, which gives the next recorded gradient whatever it is asked for, notes where it is asked, and after the last ends the run.
"""

import json
import sys
from pathlib import Path

import numpy as np

from gradients import INITIAL, gradient_rows
from recording import number

STEPS = 200
RECORDED_STEPS = [1, 2, 3, 10, 30, 100, 200]


class _Done(Exception):
    """All gradients have been given."""


def _follow(code, gradients):
    rows = iter(gradient_rows(gradients, STEPS))
    trajectory = []  # of the parameters before every update, and after the last

    def compute_gradient(theta):
        trajectory.append([number(value) for value in theta])
        row = next(rows, None)
        if row is None:
            raise _Done
        return np.array(row)

    np.seterr(all="ignore")
    try:
        exec(code, {"theta": np.array(INITIAL), "compute_gradient": compute_gradient})
    except _Done:
        # The first is where the program starts from, before any update.
        return [trajectory[step] for step in RECORDED_STEPS]
    raise RuntimeError(f"The program ended before its gradients did:\n{code}")


def _cases():
    for path in sorted((Path(__file__).parent / "numpy_loops").glob("*.py")):
        code = path.read_text(encoding="utf-8")
        for gradients in ("noisy", "constant"):
            yield {"code": code, "gradients": gradients, "precision": "float64", "trajectory": _follow(code, gradients)}


head = {
    "versions": {"numpy": np.__version__},
    # A program has one array.
    "lengths": [len(INITIAL)],
    "initial": INITIAL,
    "steps": STEPS,
    "recordedSteps": RECORDED_STEPS,
}
dump = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
lines = [f"{dump(name)}:{dump(value)}" for name, value in head.items()]
lines.append('"optimizers":[\n' + ",\n".join(dump(case) for case in _cases()) + "\n]")
Path(sys.argv[1]).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
