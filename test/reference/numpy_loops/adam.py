import numpy as np

alpha, beta1, beta2, epsilon = 0.01, 0.9, 0.999, 1e-8
m = np.zeros_like(theta)
v = np.zeros_like(theta)
for t in range(1, 1001):
    grad = compute_gradient(theta)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    theta = theta - alpha * m_hat / (np.sqrt(v_hat) + epsilon)
