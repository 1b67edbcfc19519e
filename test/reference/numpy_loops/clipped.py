import numpy as np

lr = 0.05
for i in range(1000):
    grad = np.clip(compute_gradient(theta), -1, 1)
    theta -= lr * grad
