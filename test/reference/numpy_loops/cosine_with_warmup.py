import math

import numpy as np

lr_max, warmup, steps = 0.1, 10, 300
for step in range(steps):
    if step < warmup:
        lr = lr_max * (step + 1) / warmup
    else:
        lr = 0.5 * lr_max * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup)))
    grad = compute_gradient(theta)
    theta -= lr * grad
