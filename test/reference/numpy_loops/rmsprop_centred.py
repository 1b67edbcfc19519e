import numpy as np

lr, decay, eps = 0.01, 0.95, 1e-4
mean = np.zeros(9)
square = np.zeros(9)
for i in range(1000):
    grad = compute_gradient(theta)
    mean = decay * mean + (1 - decay) * grad
    square = decay * square + (1 - decay) * grad ** 2
    theta -= lr * grad / np.sqrt(square - mean ** 2 + eps)
