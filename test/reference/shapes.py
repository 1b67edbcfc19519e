"""
Starting points and gradients of tensors of any shapes, for optimizers to which the shape matters: cut from what `gradients.py` makes, of which every
update takes as many rows as its parameters need. `replayShapes.ts` cuts the very same.
"""

import math

import numpy as np

from gradients import INITIAL, RECORDED_STEPS, STEPS, gradient_rows
from recording import number


def split(values, shapes, precision):
    """As many values as the shapes have entries, as one NumPy array per tensor."""
    parts, at = [], 0
    for shape in shapes:
        length = math.prod(shape)
        parts.append(np.array(values[at : at + length], precision).reshape(shape))
        at += length
    return parts


def rows_per_update(shapes):
    return math.ceil(sum(math.prod(shape) for shape in shapes) / len(INITIAL))


def starting_point(shapes, precision):
    return split(INITIAL * rows_per_update(shapes), shapes, precision)


def record(code, gradients, shapes, precision, update, read, tolerance=None):
    """
    Makes updates with gradients of one kind, given to `update` as one array per tensor, and returns the case with what `read` gives after those
    that are recorded: the tensors, as arrays. With a tolerance the numbers may be so much different on another machine.
    """
    rows = gradient_rows(gradients)
    size = rows_per_update(shapes)
    steps = STEPS // size
    # Of many parameters a few updates are enough.
    recorded = RECORDED_STEPS if size == 1 else [1, steps]
    trajectory = []
    for step in range(steps):
        values = [value for row in rows[step * size : (step + 1) * size] for value in row]
        update(split(values, shapes, precision))
        if step + 1 in recorded:
            trajectory.append([number(value) for part in read() for value in part.flatten()])
    return {
        "code": code,
        "gradients": gradients,
        "precision": precision,
        "shapes": shapes,
        **({} if tolerance is None else {"tolerance": tolerance}),
        "recordedSteps": recorded,
        "trajectory": trajectory,
    }
