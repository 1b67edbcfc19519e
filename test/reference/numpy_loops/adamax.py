import numpy as np

lr, beta1, beta2 = 0.002, 0.9, 0.999
m = np.zeros(9)
u = np.zeros(9)
for t in range(1, 1001):
    grad = compute_gradient(theta)
    m = beta1 * m + (1 - beta1) * grad
    u = np.maximum(beta2 * u, np.abs(grad))
    theta -= lr / (1 - beta1 ** t) * m / (u + 1e-8)
