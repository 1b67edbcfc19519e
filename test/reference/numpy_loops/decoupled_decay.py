import numpy as np

lr, lam = 0.01, 0.1
for i in range(1000):
    g = compute_gradient(theta)
    theta = theta * (1 - lr * lam) - lr * g
