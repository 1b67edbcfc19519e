import numpy as np

lr = 0.01
for i in range(1000):
    grad = compute_gradient(theta)
    theta += lr * grad
