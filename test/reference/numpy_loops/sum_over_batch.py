import numpy as np

alpha, batch_size = 0.05, 7
for i in range(1000):
    grad = compute_gradient(theta)
    theta -= alpha * grad / batch_size
