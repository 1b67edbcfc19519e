import numpy as np

lr, rho, eps = 0.01, 0.9, 1e-7
s = 0
for i in range(1000):
    g = compute_gradient(theta)
    s = rho * s + (1 - rho) * g * g
    theta -= lr * g / (np.sqrt(s) + eps)
