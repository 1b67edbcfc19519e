import numpy as np

lr, b1, b2, eps = 0.01, 0.9, 0.99, 1e-8
m, v = 0.0, 0.0
for i in range(1000):
    g = compute_gradient(theta)
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * np.power(g, 2)
    theta -= lr * (m / (1 - b1 ** (i + 1))) / (np.sqrt(v / (1 - b2 ** (i + 1))) + eps)
