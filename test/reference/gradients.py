"""
The gradients that optimizers are fed with, from a generator of whole numbers, so that `gradients.ts` makes the very same and no recording
has to hold them.
"""

import math

# Two tensors, so that what is done per tensor can be told from what is done over all. With vector instructions both leave a
# remainder in one precision or the other.
LENGTHS = [6, 3]
INITIAL = [0.9, -0.4, 0.05, -1.6, 0.3, 0.7, 1.2, -0.8, 0.02]
STEPS = 1000

# Parameters are recorded after these numbers of updates.
RECORDED_STEPS = [1, 2, 3, 10, 30, 100, 300, 1000]

_SCALES = [3, 1, 0.01, 0.3, 10, 0.001, 0.5, 2, 0.1]
_BIASES = [0.5, -0.25, 1, 0, 0.125, -1, 0.75, -0.5, 0]
_CONSTANT = [1, -0.5, 0.002, 20, -3, 1e-5, 0.25, -0.125, 0]


class _Random:
    """Lehmer's generator with the multiplier 48271 and the modulus 2^31 − 1: no product exceeds 2^53."""

    def __init__(self, seed):
        self._state = seed

    def whole(self, limit):
        """A whole number from 0, below the limit."""
        self._state = self._state * 48271 % 2147483647
        return self._state % limit

    def noise(self):
        """From −2 to 2 in steps of 1/5000."""
        return (self.whole(20001) - 10000) / 5000


def _noisy(random, step, i):
    return _SCALES[i] * (_BIASES[i] + random.noise())


def _sparse(random, step, i):
    noise = random.noise()
    return noise if random.whole(100) < 15 else 0


def _drifting(random, step, i):
    """Changes its sign halfway."""
    return _SCALES[i] * ((500 - step) / 250 + random.noise() / 4)


def _constant(random, step, i):
    return _CONSTANT[i]


def _broken(random, step, i):
    """NaN now and then, and infinite three times in a row."""
    value = _noisy(random, step, i)
    if step % 50 == 7 and i == 3:
        return math.nan
    return math.inf if step % 200 in (120, 121, 122) and i == 7 else value


_ENTRIES = {"noisy": _noisy, "sparse": _sparse, "drifting": _drifting, "constant": _constant, "broken": _broken}


def gradient_rows(kind, steps=STEPS):
    """Rows of gradients over all parameters, one per step."""
    random = _Random(20240607)
    entry = _ENTRIES[kind]
    return [[float(entry(random, step, i)) for i in range(len(INITIAL))] for step in range(steps)]


def split(row):
    """A row of all parameters as one list per tensor."""
    return [row[: LENGTHS[0]], row[LENGTHS[0] :]]
