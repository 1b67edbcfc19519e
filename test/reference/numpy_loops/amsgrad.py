import numpy as np

lr, beta1, beta2 = 0.01, 0.9, 0.99
m, v, v_max = np.zeros(9), np.zeros(9), np.zeros(9)
for t in range(1, 1001):
    grad = compute_gradient(theta)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    v_max = np.maximum(v_max, v)
    theta -= lr * m / (np.sqrt(v_max) + 1e-8)
