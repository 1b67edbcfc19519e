import numpy as np

lr = 0.001
m = v = np.zeros(9)
for epoch in range(1000):
    grad = compute_gradient(theta)
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad ** 2
    theta = theta - lr * m / (v ** 0.5 + 1e-8)
