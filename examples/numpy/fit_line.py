"""Fits a line with momentum, written out step by step; the learning rate falls as 1 / (1 + decay · epoch)."""

import numpy as np

random = np.random.default_rng(0)

x = np.linspace(-1, 1, 100)
y = 2 * x + 1 + 0.1 * random.standard_normal(100)

w, b = 0.0, 0.0
velocity_w, velocity_b = 0.0, 0.0
momentum = 0.9
lr0 = 0.1
decay = 0.01

for epoch in range(300):
    error = w * x + b - y
    loss = np.mean(error**2)
    dw = 2 * np.mean(error * x)
    db = 2 * np.mean(error)

    lr = lr0 / (1 + decay * epoch)
    velocity_w = momentum * velocity_w - lr * dw
    velocity_b = momentum * velocity_b - lr * db
    w += velocity_w
    b += velocity_b

print(f"y = {w:.3f} x + {b:.3f}, loss {loss:.5f}")
