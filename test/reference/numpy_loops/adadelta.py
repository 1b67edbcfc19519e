import numpy as np

lr, rho, eps = 1.0, 0.95, 1e-6
acc, acc_delta = np.zeros(9), np.zeros(9)
for i in range(1000):
    grad = compute_gradient(theta)
    acc = rho * acc + (1 - rho) * grad ** 2
    change = np.sqrt(acc_delta + eps) / np.sqrt(acc + eps) * grad
    theta -= lr * change
    acc_delta = rho * acc_delta + (1 - rho) * change ** 2
