import numpy as np

lr, eps = 0.1, 1e-8
cache = np.zeros_like(theta)
for i in range(1000):
    grad = compute_gradient(theta)
    cache += grad ** 2
    theta -= lr * grad / (np.sqrt(cache) + eps)
