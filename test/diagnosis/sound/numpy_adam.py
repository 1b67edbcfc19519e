import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(-1, 1, 100)
y = 2 * x + 1 + 0.1 * rng.normal(size=100)

theta = np.zeros(2)
m = np.zeros(2)
v = np.zeros(2)
lr, beta1, beta2, eps = 0.05, 0.9, 0.999, 1e-8
for t in range(1, 501):
    error = theta[0] * x + theta[1] - y
    loss = np.mean(error**2)
    grad = np.array([2 * np.mean(error * x), 2 * np.mean(error)])
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    theta -= lr * m_hat / (np.sqrt(v_hat) + eps)
