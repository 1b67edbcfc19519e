"""What the recordings of all frameworks have in common: how updates are followed, and how recordings are written."""

import json
import sys

import numpy as np

from gradients import INITIAL, LENGTHS, RECORDED_STEPS, STEPS, gradient_rows, split

SCHEDULE_STEPS = 200


def follow(gradients, update, read):
    """
    Makes updates with gradients of one kind, given as one list per tensor, and returns what `read` gives after those that are
    recorded.
    """
    trajectory = []
    for step, row in enumerate(gradient_rows(gradients), start=1):
        update(split(row))
        if step in RECORDED_STEPS:
            trajectory.append(read())
    return trajectory


def number(value):
    """The shortest decimal of a double, or of a float32; None for NaN, which JSON does not know."""
    if np.isnan(value):
        return None
    return float(str(value)) if isinstance(value, np.float32) else float(value)


def write(versions, optimizers, schedules, checks=(), **more):
    """Writes the recording to the file named on the command line, one case a line; `more` are lists of cases of other kinds."""
    head = {"versions": versions, "lengths": LENGTHS, "initial": INITIAL, "steps": STEPS, "recordedSteps": RECORDED_STEPS}
    _write(head, {"optimizers": optimizers, "schedules": schedules, "checks": checks, **more})


def write_shaped(versions, optimizers, checks):
    """The same of cases that each have shapes of their own."""
    _write({"versions": versions, "initial": INITIAL, "steps": STEPS}, {"optimizers": optimizers, "checks": checks})


def _write(head, lists):
    dump = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    lines = [f"{dump(name)}:{dump(value)}" for name, value in head.items()]
    for name, cases in lists.items():
        lines.append(f'"{name}":[\n' + ",\n".join(dump(case) for case in cases) + "\n]")
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
