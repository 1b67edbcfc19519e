import numpy as np

alpha0 = 0.1
for epoch in range(1000):
    alpha = alpha0 * 0.5 ** (epoch // 10)
    grad = compute_gradient(theta)
    theta -= alpha * grad
