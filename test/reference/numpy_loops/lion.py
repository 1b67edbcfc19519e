import numpy as np

lr, beta1, beta2, wd = 0.001, 0.9, 0.99, 0.1
m = np.zeros(9)
for step in range(1000):
    grad = compute_gradient(theta)
    update = np.sign(beta1 * m + (1 - beta1) * grad)
    theta = theta - lr * (update + wd * theta)
    m = beta2 * m + (1 - beta2) * grad
