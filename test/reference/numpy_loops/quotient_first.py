import numpy as np

alpha, m = 0.05, 7
for i in range(1000):
    grad = compute_gradient(theta)
    theta = theta - (alpha / m) * grad
