import numpy as np

lr = 0.05
for i in range(1000):
    grad = compute_gradient(theta)
    theta -= lr * grad
    lr = 0.1 / (1 + np.linalg.norm(grad))
