import numpy as np

lr, beta1, beta2, eps, weight_decay = 0.01, 0.9, 0.999, 1e-8, 0.05
m, v = np.zeros(9), np.zeros(9)
for t in range(1, 1001):
    grad = compute_gradient(theta)
    theta *= 1 - lr * weight_decay
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    theta -= lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
